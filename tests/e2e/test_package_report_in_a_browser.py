"""The tables of steps and materials in a real browser: they fit, and their links lead there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_up_reviews import with_package

from service.reports.html import render_html

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(with_package()), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_tables_fit_the_screen(browser: Any, report: str, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [cell.bounding_box() for cell in page.query_selector_all(".grid tbody td")]
    assert all(box["x"] + box["width"] <= width for box in boxes if box)
    assert page.locator(".grid thead").first.is_visible() == (width > 900)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_step_is_reached_from_the_list_beside_the_draft(
    browser: Any, report: str, scripts: bool
) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, java_script_enabled=scripts)
    page.goto(report)
    page.click('.side a[href="#s-PR-2"]')
    page.wait_for_timeout(900)
    box = page.locator('[id="s-PR-2"]').bounding_box()
    bar = page.locator(".bar").bounding_box()
    assert bar["y"] + bar["height"] <= box["y"] + 1 < 768


def test_a_step_that_does_not_apply_opens_its_list(browser: Any, report: str) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(report)
    assert not page.locator('[id="s-PR-3"]').is_visible()
    page.click('.side a[href="#g-not_applicable"]')
    page.wait_for_timeout(900)
    assert page.locator('[id="s-PR-3"]').is_visible()


def test_the_printed_tables_keep_their_columns(browser: Any, report: str, tmp_path: Path) -> None:
    import pypdfium2

    page = browser.new_page()
    page.goto(report)
    page.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    pages = [
        p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(tmp_path / "report.pdf")
    ]
    steps = next(text for text in pages if "证据引文" in text)
    assert "补救" in steps
    assert any("用于的步骤" in text for text in pages)
