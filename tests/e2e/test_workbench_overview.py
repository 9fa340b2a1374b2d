"""Comparison, figures, law, people and audit in a real browser: clean, accessible, at both widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served_office import PASSWORD, SAMPLES, ServedOffice
from workbench_support import Desk, Visit, listening, office_on

from service.settings import Settings
from service.wiring import Wiring

WIDE, PHONE = (1366, 768), (390, 844)
DRAWN = "(id) => [...document.querySelectorAll(`#${id} canvas`)].some((one) => one.width > 0)"


@pytest.fixture(scope="module")
def office(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    house = Wiring(Settings(home=library_path.parent, max_reviews=1))
    with office_on(house, tmp_path_factory.mktemp("overview"), live=True) as made:
        yield made


@pytest.fixture(scope="module")
def home(office: ServedOffice) -> Iterator[str]:
    with listening(office.app) as address:
        yield address


@pytest.fixture(scope="module")
def reviews(office: ServedOffice, home: str) -> tuple[str, str]:
    """Two versions of one matter that is late, a finding of the first decided."""
    desk, judge = Desk(office.app, "submitter"), Desk(office.app, "reviewer")
    text = (SAMPLES / "sample_norm_doc.txt").read_text("utf-8")
    matter, old = desk.handed_in(text, due="2026-01-05", title="石城市建筑垃圾运输管理办法")
    one = judge.api.get(f"/reviews/{old}/items").json()[0]
    judge.api.post(
        f"/reviews/{old}/decisions",
        json={"fingerprint": one["fingerprint"], "verdict": "reject", "reason": "有授权"},
    )
    changed = text.replace("五千元", "三千元").replace("鼓励", "支持")
    said = desk.api.hand_in(changed, "修改稿.txt", f"/matters/{matter}/versions").json()
    return old, said["job"]["review_id"]


def visiting(browser: Any, home: str, login: str, path: str, *size: int) -> Visit:
    visit = Visit(browser, home, *size)
    visit.log_in(login)
    visit.go(path)
    return visit


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("auditor", "/dashboard"),
        ("auditor", "/audit"),
        ("submitter", "/law"),
        ("submitter", "/law?q=行政处罚法第十六条"),
        ("submitter", "/law/text?law=行政处罚法"),
        ("administrator", "/people"),
        ("administrator", "/law"),
    ],
)
def test_a_page_is_clean_and_accessible(
    login: str,
    path: str,
    size: tuple[int, int],
    browser: Any,
    home: str,
    reviews: tuple[str, str],
) -> None:
    visit = visiting(browser, home, login, path, *size)
    assert visit.page.locator("h1").count() == 1
    visit.is_accessible()
    visit.is_clean()


def test_the_year_is_drawn_and_another_one_is_a_choice_away(
    browser: Any, home: str, reviews: tuple[str, str]
) -> None:
    visit = visiting(browser, home, "auditor", "/dashboard")
    page = visit.page
    for chart in ("months", "kinds", "categories", "outcomes"):
        page.wait_for_function(DRAWN, arg=f"chart-{chart}")
    assert page.inner_text("#late-head + .scroll").count("石城市建筑垃圾运输管理办法") == 1
    page.select_option("#department", label="交通局")
    with page.expect_navigation():
        page.click(".choose button")
    assert "交通局" in page.inner_text("h1")
    assert page.locator("canvas").count() == 0
    visit.is_clean()


@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("way", ["", "&side=yes&whole=yes"])
def test_two_versions_stand_side_by_side(
    way: str, size: tuple[int, int], browser: Any, home: str, reviews: tuple[str, str]
) -> None:
    old, new = reviews
    path = f"/reviews/{new}/comparison?against={old}{way}"
    visit = visiting(browser, home, "reviewer", path, *size)
    marked = visit.page.locator("#texts ~ *, section.texts").locator("ins").all_inner_texts()
    assert any("三" in words for words in marked)
    visit.is_accessible()
    visit.is_clean()


def test_the_two_versions_change_places(browser: Any, home: str, reviews: tuple[str, str]) -> None:
    old, new = reviews
    visit = visiting(browser, home, "reviewer", f"/reviews/{new}/comparison")
    page = visit.page
    page.select_option("#against", new)
    page.select_option("#new", old)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    assert f"/reviews/{old}/comparison?against={new}" in page.url
    assert page.input_value("#new") == old
    visit.is_clean()


def test_somebody_is_let_in_and_put_out(browser: Any, home: str, office: ServedOffice) -> None:
    visit = visiting(browser, home, "administrator", "/people")
    page = visit.page
    page.fill("#name", "陈新")
    page.fill("#login", "chenxin")
    page.check("input[name=role][value=reviewer]")
    page.check("input[name=department]")
    page.click("text=新建账号 >> nth=-1")
    password = page.inner_text(".issued code")
    visit.is_accessible()

    newcomer = Visit(browser, home)
    newcomer.log_in("chenxin", password)
    assert newcomer.page.url.endswith("/password")
    for field, word in {"#old": password, "#new": f"{PASSWORD}9", "#again": f"{PASSWORD}9"}.items():
        newcomer.page.fill(field, word)
    newcomer.page.click("main button[type=submit]")
    newcomer.page.wait_for_url(re.compile("/matters"))

    page.click("text=已经记下，返回")
    page.click("tr:has-text('chenxin') a")
    page.on("dialog", lambda asked: asked.accept())
    page.click("button:has-text('停用账号')")
    page.wait_for_url(re.compile("/people$"))
    assert "已停用" in page.inner_text("tr:has-text('chenxin')")
    newcomer.go("/matters")
    assert "/login" in newcomer.page.url
    visit.is_clean()


def test_the_page_of_figures_prints_its_tables(
    browser: Any, home: str, reviews: tuple[str, str]
) -> None:
    visit = visiting(browser, home, "auditor", "/dashboard")
    visit.page.emulate_media(media="print")
    assert not visit.page.is_visible("header.top")
    assert not visit.page.is_visible(".choose")
    assert visit.page.locator("table.figures-table:visible").count() >= 4
    assert visit.page.pdf(format="A4").startswith(b"%PDF")
    visit.is_clean()
