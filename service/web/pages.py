"""Pages (页面): the upload page, the report it leads to, and the page of an error."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from corpus.errors import FashenError, KnowledgeError, LibraryError
from models.review import Review
from models.submission import IssuerLevel, Kind
from service.api.problems import status_of
from service.options import STANCE_LABELS
from service.reports.html import content_policy, render_html
from service.wiring import Wiring

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")


class Reviews(Protocol):
    """审查入口 as `service.api.app.Reviewer` offers it."""

    wiring: Wiring

    async def review(self, request: Request) -> Review:
        """Review what a request uploads."""
        ...


def add_pages(app: FastAPI, reviewer: Reviews, *, home: str = "/") -> None:
    """页面 that need no login and store nothing: add `GET home` and `POST /reviews`."""

    @app.get(home, response_class=HTMLResponse, include_in_schema=False)
    def upload_page() -> HTMLResponse:
        wiring = reviewer.wiring
        return _page("upload.html", 200, **_choices(), **_files(wiring), **_library(wiring))

    @app.post("/reviews", response_class=HTMLResponse, include_in_schema=False)
    async def report_page(request: Request) -> HTMLResponse:
        try:
            review = await reviewer.review(request)
        except FashenError as error:
            return _page("error.html", status_of(error), error=error, home=home)
        page = render_html(review, reviewer.wiring.category_names(), home=home)
        return HTMLResponse(page, headers={"Content-Security-Policy": content_policy()})


def _page(name: str, status: int, **values: Any) -> HTMLResponse:  # noqa: ANN401
    body = _environment().get_template(name).render(css=_css(), **values)
    return HTMLResponse(body, status, headers={"Content-Security-Policy": _policy()})


def _choices() -> dict[str, list[tuple[str, str]]]:
    auto = ("auto", "自动识别")
    return {
        "kinds": [auto, *((kind.value, kind.label) for kind in Kind)],
        "levels": [auto, *((level.value, level.label) for level in IssuerLevel)],
        "stances": [(stance.value, label) for stance, label in STANCE_LABELS.items()][::-1],
    }


def _files(wiring: Wiring) -> dict[str, Any]:
    from corpus.formats import FORMATS
    from corpus.formats.archive import Limits

    try:
        types = [(key, one.name) for key, one in wiring.knowledge.evidence_types.items()]
    except KnowledgeError:  # a review will say it
        types = []
    return {
        "accept": ",".join((*FORMATS, ".zip")),
        "most": Limits().files,
        "types": types,
    }


def _library(wiring: Wiring) -> dict[str, str]:
    try:
        cutoff = wiring.library.cutoff
    except LibraryError as error:
        return {"library_error": str(error), "cutoff": "", "limit": ""}
    limit = wiring.settings.max_upload_bytes // (1024 * 1024)
    return {
        "library_error": "",
        "cutoff": cutoff.isoformat() if cutoff else "不明",
        "limit": f"{limit} MB",
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )


@cache
def _css() -> str:
    return (_TEMPLATES / "page.css").read_text("utf-8")


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'"
