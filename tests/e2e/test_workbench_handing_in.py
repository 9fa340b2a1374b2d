"""From the draft to the dossier in a real browser: drop, send, watch, mend, find, move on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from served_office import DRAFT, SAMPLES
from workbench_support import Visit, listening, office_on

from service.settings import Settings
from service.wiring import Wiring

MATTER = re.compile(r"/matters/[0-9a-f]{32}$")
PATIENCE = 60_000
NOTE = "关于《石城市建筑垃圾运输管理办法（试行）》的起草说明\n制定本办法确有必要。\n"


@pytest.fixture(scope="module")
def home(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("workbench")
    house = Wiring(Settings(home=library_path.parent, max_reviews=1, max_upload_bytes=1 << 20))
    with office_on(house, folder, live=True) as made, listening(made.app) as address:
        yield address


@pytest.fixture
def visit(browser: Any, home: str) -> Iterator[Visit]:
    made = Visit(browser, home)
    made.log_in("reviewer")
    yield made
    made.context.close()


def paper(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def hand_in(visit: Visit, title: str, draft: Any) -> None:
    """Send a draft with a material, and wait for its dossier."""
    page = visit.page
    visit.go("/matters/new")
    page.set_input_files("#draft", draft)
    page.set_input_files("#materials", [paper("说明.txt", NOTE), paper("别的.txt", "别的\n")])
    page.click('[aria-label="移去：别的.txt"]')
    page.select_option('[aria-label="说明.txt的材料类型"]', label="起草说明")
    page.fill("#title", title)
    page.click("#send")
    page.wait_for_url(MATTER)


def test_a_draft_is_sent_watched_and_mended(visit: Visit) -> None:
    page = visit.page
    hand_in(visit, "建筑垃圾", str(SAMPLES / "sample_norm_doc.docx"))
    page.wait_for_selector("text=查看审查结果", timeout=PATIENCE)
    page.wait_for_selector("text=未处理")
    assert page.locator(".papers li").all_inner_texts()[1].startswith("材料 说明.txt")
    visit.is_accessible()
    page.click("text=提交新版本")
    page.wait_for_url("**/versions/new")
    visit.is_accessible()
    page.set_input_files("#draft", [paper("修改稿.txt", DRAFT)])
    page.click("#send")
    page.wait_for_url(MATTER)
    page.wait_for_selector("text=与上一版对照", timeout=PATIENCE)
    assert page.locator(".version h3").all_inner_texts() == ["第 2 版", "第 1 版"]
    assert page.locator(".version").first.locator(".papers li").count() == 2
    page.click("text=送审定")
    page.wait_for_selector("text=事项状态已经更新")
    assert page.inner_text(".headline .badge") == "待审定"
    visit.is_clean()


def test_files_are_dropped_and_a_wrong_one_is_made_the_draft(visit: Visit) -> None:
    page = visit.page
    visit.go("/matters/new")
    _drop(page, "draft", {"说明.txt": NOTE, "草案.txt": DRAFT})
    assert _listed(page, "draft") == ["说明.txt"]
    assert _listed(page, "materials") == ["草案.txt"]
    page.click('[aria-label="设为草案：草案.txt"]')
    assert _listed(page, "draft") == ["草案.txt"]
    assert _listed(page, "materials") == ["说明.txt"]
    assert "共 2 份" in page.inner_text("#total")
    visit.is_clean()


def test_what_cannot_be_sent_is_told_before_it_is(visit: Visit) -> None:
    page = visit.page
    visit.go("/matters/new")
    page.click("#send")
    assert page.inner_text("#trouble") == "还没有选择草案。"
    page.set_input_files("#draft", [paper("大.txt", "大" * 400_000)])
    assert "已经超过" in page.inner_text("#total")
    page.click("#send")
    assert "已经超过" in page.inner_text("#trouble")
    page.set_input_files("#draft", [{"name": "空.txt", "mimeType": "text/plain", "buffer": b""}])
    page.click("#send")
    assert "“空.txt”是空文件" in page.inner_text("#trouble")
    assert not [url for url in visit.asked if "/api/v1/matters" in url]
    visit.is_accessible()
    visit.is_clean()


def test_sent_again_after_a_broken_line_it_is_accepted_once(visit: Visit) -> None:
    page = visit.page
    visit.go("/matters/new")
    page.set_input_files("#draft", [paper("草案.txt", DRAFT)])
    page.fill("#title", "只受理一次")
    keys: list[str] = []

    def lose(route: Any) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fetch()  # it is accepted, and the answer is lost
            route.abort()
        else:
            route.continue_()

    page.route("**/api/v1/matters?wait=0", lose)
    page.click("#send")
    page.wait_for_selector("text=不会重复受理")
    page.click("#send")
    page.wait_for_url(MATTER)
    assert len(keys) == 2
    assert keys[0] == keys[1]
    visit.go("/matters?text=只受理一次")
    assert page.locator("#found tbody tr").count() == 1


def test_the_ledger_is_searched_without_a_reload_and_the_address_kept(visit: Visit) -> None:
    page = visit.page
    hand_in(visit, "检索用的办法", [paper("草案.txt", DRAFT)])
    page.wait_for_selector("text=查看审查结果", timeout=PATIENCE)
    visit.go("/matters")
    visit.is_accessible()
    page.evaluate("window.stayed = true")
    page.fill("#text", "检索用")
    page.wait_for_url("**/matters?text=*")
    _counts(page, "#found tbody tr", 1)
    page.click("#found th >> text=名称")
    page.wait_for_url("**sort=title*")
    assert page.evaluate("window.stayed")
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert page.input_value("#text") == "检索用"
    page.keyboard.press("Tab")
    visit.is_clean()


@pytest.mark.parametrize("path", ["/matters", "/matters/new", "/keys"])
def test_pages_fit_a_phone(browser: Any, home: str, path: str) -> None:
    small = Visit(browser, home, 390, 844)
    small.log_in("reviewer")
    small.go(path)
    small.is_accessible()
    small.is_clean()
    small.context.close()


def test_a_key_is_asked_for_and_shown_once(visit: Visit) -> None:
    page = visit.page
    visit.go("/keys")
    page.fill("#name", "办公系统")
    page.check("text=查看台账和结果")
    page.click("text=申领 >> nth=-1")
    assert page.input_value("#written").startswith("fsk_")
    visit.is_accessible()
    visit.go("/keys")
    assert page.locator("#written").count() == 0
    visit.is_clean()


def _listed(page: Any, place: str) -> list[str]:
    return list(page.locator(f"[data-drop={place}] .files .name").all_inner_texts())


def _drop(page: Any, place: str, files: dict[str, str]) -> None:
    """Drop files as a person does: with the events that a browser makes of it."""
    page.evaluate(
        """([place, files]) => {
          const held = new DataTransfer();
          for (const [name, text] of Object.entries(files)) held.items.add(new File([text], name));
          const target = document.querySelector(`[data-drop=${place}]`);
          for (const kind of ["dragover", "drop"]) {
            target.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
          }
        }""",
        [place, files],
    )
    _counts(page, ".files li", len(files))


def _counts(page: Any, where: str, number: int) -> None:
    """Wait until there are so many; functions in the page are against its security policy."""
    from playwright.sync_api import expect

    expect(page.locator(where)).to_have_count(number)
