"""Routes (接口): `/api/v1` on the desk, one concept a file."""

from fastapi import APIRouter

from service.api.routes import (
    audit,
    comparisons,
    decisions,
    departments,
    exports,
    figures,
    health,
    jobs,
    keys,
    library,
    listing,
    matters,
    metrics,
    reviews,
    session,
    setup,
    users,
    versions,
)

PREFIX = "/api/v1"


def office_routes() -> APIRouter:
    """机关接口: all routes of an application with a ledger."""
    router = APIRouter(prefix=PREFIX)
    for module in (
        setup,
        session,
        matters,
        versions,
        reviews,
        jobs,
        decisions,
        comparisons,
        exports,
        listing,
        figures,
        library,
        users,
        departments,
        keys,
        audit,
        health,
        metrics,
    ):
        router.include_router(module.router)
    return router
