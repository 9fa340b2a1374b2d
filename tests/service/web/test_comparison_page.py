"""Two versions side by side: findings, decisions carried over or reopened, words that changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from served_office import DRAFT
from workbench_support import Desk

FIRST = DRAFT.replace(
    "组织实施。", "组织实施，租赁依照《中华人民共和国合同法》第二百一十二条办理。"
)
CHANGED = (
    FIRST.replace("租赁依照", "租用合同依照")
    .replace("二千元以上一万元以下", "五千元以上一万元以下")
    .replace("第四条　外地企业投放车辆的，应当在本市设立子公司。\n", "")
    .replace("第五条", "第四条")
)


@dataclass(frozen=True)
class Versions:
    """One matter with two versions, some findings of the first decided."""

    matter: str
    old: str
    new: str


@pytest.fixture(scope="module")
def versions(at: dict[str, Desk]) -> Versions:
    matter, old = at["submitter"].handed_in(FIRST + "<b>附件</b>\n", title="对照<b>的</b>办法")
    items = at["reviewer"].api.get(f"/reviews/{old}/items").json()
    for one in items:
        if one["kind"] == "finding":
            verdict = "reject" if one["article"] in ("第二条", "第四条") else "adopt"
            said = at["reviewer"].api.post(
                f"/reviews/{old}/decisions",
                json={
                    "fingerprint": one["fingerprint"],
                    "verdict": verdict,
                    "reason": "上位法<i>另有</i>授权",
                },
            )
            assert said.status_code == 201, said.text
    said = at["submitter"].api.hand_in(
        CHANGED + "<b>附件</b>\n", "修改稿.txt", f"/matters/{matter}/versions"
    )
    return Versions(matter, old, said.json()["job"]["review_id"])


def test_it_compares_with_the_version_before_unless_told_otherwise(
    versions: Versions, at: dict[str, Desk]
) -> None:
    plain = at["reviewer"].get(f"/reviews/{versions.new}/comparison").text
    told = at["reviewer"].get(f"/reviews/{versions.new}/comparison", against=versions.old).text
    assert f'value="{versions.old}" selected' in plain
    assert plain == told


def test_findings_are_grouped_by_what_became_of_them(
    versions: Versions, at: dict[str, Desk]
) -> None:
    said = at["reviewer"].get(f"/reviews/{versions.new}/comparison").text
    assert 'id="g-resolved"' in said
    assert f'href="/reviews/{versions.new}#f-' in said
    assert f'href="/reviews/{versions.old}#f-' in said


def test_a_rejection_of_a_changed_clause_must_be_decided_anew(
    versions: Versions, at: dict[str, Desk]
) -> None:
    said = at["reviewer"].get(f"/reviews/{versions.new}/comparison").text
    assert re.search(r"须重新处理：此前不采纳，[^<]*条款已改动", said)
    assert re.search(r"须重新处理 [1-9]", said)
    assert "去处理" in said
    assert "去处理" not in at["submitter"].get(f"/reviews/{versions.new}/comparison").text


def test_what_was_decided_on_a_finding_that_is_gone_is_told(
    versions: Versions, at: dict[str, Desk]
) -> None:
    said = at["reviewer"].get(f"/reviews/{versions.new}/comparison").text
    assert "原稿审查时处理：不采纳" in said


@pytest.mark.parametrize(
    "way", [{}, {"side": "yes"}, {"whole": "yes"}, {"side": "yes", "whole": "yes"}]
)
def test_words_that_went_and_came_are_marked(
    way: dict[str, str], versions: Versions, at: dict[str, Desk]
) -> None:
    said = at["reviewer"].get(f"/reviews/{versions.new}/comparison", **way).text
    assert re.search(r"<del>[^<]*二[^<]*</del>", said)
    assert re.search(r"<ins>[^<]*五[^<]*</ins>", said)
    assert ("规范共享单车停放" in said.split('id="texts"')[1]) is ("whole" in way)


def test_html_in_drafts_titles_and_reasons_is_shown_as_it_was_written(
    versions: Versions, at: dict[str, Desk]
) -> None:
    said = at["reviewer"].get(f"/reviews/{versions.new}/comparison", whole="yes").text
    assert "&lt;b&gt;附件&lt;/b&gt;" in said
    assert "对照&lt;b&gt;的&lt;/b&gt;办法" in said
    assert "上位法&lt;i&gt;另有&lt;/i&gt;授权" in said
    assert "<i>另有" not in said
    assert "<b>附件" not in said


def test_other_versions_may_be_chosen(versions: Versions, at: dict[str, Desk]) -> None:
    said = at["reviewer"].get(
        f"/reviews/{versions.new}/comparison", against=versions.new, new=versions.old, side="yes"
    )
    assert said.status_code == 303
    where = f"/reviews/{versions.old}/comparison?against={versions.new}&side=yes"
    assert said.headers["location"] == where
    assert at["reviewer"].get(where).status_code == 200


def test_one_review_with_itself_or_of_two_matters_is_refused(
    versions: Versions, at: dict[str, Desk], reviewed: tuple[str, str]
) -> None:
    path = f"/reviews/{versions.new}/comparison"
    assert "两次不同的审查" in at["reviewer"].get(path, against=versions.new).text
    assert "同一事项" in at["reviewer"].get(path, against=reviewed[1]).text
    first = at["reviewer"].get(f"/reviews/{versions.old}/comparison")
    assert (first.status_code, "E603" in first.text) == (404, True)


def test_another_department_finds_nothing(versions: Versions, at: dict[str, Desk]) -> None:
    for path in (
        f"/reviews/{versions.new}/comparison",
        f"/reviews/{versions.new}/comparison?against={versions.old}",
        f"/reviews/{'0' * 32}/comparison",
        "/reviews/x/comparison",
    ):
        said = at["neighbour-reviewer"].get(path)
        assert (said.status_code, "E603" in said.text) == (404, True)
    assert at["administrator"].get(f"/reviews/{versions.new}/comparison").status_code == 403


def test_both_looks_are_noted(versions: Versions, at: dict[str, Desk]) -> None:
    at["approver"].get(f"/reviews/{versions.new}/comparison")
    trail = at["auditor"].api.get("/audit", action="review.read", size=200).json()["items"]
    seen = {one["subject_id"] for one in trail if one["user"] == "人员approver"}
    assert {versions.old, versions.new} <= seen


def test_what_was_erased_is_not_compared_any_more(at: dict[str, Desk]) -> None:
    matter, old = at["submitter"].handed_in(title="要删除的")
    said = at["submitter"].api.hand_in(CHANGED, "改.txt", f"/matters/{matter}/versions").json()
    path = f"/reviews/{said['job']['review_id']}/comparison"
    assert at["reviewer"].get(path).status_code == 200
    version = at["approver"].api.get(f"/reviews/{old}").json()["version_id"]
    at["approver"].api.post(f"/versions/{version}/erasure", json={"reason": "送审单位撤回"})
    gone = at["reviewer"].get(path)
    assert (gone.status_code, "E605" in gone.text) == (410, True)
