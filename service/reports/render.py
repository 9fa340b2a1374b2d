"""Render (输出): the explicit table of report formats."""

from __future__ import annotations

import json
from collections.abc import Sequence

from corpus.errors import BadOption
from models.review import Review
from service.reports.json import to_dict
from service.reports.wording import Labels

FORMATS = ("text", "json", "html")


def render(review: Review, form: str, labels: Labels, *, colour: bool = False) -> str:
    """输出 one review in a format."""
    if form == "json":
        return json.dumps(to_dict(review, labels), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        from service.reports.html import render_html

        return render_html(review, labels)
    from service.reports.text import render_text

    return render_text(review, labels, colour=colour)


def render_many(
    reviews: Sequence[Review], form: str, labels: Labels, *, colour: bool = False
) -> str:
    """输出 several reviews: texts after one another, JSON as an array.

    Raises:
        BadOption: HTML holds one document only.
    """
    if form == "html":
        raise BadOption("html 报告一次只能写一份文件")
    if form == "json":
        return (
            json.dumps([to_dict(r, labels) for r in reviews], ensure_ascii=False, indent=2) + "\n"
        )
    return "\n".join(render(r, form, labels, colour=colour) for r in reviews)
