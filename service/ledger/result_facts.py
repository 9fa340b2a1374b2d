"""Facts of a result (审查结果要素): what the ledger keeps of a review's JSON besides its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.submission import Kind
from service.ledger.errors import BadRecord
from service.ledger.records import Deadline, ReviewItem
from service.ledger.result_deadlines import deadlines_of
from service.ledger.values import cut
from service.ledger.words import ItemKind

SEVERITIES = ("critical", "major", "minor", "notice")


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """审查结果要素, read from the JSON of `service.reports.json`."""

    kind: Kind
    title: str
    as_of: date
    conclusion: str
    counts: dict[str, int]
    versions: dict[str, str]
    items: tuple[ReviewItem, ...]
    deadlines: tuple[Deadline, ...] = ()


def facts_of(body: str) -> ResultFacts:
    """要素 of a result.

    Raises:
        BadRecord: not the JSON of a review.
    """
    try:
        found = json.loads(body)
        summary = found["summary"]
        return ResultFacts(
            kind=Kind(found["document"]["kind"]),
            title=found["document"]["title"] or found["document"]["name"],
            as_of=date.fromisoformat(found["as_of"]),
            conclusion=summary["conclusion"],
            counts={name: int(summary[name]) for name in SEVERITIES},
            versions={name: str(value) for name, value in found["versions"].items()},
            items=tuple(_distinct(_items(found))),
            deadlines=deadlines_of(found),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadRecord("不是审查结果") from error


def _items(found: dict[str, Any]) -> Iterator[ReviewItem]:
    for one in found["findings"]:
        yield _item(ItemKind.FINDING, one["id"], one, one["severity"])
    for one in found["procedure"]:
        identity = one.get("id") or f"step:{one['step_id']}"
        yield _item(ItemKind.STEP, identity, {**one, "check_id": one["step_id"]}, one["status"])
    for place, one in enumerate(found["undecided"], start=1):
        eid = one["locator"]["eid"] or place
        identity = one.get("id") or f"undecided:{one['check_id']}:{one['category']}:{eid}"
        yield _item(ItemKind.UNDECIDED, identity, one, "")


def _item(kind: ItemKind, identity: str, one: dict[str, Any], severity: str) -> ReviewItem:
    return ReviewItem(
        kind=kind,
        fingerprint=cut(identity),
        check_id=cut(one["check_id"]),
        category=cut(one.get("category") or ""),
        severity=severity,
        article=cut((one.get("locator") or {}).get("article") or ""),
    )


def _distinct(items: Iterator[ReviewItem]) -> Iterator[ReviewItem]:
    """Equal fingerprints count once: one decision is on all of them."""
    seen: set[str] = set()
    for item in items:
        if item.fingerprint not in seen:
            seen.add(item.fingerprint)
            yield item
