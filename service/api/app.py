"""Application (接口应用): `POST /api/v1/reviews`, `GET /health` and a plain upload page."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, File, Form, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response

from corpus.errors import (
    EmptyFile,
    FashenError,
    FileTooLarge,
    LibraryError,
    RequestError,
    ServiceError,
)
from models.review import Review
from service.api.gate import Gate
from service.api.page import UPLOAD_PAGE
from service.options import parse_options
from service.reports.html import render_html
from service.reports.json import to_dict
from service.reviews import review_bytes
from service.settings import Settings
from service.wiring import Wiring

_CHUNK = 1 << 20
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Upload = Annotated[UploadFile, File(description="草案")]
Word = Annotated[str, Form()]


def create_app(settings: Settings) -> FastAPI:
    """接口应用 over one wiring; drafts are neither stored nor logged."""
    app = FastAPI(title="法审 Fashen", docs_url=None, redoc_url=None)
    house = Wiring(settings)
    gate = Gate(settings.max_reviews, settings.max_waiting)
    app.add_exception_handler(FashenError, _problem)

    @app.middleware("http")
    async def headers(request: Request, call_next: Any) -> Response:  # noqa: ANN401
        response: Response = await call_next(request)
        response.headers.update(_HEADERS)
        return response

    @app.get("/health")
    def health() -> dict[str, str | None]:
        cutoff = house.library.cutoff
        day = cutoff.isoformat() if cutoff else None
        return {"status": "ok", "library": house.library.version, "cutoff": day}

    @app.get("/", response_class=HTMLResponse)
    def page() -> str:
        return UPLOAD_PAGE

    @app.post("/api/v1/reviews")
    async def create_review(
        file: Upload,
        kind: Word = "auto",
        issuer_level: Word = "auto",
        stance: Word = "neutral",
        as_of: Word = "",
    ) -> dict[str, Any]:
        words = (kind, issuer_level, stance, as_of)
        return to_dict(await _review(house, gate, file, words))

    @app.post("/reviews", response_class=HTMLResponse)
    async def review_page(
        file: Upload, kind: Word = "auto", issuer_level: Word = "auto", as_of: Word = ""
    ) -> str:
        found = await _review(house, gate, file, (kind, issuer_level, "neutral", as_of))
        return render_html(found, house.category_names())

    return app


async def _review(
    house: Wiring, gate: Gate, file: UploadFile, words: tuple[str, str, str, str]
) -> Review:
    options = parse_options(kind=words[0], issuer_level=words[1], stance=words[2], as_of=words[3])
    data = await _read(file, house.settings.max_upload_bytes)
    name = (file.filename or "未命名").replace("\\", "/").rsplit("/", 1)[-1]
    async with gate.enter():
        return await run_in_threadpool(review_bytes, house, data, name, options)


async def _read(file: UploadFile, limit: int) -> bytes:
    """Read an upload, refusing it as soon as it passes the limit."""
    data = bytearray()
    while chunk := await file.read(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise FileTooLarge(f"上限 {limit // _CHUNK} MB")
    if not data:
        raise EmptyFile
    return bytes(data)


def _problem(request: Request, error: Exception) -> JSONResponse:
    """problem+json (RFC 9457) with our code; the detail never holds text of the draft."""
    assert isinstance(error, FashenError)
    status = _status(error)
    body = {
        "type": "about:blank",
        "title": error.summary,
        "status": status,
        "code": error.code,
        "detail": str(error),
    }
    return JSONResponse(body, status, media_type="application/problem+json")


def _status(error: FashenError) -> int:
    if isinstance(error, FileTooLarge):
        return 413
    if isinstance(error, RequestError):
        return 400
    if isinstance(error, LibraryError | ServiceError):
        return 503
    return 422
