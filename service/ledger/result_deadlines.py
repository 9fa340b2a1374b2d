"""Deadlines of a result (审查所见期限): filing, expiry and what follows, from a review's JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from service.ledger.records import Deadline
from service.ledger.values import cut
from service.ledger.words import DeadlineKind

_DONE = ("satisfied", "insufficient")
"""Statuses of the step of filing that mean that it was filed, in time or late."""


def deadlines_of(found: dict[str, Any]) -> tuple[Deadline, ...]:
    """期限 of a result's JSON; none for what is never filed.

    Raises:
        KeyError, ValueError, TypeError: not the JSON of a review.
    """
    filing = found.get("filing")
    if not filing:
        return ()
    done = {one["step_id"] for one in found["procedure"] if one["status"] in _DONE}
    return (*_duties(filing, done), *_expiry(filing), *_follow_ups(filing))


def _duties(filing: dict[str, Any], done: set[str]) -> Iterator[Deadline]:
    """Of duties that stand side by side because the issuer is unknown one counts: one deadline."""
    groups: dict[tuple[str | None, int], list[dict[str, Any]]] = {}
    for one in filing["duties"]:
        if one["recipients"] and one["days"] is not None:
            groups.setdefault((one["due"], one["days"]), []).append(one)
    for (due, days), group in groups.items():
        yield Deadline(
            kind=DeadlineKind.FILING,
            name=cut("；".join(_filed_with(one) for one in group)),
            due=_day(due),
            days=days,
            sure=all(one["sure"] for one in group) and bool(filing["published_sure"]),
            done=any(one["step_id"] in done for one in group),
        )


def _filed_with(one: dict[str, Any]) -> str:
    whom = "、".join(to["name"] for to in one["recipients"])
    return f"{one['issuer']}报{whom}备案"


def _expiry(filing: dict[str, Any]) -> Iterator[Deadline]:
    validity = filing["validity"]
    if validity and validity["expires"]:
        day, sure = _day(validity["expires"]), validity["source"] == "text"
        yield Deadline(DeadlineKind.EXPIRY, "有效期届满", day, None, sure, False)


def _follow_ups(filing: dict[str, Any]) -> Iterator[Deadline]:
    for one in filing["follow_ups"]:
        if one["due"]:
            due, sure = _day(one["due"]), bool(one["sure"])
            yield Deadline(DeadlineKind.FOLLOW_UP, cut(one["name"]), due, None, sure, False)


def _day(word: str | None) -> date | None:
    return date.fromisoformat(word) if word else None
