"""The HTML report: escaped, complete, linked both ways, and without any outside request."""

from __future__ import annotations

import re

import pytest
from support import context_of, submission_of

from corpus.library import Library
from models.checks import CHECKS
from models.pipeline import review
from models.review import Review, Versions
from service.reports.html import asset, content_policy, render_html

TEXT = (
    "石城市市场管理办法\n第一条 为了管理市场，制定本办法。\n"
    "第二条 <script>alert(1)</script>乱摆摊的，处二百元罚款。\n"
)
SECTIONS = "审查发现 未能判断 已核无误 未读内容 本次未覆盖 检查未完成 版本与收录截止日 结论"


@pytest.fixture(scope="module")
def found(library: Library) -> Review:
    versions = Versions("0", "0", "0", "none")
    return review(submission_of(TEXT), CHECKS, context_of(library), versions)


@pytest.fixture(scope="module")
def page(found: Review) -> str:
    return render_html(found)


def test_markup_in_a_draft_stays_text(page: str) -> None:
    assert page.count("<script") == 1  # the report's own
    assert "&lt;script&gt;alert(1)" in page


def test_each_finding_is_linked_to_its_place_both_ways(found: Review, page: str) -> None:
    cards = set(re.findall(r'<article class="card[^"]*" id="([fu]-[^"]+)"', page))
    spots = set(re.findall(r'id="q-([^"]+)"', page))
    assert len(cards) == len(found.findings) + len(found.undecided)
    assert spots <= cards
    assert set(re.findall(r'href="#([fu]-[^"]+)"', page)) == spots
    assert set(re.findall(r'href="#q-([^"]+)"', page)) == spots
    assert '<a class="mark critical"' in page


def test_the_report_asks_for_nothing_from_outside(page: str) -> None:
    assert re.findall(r'(?:src|href|action)="(?!#)', page) == []
    assert "url(" not in page
    assert "@import" not in page


def test_its_own_policy_admits_only_its_own_style_and_script(page: str) -> None:
    policy = content_policy()
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert f"<style>{asset('report.css')}</style>" in page
    assert f"<script>{asset('report.js')}</script>" in page
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", page)


@pytest.mark.parametrize("heading", SECTIONS.split())
def test_the_report_has_every_section(page: str, heading: str) -> None:
    assert heading in page


def test_the_way_back_is_shown_only_by_the_service(found: Review, page: str) -> None:
    assert "审查另一份文件" not in page
    assert 'href="/"' in render_html(found, home="/")
