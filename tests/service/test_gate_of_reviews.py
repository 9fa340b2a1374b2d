"""Only so many reviews run at once; when the line is full, the next is turned away."""

from __future__ import annotations

import asyncio

import pytest

from corpus.errors import ServiceBusy
from service.api.gate import Gate


def test_a_full_line_turns_the_next_away_and_opens_again() -> None:
    async def scene() -> list[str]:
        gate, seen = Gate(1, 1), []
        release = asyncio.Event()

        async def visit(name: str) -> None:
            async with gate.enter():
                seen.append(name)
                await release.wait()

        visits = [asyncio.create_task(visit(name)) for name in ("first", "second")]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(ServiceBusy):
            await visit("third")
        assert seen == ["first"]
        release.set()
        await asyncio.gather(*visits)
        await visit("fourth")
        return seen

    assert asyncio.run(scene()) == ["first", "second", "fourth"]
