"""The library on the page: what it holds, search, an article named in words, a whole law."""

from __future__ import annotations

import pytest
from served_office import ServedOffice
from workbench_support import Desk

EVERYBODY = ["submitter", "reviewer", "approver", "administrator", "auditor"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_may_look_and_administrators_learn_how_to_update(
    who: str, at: dict[str, Desk]
) -> None:
    said = at[who].get("/law")
    assert said.status_code == 200
    assert "法规库收录情况" in said.text
    assert ("fashen library build" in said.text) is (who == "administrator")


def test_without_a_login_it_leads_to_the_login(office: ServedOffice) -> None:
    assert Desk(office.app).get("/law").status_code == 303


def test_a_search_shows_provisions_of_the_day_with_the_way_to_each(at: dict[str, Desk]) -> None:
    said = (
        at["submitter"].get("/law", q="规章以外的规范性文件不得设定罚款", as_of="2026-11-20").text
    )
    assert "2026-11-20 有效的条文" in said
    assert "/provision?law=" in said
    assert 'value="2026-11-20"' in said


@pytest.mark.parametrize("words", ["行政处罚法第十六条", "《行政处罚法》第16条", "行政处罚法 16条"])
def test_an_article_named_in_words_is_shown_first(words: str, at: dict[str, Desk]) -> None:
    said = at["submitter"].get("/law", q=words).text
    assert "《中华人民共和国行政处罚法》第十六条</a>" in said.split('id="hits-head"')[0]


def test_a_law_named_in_words_leads_to_its_text(at: dict[str, Desk]) -> None:
    said = at["submitter"].get("/law", q="行政处罚法").text
    assert "名称相符的法规" in said
    text = at["submitter"].get("/law/text", law="行政处罚法", as_of="2026-11-20").text
    assert "<h1>中华人民共和国行政处罚法</h1>" in text
    assert text.count('class="number"') > 50
    assert "第一章" in text


def test_an_older_day_has_the_text_of_that_day(at: dict[str, Desk]) -> None:
    before = at["submitter"].get("/law/text", law="行政处罚法", as_of="2020-06-01").text
    now = at["submitter"].get("/law/text", law="行政处罚法", as_of="2026-06-01").text
    assert "2021-07-15 起施行" in now
    assert "2021-07-15 起施行" not in before or "尚未施行" in before


def test_a_law_that_is_not_held_is_not_said_to_be_none(at: dict[str, Desk]) -> None:
    said = at["submitter"].get("/law/text", law="<b>石城市鸽子法</b>")
    assert said.status_code == 404
    assert "不等于不存在" in said.text
    assert "<b>石城市" not in said.text


@pytest.mark.parametrize("day", ["tomorrow", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_refused(day: str, at: dict[str, Desk]) -> None:
    for path in ("/law", "/law/text"):
        said = at["submitter"].get(path, q="罚款", law="民法典", as_of=day)
        assert (said.status_code, "E401" in said.text) == (400, True)


def test_words_that_are_too_long_or_html_do_no_harm(at: dict[str, Desk]) -> None:
    assert at["submitter"].get("/law", q="罚" * 301).status_code == 422
    said = at["submitter"].get("/law", q="<script>alert(1)</script>")
    assert "<script>alert" not in said.text
