"""Render (输出): the explicit table of report formats."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from corpus.errors import BadOption
from models.review import Review
from service.reports.json import to_dict
from service.reports.wording import Labels

if TYPE_CHECKING:
    from service.reports.sarif import Draft

FORMATS = ("text", "json", "html", "sarif", "opinion", "xlsx")
ON_DRAFTS = ("docx",)
"""Formats written into the draft's own file: besides the review they need its bytes."""
FILES = {"opinion": "意见书.docx", "xlsx": "问题清单.xlsx", "docx": "批注.docx"}
"""Formats that are a file of an office program, and how the file's name ends."""
ONE_EACH = ("html", *FILES)
"""Formats that hold one document a file."""


def render(review: Review, form: str, labels: Labels, *, colour: bool = False) -> str:
    """输出 one review in a format of text."""
    if form == "json":
        return _json(to_dict(review, labels))
    if form == "sarif":
        from service.reports.sarif import Draft

        return render_sarif([Draft(review)], labels)
    if form == "html":
        from service.reports.html import render_html

        return render_html(review, labels)
    from service.reports.text import render_text

    return render_text(review, labels, colour=colour)


def render_file(
    review: Review, form: str, labels: Labels, *, template: bytes | None = None
) -> bytes:
    """输出 one review as a file of an office program; `template` is for an opinion.

    Raises:
        BadTemplate: the template of the opinion cannot be filled.
    """
    if form == "opinion":
        from service.reports.opinion import render_opinion

        return render_opinion(review, labels, template=template)
    from service.reports.findings_xlsx import render_findings

    return render_findings(review, labels)


def render_on_draft(
    review: Review,
    labels: Labels,
    source: bytes,
    day: date,
    replacements: Mapping[str, str] | None = None,
) -> bytes:
    """输出批注版: the draft `source` with a Word comment of this day for every finding.

    `replacements` are literal words by the findings' ids, put in as tracked changes.

    Raises:
        NotAWordDraft: the draft is no docx.
        OtherDraft: `source` is not the file that was reviewed.
    """
    from service.reports.docx_comments import annotate

    return annotate(source, review, labels, day=day, replacements=replacements)


def render_sarif(drafts: Sequence[Draft], labels: Labels) -> str:
    """输出 SARIF of one or several drafts with their paths."""
    from service.reports.sarif import to_sarif

    return _json(to_sarif(drafts, labels))


def render_many(
    reviews: Sequence[Review], form: str, labels: Labels, *, colour: bool = False
) -> str:
    """输出 several reviews: texts after one another, JSON as an array, SARIF as one run.

    Raises:
        BadOption: the format holds one document only.
    """
    if form in ONE_EACH:
        raise BadOption(f"{form} 报告一次只能写一份文件")
    if form == "json":
        return _json([to_dict(review, labels) for review in reviews])
    if form == "sarif":
        from service.reports.sarif import Draft

        return render_sarif([Draft(review) for review in reviews], labels)
    return "\n".join(render(review, form, labels, colour=colour) for review in reviews)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
