"""Office (机关服务): what an application needs besides a wiring to keep a ledger and know people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from fastapi import FastAPI

from service.access import Access, Administration, Setup
from service.api.metrics import Metrics
from service.desk import Desk, Room, Upkeep, open_desk, performer
from service.ledger import Ledger, Retention
from service.ledger.runner import Runner
from service.wiring import Wiring

PATIENCE_S = 20.0
"""Seconds that jobs at hand have to end when the service stops; the rest is queued again."""


@dataclass(frozen=True, slots=True)
class Office:
    """机关: a ledger brought up to date, and who may come in.

    `open_door` lets everybody in (`--no-auth`, loopback only); `secure` says that browsers come by
    https. `node` names this server among those of one database. `apart` gives reviews processes of
    their own, which a server for several people needs.
    """

    ledger: Ledger
    access: Access
    open_door: bool = False
    secure: bool = False
    node: str = "local"
    apart: bool = False
    retention: Retention = field(default_factory=Retention)


@dataclass(frozen=True, slots=True)
class Service:
    """机关服务 of one application: routes get it by `service_of`."""

    office: Office
    desk: Desk
    setup: Setup
    administration: Administration
    metrics: Metrics
    runner: Runner
    upkeep: Upkeep
    room: Room | None = None


def open_service(wiring: Wiring, office: Office, metrics: Metrics) -> Service:
    """机关服务 over a wiring; its runner starts with the application."""
    settings = wiring.settings
    room = Room(settings, settings.max_reviews, metrics.reviewed) if office.apart else None
    perform = room.perform if room else performer(wiring, metrics.reviewed)
    runner = Runner(office.ledger, perform, node=office.node, workers=settings.max_reviews)
    return Service(
        office=office,
        desk=open_desk(wiring, office.ledger, runner.wake),
        setup=Setup(office.access),
        administration=Administration(office.access),
        metrics=metrics,
        runner=runner,
        upkeep=Upkeep(office.ledger, office.retention),
        room=room,
    )


Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def lifespan(service: Service) -> Lifespan:
    """运行期间: jobs run and old drafts are purged; at the end jobs finish or are queued again."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        from fastapi.concurrency import run_in_threadpool

        if service.room:
            await run_in_threadpool(service.room.open)
        await run_in_threadpool(service.runner.start)
        service.upkeep.start()
        try:
            yield
        finally:
            await run_in_threadpool(service.upkeep.stop)
            await run_in_threadpool(service.runner.stop, PATIENCE_S)
            if service.room:
                await run_in_threadpool(service.room.close)

    return running
