"""HTML report (HTML 报告): one file, no request to anywhere, everything escaped."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import UnreadKind
from models.conclusion import EXPLANATIONS, conclude
from models.coverage import not_covered
from models.finding import Clearance, Finding, Severity, Undecided
from models.review import Review
from service.reports import materials, steps, wording
from service.reports.annotate import Mark, annotate
from service.reports.filing_text import filing_lines
from service.reports.json import finding_ids
from service.reports.wording import Labels

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Card:
    """卡片: a finding, or a clause left undecided, as the report shows it."""

    key: str
    label: str
    css: str
    severity: str
    place: str
    category: str
    entry: Finding | Undecided

    @property
    def source(self) -> str:
        """How it was found, in Chinese; empty for what was left undecided."""
        if isinstance(self.entry, Undecided):
            return ""
        return wording.SOURCE_LABELS.get(self.entry.source, self.entry.source)

    @property
    def message(self) -> str:
        """What is wrong, without the words that stand above it as the quote."""
        return (
            wording.problem(self.entry) if isinstance(self.entry, Finding) else self.entry.message
        )

    def mark(self, rank: int) -> Mark | None:
        """Return the mark in the draft; None for what has no place there."""
        span = self.entry.span
        return Mark(self.key, self.label, self.css, rank, span) if span else None


def render_html(review: Review, labels: Labels | None = None, *, home: str | None = None) -> str:
    """HTML 报告: the annotated draft beside its findings.

    `labels` name the categories. `home` is the address of the upload page, if there is one.
    """
    document = review.submission.document
    names = labels or {}
    cards = finding_cards(review, names)
    open_cards = undecided_cards(review, names)
    conclusion = conclude(review)
    counted = Counter(finding.severity for finding in review.findings)
    template = environment().get_template("report.html")
    return template.render(
        title=document.title,
        facts=[*wording.facts(review), *materials.facts(review)],
        groups=steps.groups(review),
        filing=filing_lines(review.filing) if review.filing else [],
        step_names={step.step_id: step.name for step in review.steps},
        draft_only=materials.is_draft_only(review),
        materials=[(row, list(materials.role_names(row, names))) for row in materials.rows(review)],
        lost=materials.unread(review),
        other_unread=[one for one in review.unread if one.kind is not UnreadKind.MATERIAL],
        lines=annotate(document, _marks(cards, open_cards)),
        severities=[(s.value, s.label, counted[s]) for s in Severity],
        cards=cards,
        open_cards=open_cards,
        cleared=_cleared(review),
        review=review,
        conclusion=conclusion,
        explanation=EXPLANATIONS[conclusion],
        not_covered=not_covered(review.submission.kind),
        versions=wording.versions(review),
        home=home,
        words=wording,
        css=asset("report.css"),
        script=asset("report.js"),
        policy=content_policy(),
    )


def finding_cards(review: Review, labels: Labels) -> list[Card]:
    """卡片 of all findings, numbered from 1 in document order."""
    document = review.submission.document
    return [
        Card(
            key=f"f-{identity}",
            label=str(number),
            css=finding.severity.value,
            severity=finding.severity.label,
            place=wording.place(finding, document),
            category=wording.category(finding, labels),
            entry=finding,
        )
        for number, (identity, finding) in enumerate(
            zip(finding_ids(review), review.findings, strict=True), 1
        )
    ]


def undecided_cards(review: Review, labels: Labels) -> list[Card]:
    """卡片 of all that was left undecided, labelled 待1, 待2 …."""
    document = review.submission.document
    return [
        Card(
            key=f"u-{number}",
            label=f"待{number}",
            css="undecided",
            severity="未能判断",
            place=wording.place(entry, document),
            category=wording.category(entry, labels),
            entry=entry,
        )
        for number, entry in enumerate(review.undecided, 1)
    ]


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """Return a style sheet or script that the report carries inside itself."""
    return (TEMPLATES / name).read_text("utf-8")


@lru_cache(maxsize=1)
def content_policy() -> str:
    """内容安全策略: nothing may be loaded; only the report's own style and script may act."""
    style, script = _hash(asset("report.css")), _hash(asset("report.js"))
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the template environment, with everything escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _marks(cards: list[Card], open_cards: list[Card]) -> list[Mark]:
    ranks = {severity.value: severity.rank for severity in Severity}
    marks = [card.mark(ranks.get(card.css, len(ranks))) for card in (*cards, *open_cards)]
    return [mark for mark in marks if mark is not None]


def _cleared(review: Review) -> list[tuple[str, str, Clearance]]:
    document = review.submission.document
    return [
        (wording.place(c, document), wording.CLEARED_BY.get(c.cleared_by, c.cleared_by), c)
        for c in review.cleared
    ]


def _hash(content: str) -> str:
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"
