"""Gate (限流): how many reviews run at once, and how many may wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from corpus.errors import ServiceBusy


class Gate:
    """限流: `running` reviews at once, `waiting` more in line, the rest turned away."""

    def __init__(self, running: int, waiting: int) -> None:
        self._slots = asyncio.Semaphore(running)
        self._room = running + waiting

    @asynccontextmanager
    async def room(self) -> AsyncIterator[None]:
        """Take a place in line, before the upload is read into memory.

        Raises:
            ServiceBusy: the line is full.
        """
        if self._room <= 0:
            raise ServiceBusy
        self._room -= 1
        try:
            yield
        finally:
            self._room += 1

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait until fewer than `running` reviews run."""
        async with self._slots:
            yield

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Take a place in line and wait for a slot.

        Raises:
            ServiceBusy: the line is full.
        """
        async with self.room(), self.slot():
            yield
