"""HTML of a comparison (对照页): a fragment for the workbench, or a page that stands alone."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from models.conclusion import conclude
from models.finding import Finding, Undecided
from models.versions import VersionComparison
from service.reports import wording
from service.reports.comparison import words
from service.reports.comparison.words import AnyChange
from service.reports.html import asset, environment
from service.reports.wording import Labels


@dataclass(frozen=True, slots=True)
class Row:
    """一行: a finding (or what was left undecided) of the comparison as the page shows it."""

    change: AnyChange
    entry: Finding | Undecided
    where: str
    category: str

    @property
    def css(self) -> str:
        """The severity's class."""
        return self.entry.severity.value if isinstance(self.entry, Finding) else "undecided"

    @property
    def severity(self) -> str:
        """The severity's name."""
        return self.entry.severity.label if isinstance(self.entry, Finding) else "未能判断"

    @property
    def was(self) -> str:
        """The words quoted in the old draft where they were reworded, else ""."""
        old = self.change.old
        if old is None or self.change.status != "reworded" or old.quote == self.entry.quote:
            return ""
        return old.quote

    @property
    def graver(self) -> str:
        """How the severity changed, "" if it did not."""
        old, new = self.change.old, self.change.new
        if not isinstance(old, Finding) or not isinstance(new, Finding):
            return ""
        return "" if old.severity is new.severity else f"原为{old.severity.label}"


def render_fragment(both: VersionComparison, labels: Labels | None = None) -> str:
    """对照片段: one `<section class="versions">` without style or script, everything escaped."""
    names, shown = labels or {}, words.shown(both.provisions)
    return (
        environment()
        .get_template("comparison.html")
        .render(
            drafts=[
                ("原稿", both.old, conclude(both.old)),
                ("修改稿", both.new, conclude(both.new)),
            ],
            cautions=both.cautions,
            groups=groups(both, names),
            steps=[change for change in both.steps if change.kind != "same"],
            provisions=[change for change in shown if not words.is_number_only(change)],
            renumbered=[words.provision_label(c) for c in shown if words.is_number_only(c)],
            unchanged=len(both.provisions) - len(shown),
            old=both.old.submission.document.text,
            new=both.new.submission.document.text,
            words=words,
        )
    )


def render_page(both: VersionComparison, labels: Labels | None = None) -> str:
    """对照页: one file with its style, no request to anywhere."""
    style = asset("comparison.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template("comparison_page.html")
        .render(
            title=both.new.submission.document.title,
            body=render_fragment(both, labels),
            css=style,
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'",
        )
    )


def groups(both: VersionComparison, labels: Labels) -> list[tuple[str, str, list[Row]]]:
    """分组 of all rows by what became of them, in the order of `ENTRY_STATUS`."""
    return [
        (key, words.ENTRY_STATUS[key], [_row(change, both, labels) for change in group])
        for key, group in words.by_status(words.changes(both))
    ]


def _row(change: AnyChange, both: VersionComparison, labels: Labels) -> Row:
    entry = change.new or change.old
    if entry is None:
        raise ValueError("an entry of neither review")
    return Row(change, entry, words.where(change, both), wording.category(entry, labels))
