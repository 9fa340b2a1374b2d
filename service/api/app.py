"""Application (接口应用): `POST /api/v1/reviews`, `GET /health`, and the pages of `service.web`."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from corpus.errors import FashenError
from models.review import Review
from service import __version__
from service.api.gate import Gate
from service.api.guard import Guard
from service.api.problems import coded, documented, http_problem, problem
from service.api.upload import form_schema, read_upload
from service.reports.json import to_dict
from service.reports.schema import schema
from service.reviews import review_bytes
from service.settings import Settings
from service.web.pages import add_pages
from service.wiring import Wiring


def create_app(settings: Settings, *, allow_remote: bool = False) -> FastAPI:
    """接口应用 over one wiring; drafts are neither stored nor logged.

    There are no accounts yet: unless `allow_remote`, only this machine's names are answered.
    """
    app = FastAPI(title="法审 Fashen", version=__version__, docs_url=None, redoc_url=None)
    reviewer = Reviewer(Wiring(settings))
    app.add_middleware(Guard, allow_remote=allow_remote)
    app.add_exception_handler(FashenError, problem)
    app.add_exception_handler(HTTPException, http_problem)
    _add_routes(app, reviewer)
    add_pages(app, reviewer)
    return app


class Reviewer:
    """审查入口: reads an upload and reviews it in a thread, a limited number at a time."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self._gate = Gate(wiring.settings.max_reviews, wiring.settings.max_waiting)

    async def review(self, request: Request) -> Review:
        """Review what a request uploads.

        Raises:
            FashenError: of any kind; what is not one of ours becomes a ServiceError.
        """
        try:
            async with self._gate.room():
                upload = await read_upload(request, self.wiring.settings.max_upload_bytes)
                async with self._gate.slot():
                    return await run_in_threadpool(
                        review_bytes,
                        self.wiring,
                        upload.data,
                        upload.filename,
                        upload.options,
                        upload.materials,
                    )
        except Exception as error:
            raise coded(error) from None


def _add_routes(app: FastAPI, reviewer: Reviewer) -> None:
    answers: dict[int | str, dict[str, Any]] = {
        **documented(),
        200: {
            "description": "审查结果",
            "content": {"application/json": {"schema": schema()}},
        },
    }

    @app.post(
        "/api/v1/reviews",
        summary="审查一份草案，或一包送审材料",
        openapi_extra={"requestBody": form_schema()},
        responses=answers,
    )
    async def create_review(request: Request) -> dict[str, Any]:
        return to_dict(await reviewer.review(request), reviewer.wiring.category_names())

    @app.get("/health", summary="服务和法规库的状态")
    def health() -> dict[str, str | None]:
        library = reviewer.wiring.library
        cutoff = library.cutoff
        return {
            "status": "ok",
            "version": __version__,
            "library": library.version,
            "cutoff": cutoff.isoformat() if cutoff else None,
        }
