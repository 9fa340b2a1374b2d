"""The audit trail in words: found by person, action, department and day."""

from __future__ import annotations

import pytest
from served_office import ServedOffice
from workbench_support import Desk


@pytest.mark.parametrize("who", ["submitter", "reviewer", "approver", "administrator"])
def test_only_auditors_read_the_trail(who: str, at: dict[str, Desk]) -> None:
    said = at[who].get("/audit")
    assert (said.status_code, "E704" in said.text) == (403, True)


def test_entries_say_who_did_what_to_which_matter(
    at: dict[str, Desk], reviewed: tuple[str, str]
) -> None:
    at["reviewer"].get(f"/reviews/{reviewed[1]}")
    said = at["auditor"].get("/audit", action="review.read").text
    assert "查看审查结果" in said
    assert "人员reviewer" in said
    assert f'href="/matters/{reviewed[0]}"' in said
    assert "（第 1 版）" in said


def test_a_search_narrows_and_keeps_its_words(at: dict[str, Desk], office: ServedOffice) -> None:
    with office.ledger.read() as work:
        found = work.users.find("submitter")
    assert found
    words = {"user": found[0].id, "action": "user.login", "from": "2026-01-01", "to": "2999-12-31"}
    said = at["auditor"].get("/audit", **words).text
    assert f'value="{found[0].id}" selected' in said
    assert 'value="user.login" selected' in said
    assert 'value="2026-01-01"' in said
    assert "立项" not in said.split("<tbody>")[1]
    nothing = at["auditor"].get("/audit", **{**words, "to": "2026-01-02"}).text
    assert "没有符合条件的记录" in nothing


def test_a_department_s_entries_alone(at: dict[str, Desk], office: ServedOffice) -> None:
    at["submitter"].handed_in(title="水务的办法")
    water = at["auditor"].get(
        "/audit", department=office.departments["water"], action="matter.open"
    )
    roads = at["auditor"].get(
        "/audit", department=office.departments["roads"], action="matter.open"
    )
    assert "水务的办法" in water.text
    assert "水务的办法" not in roads.text


def test_pages_turn_and_a_page_too_far_leads_back(at: dict[str, Desk]) -> None:
    far = at["auditor"].get("/audit", page="9999")
    assert (far.status_code, "回到首页" in far.text) == (200, True)
    for word in ("0", "-1", "x", "１", "99999999"):
        assert at["auditor"].get("/audit", page=word).status_code == 422


@pytest.mark.parametrize(
    "words",
    [{"from": "yesterday"}, {"to": "0001-01-01"}, {"user": "1"}, {"department": "x' OR 1=1"}],
)
def test_what_asks_for_nothing_there_can_be_is_refused(
    words: dict[str, str], at: dict[str, Desk]
) -> None:
    assert at["auditor"].get("/audit", **words).status_code in (400, 404)


def test_html_in_a_title_is_shown_as_it_was_written(at: dict[str, Desk]) -> None:
    at["submitter"].handed_in(title="<script>alert(1)</script>规定")
    said = at["auditor"].get("/audit", action="matter.open").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;规定" in said
    assert "<script>alert" not in said
