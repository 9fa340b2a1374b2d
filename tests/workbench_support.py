"""What tests of the workbench share: people at its pages, a server on a port, a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from served_office import PASSWORD, Browser, ServedOffice, furnish, open_office, serve

from service.wiring import Wiring

HTMX = {"HX-Request": "true"}
MEASURE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Desk:
    """Somebody at the workbench, without a browser: pages as HTML, forms with their token.

    `api` is the same person at the interface, to hand in drafts and to look up ids.
    """

    def __init__(self, app: FastAPI, login: str = "", password: str = PASSWORD) -> None:
        self.api = Browser(app, login, password)
        self.http = self.api.http

    def get(self, path: str, **params: Any) -> Any:
        """A page; where it leads elsewhere, that answer."""
        return self.http.get(path, params=params or None, follow_redirects=False)

    def part(self, path: str, **params: Any) -> Any:
        """A part of a page, as htmx asks for it."""
        return self.http.get(path, params=params or None, headers=HTMX, follow_redirects=False)

    def send(
        self, path: str, *, token: str | None = None, htmx: bool = False, **fields: Any
    ) -> Any:
        """A form; with `token=""` its token is missing."""
        said = self.api.token if token is None else token
        data = {**fields, **({"token": said} if said else {})}
        headers = HTMX if htmx else {}
        return self.http.post(path, data=data, headers=headers, follow_redirects=False)

    def handed_in(self, *more: Any, **words: Any) -> tuple[str, str]:
        """The ids of a new matter and of its review, which is done."""
        said = self.api.hand_in(*more, **words)
        assert said.status_code == 201, said.text
        found = said.json()
        job = self.finished(found["job"])
        assert job["status"] == "done", job
        return found["matter"]["id"], job["review_id"]

    def finished(self, job: dict[str, Any], seconds: int = 300) -> dict[str, Any]:
        """A job when it has ended, on a machine that is busy with other things too."""
        for _ in range(seconds):
            if job["status"] in ("done", "failed"):
                break
            time.sleep(1)
            job = self.api.get(f"/jobs/{job['id']}").json()
        return job


@contextmanager
def office_on(house: Wiring, folder: Path, *, live: bool = False) -> Iterator[ServedOffice]:
    """An office in a folder; with `live` the server is yours to start with `listening`."""
    ledger, access = open_office(f"sqlite:///{folder / 'ledger.sqlite'}")
    departments = furnish(ledger, access)
    with serve(house, ledger, access, runs=not live) as app:
        yield ServedOffice(app, ledger, access, departments)
    ledger.close()


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The address of a real server of an application, on a free port of this machine."""
    import uvicorn

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        for _ in range(300):
            if server.started:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the server did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(30)


@contextmanager
def chromium() -> Iterator[Any]:
    """A real browser; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no chromium on this machine")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """A page that remembers every address asked for and everything the console said."""

    def __init__(self, browser: Any, home: str, width: int = 1366, height: int = 768) -> None:
        self.home = home
        size = {"width": width, "height": height}
        self.context = browser.new_context(viewport=size, locale="zh-CN")
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def log_in(self, login: str, password: str = PASSWORD) -> None:
        self.go("/login")
        self.page.fill("#login", login)
        self.page.fill("#password", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/login" not in url)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.home}{path}")
        self.page.wait_for_load_state("networkidle")

    def is_clean(self) -> None:
        """Everything stayed on this machine, the console said nothing, nothing runs over the edge."""
        places = {urlsplit(url).hostname for url in self.asked if not url.startswith("data:")}
        assert places == {"127.0.0.1"}, places
        assert self.said == [], self.said
        assert self.page.evaluate(MEASURE) <= 0

    def is_accessible(self) -> None:
        """No violation that axe can see."""
        axe = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
        )
        found = axe.Axe().run(self.page).response["violations"]
        told = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
        assert told == [], told
