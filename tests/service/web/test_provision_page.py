"""The page of an article: as it stands on a day, its neighbours, its former wordings."""

from __future__ import annotations

import pytest
from workbench_support import Desk


def test_an_article_is_shown_whole_with_its_neighbours(at: dict[str, Desk]) -> None:
    said = at["submitter"].get(
        "/provision", law="中华人民共和国行政处罚法", article="第十四条第一款", as_of="2026-11-24"
    )
    assert said.status_code == 200
    assert "<mark>" in said.text
    assert "第十三条" in said.text
    assert "第十五条" in said.text
    assert "有效" in said.text


def test_former_wordings_are_shown_with_what_changed(at: dict[str, Desk]) -> None:
    said = at["reviewer"].get("/provision", law="仲裁法", article="第十条", as_of="2026-11-24")
    assert "2017-09-01" in said.text
    assert "2025-09-12" in said.text
    assert "<del>" in said.text
    assert "<ins>" in said.text


def test_the_day_decides_which_text_is_the_present_one(at: dict[str, Desk]) -> None:
    words = {"law": "仲裁法", "article": "第十条"}
    now, then = (
        at["reviewer"].api.get("/library/provision/history", **words, as_of=day).json()
        for day in ("2026-11-24", "2020-01-01")
    )
    assert [one["age"] for one in now["wordings"]] == ["earlier", "current"]
    assert [one["age"] for one in then["wordings"]] == ["current", "later"]
    assert now["text"] != then["text"]


def test_an_article_is_followed_by_its_words_and_the_changes_lead_to_the_new_ones(
    at: dict[str, Desk],
) -> None:
    answer = at["reviewer"].api.get(
        "/library/provision/history", law="仲裁法", article="第二条", as_of="2020-01-01"
    )
    old, new = answer.json()["wordings"]
    assert new["article"] != old["article"]
    kept = "".join(one["text"] for one in new["changes"] if one["kind"] != "removed")
    left = "".join(one["text"] for one in new["changes"] if one["kind"] != "added")
    assert new["same"] or (kept, len(left)) == (new["text"], len(old["text"]))


def test_a_repealed_law_names_its_successor(at: dict[str, Desk]) -> None:
    said = at["reviewer"].get("/provision", law="环境保护法", article="第三条", as_of="2026-11-24")
    assert "已废止" in said.text
    assert "中华人民共和国生态环境法典" in said.text


def test_a_law_that_is_not_held_is_said_not_to_be_held(at: dict[str, Desk]) -> None:
    said = at["reviewer"].get("/provision", law="从未听说的条例", article="第一条")
    assert said.status_code == 200
    assert "不在" in said.text


@pytest.mark.parametrize(
    ("law", "article", "word"),
    [
        ("国办发〔2018〕37号", "二（八）", "法规库未收录"),
        ("行政处罚法", "适用范围条款", "不是条号"),
        ("", "第一条", "法规库未收录"),
    ],
)
def test_a_place_that_is_no_article_is_told_and_no_error(
    law: str, article: str, word: str, at: dict[str, Desk]
) -> None:
    said = at["reviewer"].get("/provision", law=law, article=article)
    assert said.status_code == 200
    assert word in said.text


def test_for_a_drawer_only_the_inside_comes(at: dict[str, Desk]) -> None:
    said = at["reviewer"].part("/provision", law="行政处罚法", article="第十六条")
    assert said.text.lstrip().startswith('<div class="provision">')


@pytest.mark.parametrize(
    ("law", "article"), [("<script>alert(1)</script>", ""), ("行政处罚法", "<b>第一条</b>")]
)
def test_markup_in_the_question_stays_text(law: str, article: str, at: dict[str, Desk]) -> None:
    said = at["reviewer"].get("/provision", law=law, article=article)
    assert "<script>alert" not in said.text
    assert "<b>第一条" not in said.text


def test_who_is_not_logged_in_is_led_to_the_login(at: dict[str, Desk], office: object) -> None:
    fresh = Desk(at["reviewer"].http.app)  # type: ignore[arg-type]
    said = fresh.get("/provision", law="行政处罚法")
    assert said.status_code == 303
    assert said.headers["location"].startswith("/login")
