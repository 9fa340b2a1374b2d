"""The ledger's list: who sees it, what it finds, and what it says where there is nothing."""

from __future__ import annotations

import html
import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from served_office import ServedOffice
from workbench_support import Desk

from service.ledger.errors import BadRecord, NotFound
from service.ledger.words import MatterStatus
from service.web.workbench.ledger_query import UNFINISHED, read_filter

TODAY = date(2026, 11, 26)
NASTY = '<script>alert("x")</script>“停放”&<b>'


@pytest.fixture(scope="module")
def shelf(at: dict[str, Desk]) -> dict[str, str]:
    """Matters of the first department by what they are for."""
    desk = at["submitter"]
    late = (date.today() - timedelta(days=2)).isoformat()
    return {
        "nasty": desk.handed_in(title=NASTY)[0],
        "late": desk.handed_in(title="逾期的办法", due=late)[0],
        "contract": desk.handed_in(
            "买卖合同\n甲方：石城市水务局\n乙方：某公司\n第一条 价款一百元。\n",
            title="买卖合同",
            kind="contract",
        )[0],
    }


def titles(page: str) -> list[str]:
    return re.findall(r'<a href="/matters/[0-9a-f]{32}">(.*?)</a>', page)


@pytest.mark.parametrize("login", ["submitter", "reviewer", "approver", "auditor"])
def test_the_list_is_shown_to_those_who_may_search(
    at: dict[str, Desk], login: str, shelf: dict[str, str]
) -> None:
    page = at[login].get("/matters")
    assert page.status_code == 200
    assert f"/matters/{shelf['late']}" in page.text
    assert ("导出为表格文件" in page.text) == (login != "submitter")
    assert ("送审</a>" in page.text) == (login in ("submitter", "reviewer"))


def test_an_administrator_and_a_guest_see_no_list(
    at: dict[str, Desk], office: ServedOffice
) -> None:
    refused = at["administrator"].get("/matters")
    assert (refused.status_code, "没有权限" in refused.text) == (403, True)
    led = Desk(office.app).get("/matters?status=open")
    assert led.status_code == 303
    assert led.headers["location"].startswith("/login?next=/matters")


def test_another_department_s_matters_are_not_listed(
    at: dict[str, Desk], shelf: dict[str, str]
) -> None:
    page = at["neighbour"].get("/matters").text
    assert titles(page) == []
    assert "台账里还没有事项" in page
    assert 'href="/matters/new"' in page


def test_markup_in_a_title_stays_text(at: dict[str, Desk], shelf: dict[str, str]) -> None:
    page = at["reviewer"].get("/matters").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_htmx_gets_the_list_alone_and_a_clean_address(
    at: dict[str, Desk], shelf: dict[str, str]
) -> None:
    asked = {"text": "逾期", "status": "", "kind": "", "due": "", "sort": "created", "way": "down"}
    part = at["reviewer"].http.get(
        "/matters", params=asked, headers={"HX-Request": "true", "HX-Target": "found"}
    )
    assert part.text.lstrip().startswith('<section id="found"')
    assert part.headers["HX-Push-Url"] == "/matters?text=%E9%80%BE%E6%9C%9F"
    assert "逾期的办法" in titles(part.text)
    assert "买卖合同" not in titles(part.text)
    whole = at["reviewer"].http.get(
        "/matters",
        params=asked,
        headers={"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )
    assert whole.text.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"due": "late"}, "late"),
        ({"kind": "contract"}, "contract"),
        ({"text": "<script>"}, "nasty"),
        ({"text": "买卖 合同", "status": "open"}, "contract"),
    ],
)
def test_filters_find_what_they_say(
    at: dict[str, Desk], shelf: dict[str, str], asked: dict[str, str], found: str
) -> None:
    page = at["reviewer"].get("/matters", **asked).text
    listed = re.findall(r'href="/matters/([0-9a-f]{32})"', page)
    assert [one for one in listed if one in shelf.values()] == [shelf[found]]


def test_an_overdue_matter_and_its_counts_are_marked(
    at: dict[str, Desk], shelf: dict[str, str]
) -> None:
    page = at["reviewer"].get("/matters", due="late").text
    assert "逾期 2 天" in page
    assert re.search(r'badge critical">严重 \d', page)
    assert 'aria-sort="descending"' in page


def test_the_export_of_the_list_takes_its_filters_along(
    at: dict[str, Desk], shelf: dict[str, str]
) -> None:
    page = at["reviewer"].get("/matters", due="late", sort="title", way="up").text
    (link,) = re.findall(r'href="(/api/v1/matters\.xlsx\?[^"]*)"', page)
    made = at["reviewer"].get(html.unescape(link))
    assert made.status_code == 200, made.text
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    words = {str(cell.value) for row in book.active.iter_rows() for cell in row}
    assert any("逾期的办法" in word for word in words)
    assert not any("买卖合同" in word for word in words)


def test_a_review_that_failed_is_told_in_the_list(at: dict[str, Desk]) -> None:
    said = at["submitter"].api.hand_in(b"no document", "坏.docx", title="坏文件一份")
    assert said.status_code == 201
    assert "审查没有完成" in at["reviewer"].get("/matters", text="坏文件一份").text


def test_nothing_found_says_how_to_go_on(at: dict[str, Desk], shelf: dict[str, str]) -> None:
    page = at["reviewer"].get("/matters", text="没有这样的名称").text
    assert "没有符合这些条件的事项" in page
    assert '<a href="/matters">查看全部</a>' in page
    beyond = at["reviewer"].get("/matters", page="99").text
    assert "回到首页" in beyond


def test_a_list_longer_than_a_page_is_turned(at: dict[str, Desk], office: ServedOffice) -> None:
    from service.ledger import OPERATOR, Actor
    from service.ledger.records import NewMatter

    roads = office.departments["roads"]
    with office.ledger.write() as work:
        user = next(one for one in work.users.all() if one.login == "neighbour")
        actor = Actor(user.id, frozenset({roads}), False, OPERATOR.via, "")
        for number in range(23):
            work.matters.open(actor, NewMatter(f"办法{number:02d}", roads))
    first = at["neighbour-reviewer"].get("/matters", sort="title", way="up").text
    assert titles(first) == [f"办法{number:02d}" for number in range(20)]
    assert "第 1 页，共 2 页" in first
    second = at["neighbour-reviewer"].get("/matters", sort="title", way="up", page="2").text
    assert titles(second) == ["办法20", "办法21", "办法22"]


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "nothing"},
        {"kind": "poem"},
        {"due": "soon"},
        {"sort": "colour"},
        {"conclusion": "很好"},
        {"page": "0"},
        {"page": "-1"},
        {"from": "2026-13-01"},
        {"from": "0001-01-01"},
        {"text": "长" * 301},
    ],
)
def test_words_that_the_form_does_not_have_are_refused(
    at: dict[str, Desk], asked: dict[str, str]
) -> None:
    said = at["reviewer"].get("/matters", **asked)
    assert said.status_code in (400, 422)
    assert "没有完成" in said.text


def test_what_cannot_be_a_department_or_an_account_is_not_found(at: dict[str, Desk]) -> None:
    for name in ("department", "reviewer"):
        assert at["reviewer"].get("/matters", **{name: "1' or 1=1"}).status_code == 404


def test_what_is_due_is_still_to_be_done() -> None:
    late = read_filter({"due": "late"}, TODAY)
    assert late.query.statuses == UNFINISHED
    assert late.query.due == (None, TODAY - timedelta(days=1))
    one = read_filter({"due": "week", "status": "returned"}, TODAY)
    assert one.query.statuses == {MatterStatus.RETURNED}


def test_an_order_is_turned_round_and_the_rest_of_the_address_kept() -> None:
    asked = read_filter({"text": "水", "sort": "title", "way": "up", "page": "3"}, TODAY)
    assert asked.sorted_by("title") == "/matters?text=%E6%B0%B4&sort=title"
    assert asked.sorted_by("due") == "/matters?text=%E6%B0%B4&sort=due&way=up"
    assert asked.address(page="4").endswith("&page=4")
    assert "due_to" not in asked.export_address()


def test_a_forged_filter_raises_our_own_errors() -> None:
    with pytest.raises(BadRecord):
        read_filter({"status": "open,received"}, TODAY)
    with pytest.raises(NotFound):
        read_filter({"reviewer": "x" * 32}, TODAY)
