"""An office's first day in a real browser: set-up, hand in, decide, second version, export, figures.

With `FASHEN_SCREENSHOTS` naming a folder, each page on the way is kept there as a picture.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from served_office import PASSWORD, SAMPLES, open_office, serve
from workbench_support import Visit, listening

from service.access import Setup
from service.settings import Settings
from service.wiring import Wiring

MATTER = re.compile(r"/matters/[0-9a-f]{32}$")
PATIENCE = 120_000
EXPORTS = {
    "批注全部问题": "docx",
    "只批注已采纳的问题": "docx",
    "只批注已采纳的，改写": "docx",
    "问题清单": "xlsx",
    "审查报告（网页文件）": "html",
    "审查报告（纯文本）": "txt",
    "审查数据（JSON": "json",
    "审查数据（SARIF": "sarif",
}


@pytest.fixture(scope="module")
def fresh(
    library_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The address of an office that nobody has set up yet, and its set-up code."""
    folder = tmp_path_factory.mktemp("first-day")
    house = Wiring(Settings(home=library_path.parent, max_reviews=1))
    ledger, access = open_office(f"sqlite:///{folder / 'ledger.sqlite'}")
    code = Setup(access).begin() or ""
    with serve(house, ledger, access, runs=False) as app, listening(app) as address:
        yield address, code
    ledger.close()


def keep(visit: Visit, name: str) -> None:
    """A picture for whoever wants to look."""
    if folder := os.environ.get("FASHEN_SCREENSHOTS"):
        visit.page.screenshot(path=Path(folder) / f"{name}.png")


def set_up(visit: Visit, code: str) -> None:
    page = visit.page
    visit.go("/")
    assert page.url.endswith("/setup")
    keep(visit, "01-setup")
    for name, said in {
        "code": code,
        "department": "石城市司法局",
        "name": "周科长",
        "login": "zhou",
        "password": PASSWORD,
        "again": PASSWORD,
    }.items():
        page.fill(f"#{name}", said)
    page.click("main button[type=submit]")
    page.wait_for_url("**/matters")
    keep(visit, "02-empty-ledger")


def hand_in(visit: Visit, path: Path, title: str) -> None:
    visit.go("/matters/new")
    visit.page.set_input_files("#draft", str(path))
    visit.page.fill("#title", title)
    keep(visit, "03-handing-in")
    visit.page.click("#send")
    visit.page.wait_for_url(MATTER)
    visit.page.wait_for_selector("text=查看审查结果", timeout=PATIENCE)
    keep(visit, "04-dossier")


def press(visit: Visit, *keys: str) -> None:
    for key in keys:
        visit.page.keyboard.press(key)
    visit.page.wait_for_load_state("networkidle")
    visit.page.wait_for_timeout(200)


def decide(visit: Visit) -> None:
    """Adopt the first finding, reject the second with a reason."""
    page = visit.page
    page.click("text=查看审查结果")
    page.wait_for_url("**/reviews/*")
    page.wait_for_load_state("networkidle")
    press(visit, "j", "a")
    press(visit, "r")
    page.keyboard.type("已有上位法授权")
    press(visit, "Enter")
    assert page.get_attribute("#f-1", "data-verdict") == "adopt"
    assert page.get_attribute("#f-2", "data-verdict") == "reject"
    keep(visit, "05-review")


def mended(path: Path, folder: Path) -> Path:
    """The sample without the sentence that asks for a deposit."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        if "保证金" in paragraph.text:
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = "运输企业应当按照核准的路线和时段运输。"
    made = folder / "建筑垃圾办法（修改稿）.docx"
    document.save(str(made))
    return made


def second_version(visit: Visit, folder: Path) -> None:
    page = visit.page
    page.click("main a[href^='/matters/'] >> nth=0")
    page.wait_for_url(MATTER)
    page.click("text=提交新版本")
    page.wait_for_url("**/versions/new")
    page.set_input_files("#draft", str(mended(SAMPLES / "sample_norm_doc.docx", folder)))
    page.click("#send")
    page.wait_for_url(MATTER)
    page.wait_for_selector("text=与上一版对照", timeout=PATIENCE)
    page.click("text=与上一版对照")
    page.wait_for_url("**/comparison*")
    page.wait_for_load_state("networkidle")
    assert "不采纳沿用 1" in page.inner_text("main")
    assert "已采纳而仍未改 1" in page.inner_text("main")
    keep(visit, "06-comparison")


def export_all(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    for words, ending in EXPORTS.items():
        page.click("#exports summary")
        with page.expect_download() as waiting:
            page.click(f"#exports button:has-text('{words}')")
        kept = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(kept)
        assert kept.suffix == f".{ending}", kept
        assert kept.stat().st_size > 1000
        page.click("h1")


def test_from_the_set_up_to_the_years_figures(
    browser: Any, fresh: tuple[str, str], tmp_path: Path
) -> None:
    home, code = fresh
    visit = Visit(browser, home)
    page = visit.page
    set_up(visit, code)
    hand_in(visit, SAMPLES / "sample_contract.docx", "运输服务合同")
    hand_in(visit, SAMPLES / "sample_norm_doc.docx", "建筑垃圾办法")
    decide(visit)
    export_all(visit, tmp_path)
    page.click("text=出具意见书")
    page.fill("#number", "石法审〔2026〕1号")
    with page.expect_download() as waiting:
        page.click("main button[type=submit]")
    assert waiting.value.suggested_filename.endswith("意见书.docx")
    page.go_back()
    second_version(visit, tmp_path)
    visit.go("/dashboard")
    assert page.locator("canvas, svg").count() >= 3
    keep(visit, "07-dashboard")
    visit.go("/matters")
    assert page.locator("#found tbody tr").count() == 2
    keep(visit, "08-ledger")
    for path in ("/law?q=行政许可+设定", "/people", "/keys"):
        visit.go(path)
        keep(visit, f"09{path.split('?')[0].replace('/', '-')}")
    visit.is_clean()
