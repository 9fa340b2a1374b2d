"""Carry over (沿用处理意见): what an adviser decided about one draft, for the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Literal, Protocol, TypeVar

from models.finding import Finding
from models.versions.types import EntryChange, VersionComparison

Cause = Literal["clause", "facts", "law"]


class Decision(Protocol):
    """处理意见: what the adviser did with a finding; `action` is adopt, reject or modify."""

    @property
    def action(self) -> str:
        """What was decided."""
        ...


DecisionT = TypeVar("DecisionT", bound=Decision)
LawChanged = Callable[[EntryChange[Finding]], bool]


@dataclass(frozen=True, slots=True)
class Reopened(Generic[DecisionT]):
    """重新提请: a rejected finding that needs a look again, with the decision and the causes.

    `causes`: clause (its words changed), facts (what was found about the whole draft or the
    procedure changed), law (the text or force of its legal basis changed).
    """

    finding: str
    decision: DecisionT
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class CarryOver(Generic[DecisionT]):
    """沿用结果, keyed by the identities of the new review.

    `kept`: rejections that stand. `reopened`: rejections that do not. `outstanding`: findings
    that were adopted or modified and are still there. By the identities of the old review,
    `closed`: decided findings that are resolved; `unsettled`: those that the new review could not
    decide or check.
    """

    kept: dict[str, DecisionT]
    reopened: tuple[Reopened[DecisionT], ...]
    outstanding: dict[str, DecisionT]
    closed: dict[str, DecisionT]
    unsettled: dict[str, DecisionT]


def law_of(change: EntryChange[Finding]) -> bool:
    """法律变化 as the comparison found it between the two reviews."""
    return change.law


def carry_over(
    decisions: Mapping[str, DecisionT],
    comparison: VersionComparison,
    law_changed: LawChanged = law_of,
) -> CarryOver[DecisionT]:
    """沿用处理意见: a rejected finding stays rejected unless its clause or the law changed.

    `decisions` maps identities of the old review to decisions; others are left out. `law_changed`
    may know more than the comparison, which sees the quoted texts of both reviews.
    """
    result: CarryOver[DecisionT] = CarryOver({}, (), {}, {}, {})
    reopened: list[Reopened[DecisionT]] = []
    for change in comparison.findings:
        decision = decisions.get(change.old_id) if change.old else None
        if decision is None:
            continue
        causes = _causes(change, law_changed)
        if change.new is None:
            gone = result.closed if change.status == "resolved" else result.unsettled
            gone[change.old_id] = decision
        elif decision.action != "reject":
            result.outstanding[change.new_id] = decision
        elif causes:
            reopened.append(Reopened(change.new_id, decision, causes))
        else:
            result.kept[change.new_id] = decision
    return replace(result, reopened=tuple(reopened))


def _causes(change: EntryChange[Finding], law_changed: LawChanged) -> tuple[Cause, ...]:
    causes: list[Cause] = []
    if change.clause == "changed":
        causes.append("clause")
    elif change.status == "reworded":
        causes.append("facts")
    if law_changed(change):
        causes.append("law")
    return tuple(causes)
