"""The HTML report: escaped, complete, and without any outside request."""

from __future__ import annotations

import re

from support import context_of, submission_of

from corpus.library import Library
from models.checks import CHECKS
from models.pipeline import review
from models.review import Versions
from service.reports.html import render_html

TEXT = (
    "石城市市场管理办法\n第一条 为了管理市场，制定本办法。\n"
    "第二条 <script>alert(1)</script>乱摆摊的，处二百元罚款。\n"
)


def page(library: Library) -> str:
    versions = Versions("0", "0", "0", "none")
    return render_html(review(submission_of(TEXT), CHECKS, context_of(library), versions))


def test_markup_in_a_draft_stays_text(library: Library) -> None:
    html = page(library)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_each_finding_is_linked_to_its_place_both_ways(library: Library) -> None:
    html = page(library)
    numbers = set(re.findall(r'<article class="\w+" id="f(\d+)"', html))
    assert numbers
    assert set(re.findall(r'href="#f(\d+)"', html)) <= numbers
    assert '<mark class="critical">' in html


def test_the_report_asks_for_nothing_from_outside(library: Library) -> None:
    assert re.findall(r'(?:src|href)="(?!#)', page(library)) == []
    assert "url(" not in page(library)


def test_the_report_says_what_was_not_looked_at(library: Library) -> None:
    html = page(library)
    for heading in ("未能判断", "未读内容", "本次未覆盖", "已核无误"):
        assert heading in html
