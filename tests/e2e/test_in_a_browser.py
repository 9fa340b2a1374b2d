"""The report and the pages in a real browser: no request leaves, markup stays text, links work."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support import ROOT

from service.options import ReviewOptions
from service.reports.html import render_html
from service.reviews import review_bytes
from service.settings import Settings
from service.wiring import Wiring

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
SAMPLE = ROOT / "service/samples/sample_norm_doc.docx"
NASTY = (
    "石城市市场管理办法\n第一条 为了<img src=http://evil.example/x>管理市场，制定本办法。\n"
    "第二条 <script>document.title='hit'</script>乱摆摊的，处二百元罚款。\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """A page that remembers every address asked for and everything the console said."""

    def __init__(self, browser: Any, width: int = 1366, height: int = 768, **more: Any) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": height}, **more)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def stayed_home(self) -> bool:
        places = {(urlsplit(url).scheme, urlsplit(url).hostname) for url in self.asked}
        return places <= {("file", None), ("file", ""), ("http", "127.0.0.1")}


@pytest.fixture(scope="module")
def report(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    house = Wiring(Settings(home=library_path.parent))
    found = review_bytes(house, NASTY.encode(), "draft.txt", ReviewOptions())
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(found, house.category_names()), "utf-8")
    return path.as_uri()


def test_markup_of_a_draft_does_nothing_and_nothing_is_loaded(browser: Any, report: str) -> None:
    visit = Visit(browser)
    visit.page.goto(report)
    assert visit.page.title() == "审查报告：石城市市场管理办法"
    assert "<script>document.title" in visit.page.inner_text(".paper")
    assert visit.asked == [report]
    assert visit.said == []


def test_a_number_in_the_draft_leads_to_its_card_with_and_without_scripts(
    browser: Any, report: str
) -> None:
    for scripts in (True, False):
        visit = Visit(browser, java_script_enabled=scripts)
        visit.page.goto(report)
        link = visit.page.locator(".paper sup.critical a").first
        card = (link.get_attribute("href") or "").removeprefix("#")
        link.click()
        visit.page.wait_for_timeout(800)
        assert visit.page.locator(f'[id="{card}"]').is_visible()
        box = visit.page.locator(f'[id="{card}"]').bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 700


def test_a_severity_is_hidden_without_scripts(browser: Any, report: str) -> None:
    visit = Visit(browser, java_script_enabled=False)
    visit.page.goto(report)
    assert visit.page.locator(".card.sev-critical").first.is_visible()
    visit.page.locator("label.chip.critical").click()
    assert not visit.page.locator(".card.sev-critical").first.is_visible()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_nothing_runs_over_the_edge(browser: Any, report: str, width: int, height: int) -> None:
    visit = Visit(browser, width, height)
    visit.page.goto(report)
    measured = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visit.page.evaluate(measured) <= 0


@pytest.fixture(scope="module")
def address(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office that nobody has set up yet."""
    ledger = tmp_path_factory.mktemp("office") / "ledger.sqlite"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "service.cli.main", "serve", "--port", str(port)]
    settings = {
        "FASHEN_HOME": str(library_path.parent),
        "FASHEN_DATABASE": f"sqlite:///{ledger}",
        "PATH": "",
    }
    server = subprocess.Popen(words, cwd=ROOT, env=settings)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the service did not start")


def test_a_draft_is_uploaded_and_its_report_shown_without_scripts(
    browser: Any, address: str
) -> None:
    visit = Visit(browser, java_script_enabled=False)
    visit.page.goto(address)
    visit.page.click("text=不登录，审查一份文件")
    visit.page.set_input_files("#file", str(SAMPLE))
    visit.page.click("button[type=submit]")
    assert "修改后合法" in visit.page.inner_text("#summary")
    visit.page.click("text=审查另一份文件")
    visit.page.set_input_files("#file", {"name": "空.docx", "mimeType": "x/y", "buffer": b""})
    visit.page.click("button[type=submit]")
    assert "E101" in visit.page.inner_text("main")
    assert visit.stayed_home()
    assert visit.said in (
        [],
        [
            "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
        ],
    )
