"""Clock (时钟): the moment now; `wiring.today` reads the calendar day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""时钟: returns an aware moment; tests give their own."""


def now() -> datetime:
    """现在, in UTC."""
    return datetime.now(UTC)
