"""The review page in a real browser: read, walk and decide by keys, look up the law, take it away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served_office import PASSWORD, SAMPLES, ServedOffice
from workbench_support import Desk, Visit, listening, office_on

from service.settings import Settings
from service.wiring import Wiring


@pytest.fixture(scope="module")
def office(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    house = Wiring(Settings(home=library_path.parent, max_reviews=1))
    with office_on(house, tmp_path_factory.mktemp("review"), live=True) as made:
        yield made


@pytest.fixture(scope="module")
def home(office: ServedOffice) -> Iterator[str]:
    with listening(office.app) as address:
        yield address


@pytest.fixture(scope="module")
def reviews(office: ServedOffice, home: str) -> list[str]:
    """Two reviews of the sample, to be changed by one test each."""
    data = (SAMPLES / "sample_norm_doc.docx").read_bytes()
    desk = Desk(office.app, "submitter")
    return [desk.handed_in(data, f"草案{number}.docx")[1] for number in (1, 2)]


def opened(browser: Any, home: str, review: str, *size: int) -> Visit:
    visit = Visit(browser, home, *size)
    visit.log_in("reviewer")
    visit.go(f"/reviews/{review}")
    return visit


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)
    visit.page.wait_for_load_state("networkidle")
    visit.page.wait_for_timeout(200)


def test_findings_are_walked_and_decided_by_keys_without_leaving_the_page(
    browser: Any, home: str, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[0])
    page, loads = visit.page, []
    page.on("request", lambda one: loads.append(one.url) if one.resource_type == "document" else 0)
    at_hand = "document.querySelector('.entry.on').id"

    press(visit, "j", "j")
    assert page.evaluate(at_hand) == "f-2"
    press(visit, "k", "a")
    assert page.get_attribute("#f-1", "data-verdict") == "adopt"
    assert page.evaluate(at_hand) == "f-2"
    waiting = page.inner_text("#outcome .waiting")

    press(visit, "r")
    page.keyboard.type("a j k 已有授权")
    press(visit, "Shift+Enter")
    page.keyboard.type("见附件")
    press(visit, "Escape")
    assert page.get_attribute("#f-2", "data-verdict") == ""
    press(visit, "r", "Enter")
    assert page.get_attribute("#f-2", "data-verdict") == "reject"
    assert "见附件" in page.inner_text("#f-2 .given")
    assert page.inner_text("#outcome .waiting") != waiting

    assert page.evaluate(at_hand) == "f-3"
    press(visit, "r", "Enter")
    assert page.get_attribute("#f-3", "data-verdict") == ""
    press(visit, "Escape", "m")
    page.keyboard.type("删去这一款。")
    press(visit, "Enter")
    assert page.get_attribute("#f-3", "data-verdict") == "modify"
    press(visit, "k", "u")
    assert page.get_attribute("#f-3", "data-verdict") == ""
    assert loads == []
    visit.is_clean()


def test_the_law_opens_beside_the_page_and_closes_again(
    browser: Any, home: str, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[0])
    page = visit.page
    press(visit, "j", "j", "o")
    assert page.is_visible("#drawer .law-text")
    first = page.inner_text("#drawer h2")
    page.click("#drawer .beside a >> nth=-1")
    page.wait_for_function(
        "was => document.querySelector('#drawer h2').innerText !== was", arg=first
    )
    visit.is_accessible()
    press(visit, "Escape")
    assert page.is_hidden("#drawer")
    visit.is_clean()


def test_what_the_filter_leaves_is_decided_in_one_go(
    browser: Any, home: str, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[1])
    page = visit.page
    press(visit, "/")
    assert page.evaluate("document.activeElement.name") == "state"
    press(visit, "Escape")
    page.uncheck(".chip.critical input")
    listed = page.locator("#entries .entry:visible").count()
    assert 0 < listed < page.locator("#entries .entry").count()
    page.click("#adopt-all")
    assert f"{listed} 条" in page.inner_text("#bulk-asked")
    page.click('#bulk-form button[type="submit"]')
    page.wait_for_selector('#entries .entry[data-verdict="adopt"]')
    assert page.locator('#entries .entry[data-verdict="adopt"]').count() == listed
    page.select_option('#filters [name="state"]', "open")
    assert page.locator("#entries .entry:visible").count() == 0
    visit.is_clean()


def test_whoever_is_slower_sees_what_was_decided_meanwhile(
    browser: Any, home: str, office: ServedOffice, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[1])
    page, approver = visit.page, Desk(office.app, "approver")
    name = page.get_attribute(".entry.sev-critical", "data-fingerprint")
    words = {"fingerprint": name, "verdict": "reject", "reason": "审定认为合法"}
    assert approver.api.post(f"/reviews/{reviews[1]}/decisions", json=words).status_code == 201
    page.click(".entry.sev-critical >> nth=0 >> text=采纳 >> nth=0")
    page.wait_for_selector("#notice .alarm")
    page.wait_for_selector('.entry.sev-critical[data-verdict="reject"]')
    assert "其他人员已先处理" in page.inner_text("#notice")
    assert "审定认为合法" in page.inner_text(".entry.sev-critical >> nth=0")


def test_files_are_taken_away_without_leaving_the_page(
    browser: Any, home: str, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[0])
    page = visit.page
    for words, name in (("批注全部问题", "草案1_批注.docx"), ("问题清单", "草案1_问题清单.xlsx")):
        page.click("#exports summary")
        with page.expect_download() as waiting:
            page.click(f"#exports button:has-text('{words}')")
        assert waiting.value.suggested_filename == name
        page.click("h1")
    visit.go(f"/reviews/{reviews[0]}/opinion")
    visit.is_accessible()
    page.fill("#number", "石法审〔2026〕17号")
    with page.expect_download() as waiting:
        page.click("main button[type=submit]")
    assert waiting.value.suggested_filename == "草案1_意见书.docx"
    visit.is_clean()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_every_part_of_the_page_fits_and_is_accessible(
    width: int, height: int, browser: Any, home: str, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[0], width, height)
    page = visit.page
    parts = page.locator(".views a").count()
    for number in range(parts):
        page.locator(".views a").nth(number).click()
        visit.is_accessible()
        visit.is_clean()
    page.click("#keys-help")
    visit.is_accessible()


def test_on_paper_everything_stands_below_one_another(
    browser: Any, home: str, reviews: list[str]
) -> None:
    visit = opened(browser, home, reviews[0])
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".view:visible").count() == visit.page.locator(".view").count()
    assert visit.page.locator("form.decide:visible").count() == 0
    assert visit.page.is_hidden(".menu")


def test_without_scripts_it_is_read_and_decided_too(
    browser: Any, home: str, reviews: list[str]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{home}/login?next=/reviews/{reviews[0]}")
    page.fill("#login", "reviewer")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")
    assert page.locator(".view:visible").count() == page.locator(".view").count()
    page.click("#f-4 button[value=adopt]")
    assert page.url.endswith("#f-4")
    assert page.get_attribute("#f-4", "data-verdict") == "adopt"
    page.click("#f-4 a.law >> nth=0")
    assert page.locator(".law-text").count() > 0
