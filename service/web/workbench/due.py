"""Due days (期限): how many days a matter has left, as the ledger and the dossier show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.ledger.records import Matter

_SOON = 3


@dataclass(frozen=True, slots=True)
class Due:
    """期限 of a matter: the day, what is left in words, and the colour of that."""

    day: date
    words: str
    css: str


def due_of(matter: Matter, today: date) -> Due | None:
    """期限, None for a matter that has none; one that has ended is never late."""
    if matter.due is None:
        return None
    if matter.status.ended:
        return Due(matter.due, "", "")
    left = (matter.due - today).days
    if left < 0:
        return Due(matter.due, f"逾期 {-left} 天", "critical")
    if left == 0:
        return Due(matter.due, "今天到期", "major")
    return Due(matter.due, f"还剩 {left} 天", "minor" if left <= _SOON else "")
