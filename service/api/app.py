"""Application (接口应用): `/api/v1`, `/health`, and the pages of `service.web`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.errors import FashenError
from models.review import Review
from service import __version__
from service.access import Cookies, Setup
from service.access.dependencies import Gatekeeper
from service.access.errors import NotLoggedIn
from service.api.answers import open_answers
from service.api.description import describe
from service.api.gate import Gate
from service.api.guard import Guard
from service.api.metrics import Metrics
from service.api.office import Office, Service, lifespan, open_service
from service.api.problems import coded, http_problem, invalid, problem
from service.api.result_schemas import reference
from service.api.shield import Shield
from service.api.upload import form_schema, read_upload
from service.api.watch import Watch
from service.reports.json import to_dict
from service.reviews import review_bytes
from service.settings import Settings
from service.web.pages import add_pages
from service.web.workbench.app import add_workbench
from service.wiring import Wiring


def create_app(
    settings: Settings,
    *,
    allow_remote: bool = False,
    office: Office | None = None,
    wiring: Wiring | None = None,
) -> FastAPI:
    """接口应用 over one wiring.

    Without an `office` nothing is stored and nobody logs in. With one, drafts are kept in its
    ledger; until its set-up, this machine may still review without storing, unless `allow_remote`.
    Unless `allow_remote`, only this machine's names are answered. `wiring` is one of these settings
    that is open already.
    """
    house, metrics = wiring or Wiring(settings), Metrics()
    service = open_service(house, office, metrics) if office else None
    app = FastAPI(
        title="法审 Fashen",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan(service) if service else None,
    )
    allowed = _stateless(office, allow_remote=allow_remote) if office else lambda: True
    app.state.reviewer = reviewer = Reviewer(house, allowed)
    app.add_middleware(Shield)
    app.add_middleware(Guard, allow_remote=allow_remote)
    app.add_middleware(Watch, metrics=metrics)
    app.add_exception_handler(FashenError, problem)
    app.add_exception_handler(HTTPException, http_problem)
    app.add_exception_handler(RequestValidationError, invalid)
    _add_health(app, reviewer)
    if service:
        _add_office(app, service)
        add_pages(app, reviewer, home="/try")
        add_workbench(app)
    else:
        _add_stateless(app, reviewer)
        add_pages(app, reviewer)
    describe(app, service.office if service else None)
    return app


class Reviewer:
    """审查入口 that stores nothing: reads an upload and reviews it, a limited number at a time.

    `allowed` tells whether it is open now.
    """

    def __init__(self, wiring: Wiring, allowed: Callable[[], bool] = lambda: True) -> None:
        self.wiring = wiring
        self.allowed = allowed
        self.gate = Gate(wiring.settings.max_reviews, wiring.settings.max_waiting)

    async def review(self, request: Request) -> Review:
        """Review what a request uploads.

        Raises:
            NotLoggedIn: an office is set up, so that reviews are for those who log in.
            FashenError: of any kind; what is not one of ours becomes a ServiceError.
        """
        if not await run_in_threadpool(self.allowed):
            raise NotLoggedIn
        try:
            async with self.gate.room():
                upload = await read_upload(request, self.wiring.settings.max_upload_bytes)
                async with self.gate.slot():
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


def _stateless(office: Office, *, allow_remote: bool) -> Callable[[], bool]:
    """Whether reviews without login and ledger are open: by `--no-auth`, or before the set-up."""
    setup = Setup(office.access)
    return lambda: office.open_door or (not allow_remote and setup.needed)


def _add_office(app: FastAPI, service: Service) -> None:
    from service.api.routes import office_routes

    office = service.office
    app.state.service = service
    app.state.gatekeeper = Gatekeeper(
        office.access, Cookies(secure=office.secure), open_door=office.open_door
    )
    app.include_router(office_routes())


def _add_stateless(app: FastAPI, reviewer: Reviewer) -> None:
    answers: dict[int | str, dict[str, Any]] = {
        **open_answers(413, 415),
        200: {
            "description": "审查结果",
            "content": {"application/json": {"schema": reference()}},
        },
    }

    @app.post(
        "/api/v1/reviews",
        summary="审查一份草案，或一包送审材料",
        openapi_extra={"requestBody": form_schema()},
        responses=answers,
        tags=["审查"],
    )
    async def create_review(request: Request) -> dict[str, Any]:
        return to_dict(await reviewer.review(request), reviewer.wiring.category_names())


def _add_health(app: FastAPI, reviewer: Reviewer) -> None:
    @app.get("/health", summary="服务和法规库的状态", responses=open_answers(), tags=["运行"])
    def health() -> dict[str, str | None]:
        library = reviewer.wiring.library
        cutoff = library.cutoff
        return {
            "status": "ok",
            "version": __version__,
            "library": library.version,
            "cutoff": cutoff.isoformat() if cutoff else None,
        }
