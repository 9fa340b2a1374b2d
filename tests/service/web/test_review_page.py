"""The review page: what it shows of a stored review, to whom, and decisions without leaving it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from served_office import DRAFT, ServedOffice
from workbench_support import HTMX, Desk

NASTY = (
    "石城市<b>市场</b>管理办法\n第一条 为了<img src=http://evil.example/x>管理市场，制定本办法。\n"
    "第二条 <script>alert(1)</script>乱摆摊的，处二百元罚款。\n"
)
Reviewed = tuple[str, str]


@pytest.fixture
def fresh(at: dict[str, Desk]) -> Reviewed:
    """A matter of one's own, to decide on."""
    return at["submitter"].handed_in()


def items_of(desk: Desk, review: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.api.get(f"/reviews/{review}/items").json()
    return found


def finding_of(desk: Desk, review: str) -> str:
    return str(next(one["fingerprint"] for one in items_of(desk, review)))


def test_the_draft_stands_beside_its_findings(at: dict[str, Desk], reviewed: Reviewed) -> None:
    said = at["reviewer"].get(f"/reviews/{reviewed[1]}")
    assert said.status_code == 200
    page = said.text
    assert "石城市共享单车停放管理办法" in page
    for entry in (one for one in items_of(at["reviewer"], reviewed[1]) if one["kind"] != "step"):
        assert f'data-fingerprint="{entry["fingerprint"]}"' in page
    marks = set(re.findall(r'class="mark [^"]*" href="#(f-\d+)"', page))
    assert marks
    assert all(f'id="{mark}"' in page for mark in marks)
    assert "修改后合法" in page
    assert "程序" in page


def test_nothing_in_the_page_is_style_or_script_of_its_own(
    at: dict[str, Desk], reviewed: Reviewed
) -> None:
    page = at["reviewer"].get(f"/reviews/{reviewed[1]}").text
    assert "style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*src=)", page)
    assert not re.search(r"\son\w+=", page)


def test_markup_of_a_draft_stays_text(at: dict[str, Desk]) -> None:
    _, review = at["submitter"].handed_in(NASTY, "恶意.txt")
    page = at["reviewer"].get(f"/reviews/{review}").text
    assert "<img" not in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "石城市&lt;b&gt;市场&lt;/b&gt;管理办法" in page


@pytest.mark.parametrize("login", ["submitter", "auditor"])
def test_who_may_not_decide_only_reads(login: str, at: dict[str, Desk], reviewed: Reviewed) -> None:
    page = at[login].get(f"/reviews/{reviewed[1]}").text
    assert 'class="entry' in page
    assert 'class="decide' not in page
    assert "采纳所列" not in page
    finding = finding_of(at[login], reviewed[1])
    said = at[login].send(f"/reviews/{reviewed[1]}/decisions", fingerprint=finding, verdict="adopt")
    assert said.status_code == 403
    assert "E704" in said.text


@pytest.mark.parametrize("path", ["", "/opinion", "/entries/5b0d7c3f9a1e2480"])
@pytest.mark.parametrize("login", ["neighbour", "neighbour-reviewer", "administrator"])
def test_nobody_else_sees_it(
    login: str, path: str, at: dict[str, Desk], reviewed: Reviewed
) -> None:
    said = at[login].get(f"/reviews/{reviewed[1]}{path}")
    assert said.status_code == (403 if login == "administrator" else 404)
    assert "石城市共享单车" not in said.text


def test_a_finding_is_adopted_and_its_card_comes_back(at: dict[str, Desk], fresh: Reviewed) -> None:
    desk, review = at["reviewer"], fresh[1]
    finding = finding_of(desk, review)
    said = desk.send(
        f"/reviews/{review}/decisions",
        htmx=True,
        fingerprint=finding,
        verdict="adopt",
        after="0",
        key="f-1",
    )
    assert said.status_code == 200
    assert f'data-fingerprint="{finding}"' in said.text
    assert 'data-verdict="adopt"' in said.text
    assert "人员reviewer" in said.text
    assert 'hx-swap-oob="true"' in said.text
    assert "<html" not in said.text
    assert items_of(desk, review)[0]["decision"]["verdict"] == "adopt"


def test_without_scripts_a_decision_leads_back_to_its_card(
    at: dict[str, Desk], fresh: Reviewed
) -> None:
    desk, review = at["approver"], fresh[1]
    finding = finding_of(desk, review)
    said = desk.send(
        f"/reviews/{review}/decisions",
        fingerprint=finding,
        verdict="modify",
        wording="改为：“依法处理”。",
        why="另有规定",
        key="f-1",
    )
    assert (said.status_code, said.headers["location"]) == (303, f"/reviews/{review}#f-1")
    page = desk.get(f"/reviews/{review}").text
    assert "改为：“依法处理”。" in page
    assert "另有规定" in page
    desk.send(f"/reviews/{review}/decisions", fingerprint=finding, verdict="withdraw", key="f-1")
    assert items_of(desk, review)[0]["decision"] is None
    assert "处理经过 2 次" in desk.get(f"/reviews/{review}").text


def test_a_rejection_asks_for_a_reason(at: dict[str, Desk], fresh: Reviewed) -> None:
    desk, review = at["reviewer"], fresh[1]
    words = {"fingerprint": finding_of(desk, review), "verdict": "reject"}
    said = desk.send(f"/reviews/{review}/decisions", htmx=True, reason=" ", **words)
    assert said.status_code == 422
    assert "理由" in said.text
    assert "<html" not in said.text


def test_whoever_is_slower_is_told_and_sees_what_was_decided(
    at: dict[str, Desk], fresh: Reviewed
) -> None:
    review, quick, slow = fresh[1], at["approver"], at["reviewer"]
    finding = finding_of(slow, review)
    words = {"fingerprint": finding, "after": "0"}
    quick.send(f"/reviews/{review}/decisions", verdict="adopt", **words)
    said = slow.send(
        f"/reviews/{review}/decisions", htmx=True, verdict="reject", reason="不是", **words
    )
    assert said.status_code == 409
    assert "其他人员已先处理这一条" in said.text
    card = slow.part(f"/reviews/{review}/entries/{finding}").text
    assert 'data-verdict="adopt"' in card
    assert "人员approver" in card


def test_all_those_listed_are_decided_or_none(at: dict[str, Desk], fresh: Reviewed) -> None:
    desk, review = at["reviewer"], fresh[1]
    names = [one["fingerprint"] for one in items_of(desk, review) if one["kind"] == "finding"]
    where = f"/reviews/{review}/decisions/all"
    wrong = desk.send(where, verdict="adopt", items=f"{names[0]}=0 {'0' * 16}=0")
    assert wrong.status_code == 404
    assert items_of(desk, review)[0]["decision"] is None
    assert desk.send(where, verdict="adopt", items="甲").status_code == 422
    listed = " ".join(f"{name}=0" for name in names)
    said = desk.send(where, htmx=True, verdict="reject", reason="已有授权", items=listed)
    assert said.status_code == 200
    assert said.text.count('data-verdict="reject"') == len(names)
    assert all(
        one["decision"]["verdict"] == "reject"
        for one in items_of(desk, review)
        if one["kind"] == "finding"
    )


@pytest.mark.parametrize("path", ["decisions", "decisions/all", "exports"])
def test_a_form_without_its_token_is_refused(
    path: str, at: dict[str, Desk], reviewed: Reviewed
) -> None:
    said = at["reviewer"].send(
        f"/reviews/{reviewed[1]}/{path}",
        token="",
        fingerprint="f",
        verdict="adopt",
        items="f=0",
        format="text",
    )
    assert said.status_code == 403
    assert "E705" in said.text


def test_a_step_is_decided_on_the_page_of_the_procedure(
    at: dict[str, Desk], fresh: Reviewed
) -> None:
    desk, review = at["reviewer"], fresh[1]
    step = next(
        one["fingerprint"]
        for one in items_of(desk, review)
        if one["kind"] == "step" and one["severity"] == "undecided"
    )
    said = desk.send(
        f"/reviews/{review}/decisions",
        htmx=True,
        fingerprint=step,
        verdict="reject",
        reason="另有文件证明",
    )
    assert said.status_code == 200
    assert "已落实或者不需要" in said.text
    assert "另有文件证明" in said.text


def test_what_was_rejected_before_is_carried_over_or_asks_for_another_look(
    at: dict[str, Desk], fresh: Reviewed
) -> None:
    desk, (matter, review) = at["reviewer"], fresh
    for one in items_of(desk, review):
        if one["kind"] == "finding":
            words = {"fingerprint": one["fingerprint"], "verdict": "reject", "reason": "保留"}
            desk.send(f"/reviews/{review}/decisions", **words)
    changed = DRAFT.replace("设立子公司", "设立子公司并办理登记")
    said = at["submitter"].api.hand_in(changed, path=f"/matters/{matter}/versions").json()
    page = desk.get(f"/reviews/{desk.finished(said['job'])['review_id']}").text
    assert "沿用上一版的处理" in page
    assert "现条款已改动" in page
    assert f"/reviews/{review}" in page


def test_an_ended_matter_is_only_read(
    at: dict[str, Desk], fresh: Reviewed, office: ServedOffice
) -> None:
    matter, review = fresh
    for status in ("approval", "concluded"):
        said = at["approver"].api.put(f"/matters/{matter}/status", {"status": status})
        assert said.status_code == 200, said.text
    assert 'class="decide' not in at["reviewer"].get(f"/reviews/{review}").text


def test_a_review_whose_draft_was_deleted_is_not_shown_from_memory(
    at: dict[str, Desk], fresh: Reviewed
) -> None:
    matter, review = fresh
    assert at["reviewer"].get(f"/reviews/{review}").status_code == 200
    version = at["approver"].api.get(f"/matters/{matter}").json()["versions"][0]["id"]
    at["approver"].api.post(f"/versions/{version}/erasure", json={"reason": "送审单位撤回"})
    said = at["reviewer"].get(f"/reviews/{review}")
    assert said.status_code == 410
    assert "石城市共享单车" not in said.text


def test_a_look_is_noted(at: dict[str, Desk], fresh: Reviewed) -> None:
    at["reviewer"].get(f"/reviews/{fresh[1]}")
    found = at["auditor"].api.get("/audit", action="review.read", size=100).json()["items"]
    assert fresh[1] in [one["subject_id"] for one in found]


def test_errors_of_a_part_of_the_page_are_a_sentence(
    at: dict[str, Desk], reviewed: Reviewed
) -> None:
    said = at["reviewer"].http.post(
        f"/reviews/{reviewed[1]}/decisions",
        data={"token": at["reviewer"].api.token, "fingerprint": "f", "verdict": "burn"},
        headers=HTMX,
    )
    assert said.status_code == 422
    assert "<html" not in said.text
