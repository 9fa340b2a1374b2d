"""Review page (审查页): the draft beside its findings, the procedure, the materials, what was left."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request, Response

from corpus.document import UnreadKind
from models.conclusion import EXPLANATIONS, conclude
from models.finding import Severity
from service.access import Principal
from service.api.context import Served, Who
from service.desk.reading import Opened
from service.options import STANCE_LABELS
from service.reports import materials, wording
from service.reports.annotate import Mark, annotate
from service.reports.filing_text import filing_lines
from service.web.workbench import review_view as view
from service.web.workbench.ids import ReviewId
from service.web.workbench.review_view import Entry
from service.web.workbench.shell import environment, page
from service.wiring import Wiring

router = APIRouter(include_in_schema=False)


@router.get("/reviews/{review_id}")
def review_page(request: Request, review_id: ReviewId, service: Served, who: Who) -> Response:
    """审查页."""
    actor = who.actor("matter.read")
    one = service.desk.reading.open(actor, review_id)
    return page(request, "review.html", who, **values(one, who, service.desk.wiring))


def values(one: Opened, who: Principal, house: Wiring) -> dict[str, Any]:
    """页面数据 of a review for somebody."""
    review, labels = one.restored.review, house.category_names()
    found, open_places = view.finding_entries(one, labels), view.undecided_entries(one, labels)
    entries = [*found, *open_places]
    return {
        **outcome(one, who, entries),
        "facts": [*wording.facts(review), *materials.facts(review)],
        "found": found,
        "open_places": open_places,
        "draft": _draft(one, entries),
        "severities": view.severity_counts(found),
        **view.choices(entries),
        "groups": view.step_groups(one),
        **_papers(one, labels),
        "filing": filing_lines(review.filing) if review.filing else [],
        "contract": one.restored.contract,
        "cleared": [
            (
                wording.place(c, review.submission.document),
                wording.CLEARED_BY.get(c.cleared_by, c.cleared_by),
                c,
            )
            for c in review.cleared
        ],
        "not_covered": one.restored.not_covered,
        "program": wording.versions(review),
        "stance": STANCE_LABELS[review.submission.stance],
        "outdated": _outdated(one, house),
        "others": _others(one),
        "earlier": _has_earlier(one),
        "is_word": review.submission.document.format == "docx",
    }


def outcome(one: Opened, who: Principal, entries: list[Entry]) -> dict[str, Any]:
    """结论数据: what the machine concluded, and what the decisions so far lead to."""
    review = one.restored.review
    word = conclude(review)
    return {
        "one": one,
        "review": review,
        "words": wording,
        "may_decide": who.may("finding.decide") and not one.matter.status.ended,
        "may_export": who.may("report.export"),
        "conclusion": word,
        "explanation": EXPLANATIONS[word],
        "settled": view.settled_conclusion(one) if one.standings else "",
        "waiting": sum(entry.is_open for entry in entries),
        "total": len(entries),
    }


def _draft(one: Opened, entries: list[Entry]) -> str:
    """The annotated draft as HTML; made once, because it never changes."""
    kept = one.restored.parts
    if "draft" not in kept:
        ranks = {severity.value: severity.rank for severity in Severity}
        cards = [entry.card for entry in entries if entry.card is not None]
        marks: list[Mark] = [
            mark for card in cards if (mark := card.mark(ranks.get(card.css, len(ranks))))
        ]
        lines = annotate(one.restored.review.submission.document, marks)
        stretches = [
            (is_table, list(some)) for is_table, some in groupby(lines, lambda x: x.kind == "row")
        ]
        kept["draft"] = environment().get_template("review_draft.html").render(stretches=stretches)
    return str(kept["draft"])


def _papers(one: Opened, labels: wording.Labels) -> dict[str, Any]:
    review = one.restored.review
    return {
        "papers": [
            (row, list(materials.role_names(row, labels))) for row in materials.rows(review)
        ],
        "lost": materials.unread(review),
        "draft_only": materials.is_draft_only(review),
        "other_unread": [u for u in review.unread if u.kind is not UnreadKind.MATERIAL],
        "step_names": {step.step_id: step.name for step in review.steps},
        "step_keys": {s.step_id: f"s-{n}" for n, s in enumerate(review.steps, 1)},
    }


def _outdated(one: Opened, house: Wiring) -> bool:
    """Whether the library has changed since this review."""
    return house.library.version != one.record.library


def _others(one: Opened) -> list[tuple[str, str, bool]]:
    """Reviews of the matter, newest first: id, name, whether it is this one."""
    numbers = {version.id: version.number for version in one.versions}
    ordered = sorted(one.reviews, key=lambda r: (numbers[r.version_id], r.created_at), reverse=True)
    return [
        (
            r.id,
            f"第 {numbers[r.version_id]} 版 · {r.created_at.astimezone():%Y-%m-%d %H:%M} 审查",
            r.id == one.record.id,
        )
        for r in ordered
    ]


def _has_earlier(one: Opened) -> bool:
    numbers = {version.id: version.number for version in one.versions}
    return any(numbers[r.version_id] < one.version.number for r in one.reviews)
