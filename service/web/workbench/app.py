"""Workbench application (工作台应用): all routers of pages, and what a page shows on an error."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.errors import FashenError
from service.api.problems import http_problem, invalid, problem
from service.ledger.errors import BadRecord, NotFound
from service.web.workbench import (
    audit,
    comparing,
    dashboard,
    deciding,
    dossier,
    entry,
    exporting,
    handing_in,
    keys,
    law,
    ledger,
    moving,
    people,
    provision,
    review,
    static_files,
    versions,
)
from service.web.workbench.failing import failed, is_page

ROUTERS = (
    entry.router,
    handing_in.router,
    dossier.router,
    moving.router,
    versions.router,
    keys.router,
    ledger.router,
    dashboard.router,
    law.router,
    audit.router,
    comparing.router,
    people.router,
    review.router,
    deciding.router,
    exporting.router,
    provision.router,
    static_files.router,
)
_Handler = Callable[[Request, Exception], Response]


def add_workbench(app: FastAPI) -> None:
    """工作台: add its pages to an application with an office, and pages for errors."""
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(FashenError, _by_place(failed, problem))
    app.add_exception_handler(HTTPException, _by_place(_no_page, http_problem))
    app.add_exception_handler(RequestValidationError, _by_place(_bad_form, invalid))


def _by_place(on_page: _Handler, in_api: _Handler) -> _Handler:
    def handle(request: Request, error: Exception) -> Response:
        return on_page(request, error) if is_page(request) else in_api(request, error)

    return handle


def _no_page(request: Request, error: Exception) -> Response:
    return failed(request, NotFound("这个页面"))


def _bad_form(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    names = dict.fromkeys(str(one["loc"][-1])[:60] for one in found[:5])
    return failed(request, BadRecord("、".join(names)))
