"""Carry over (沿用处理意见): what an adviser decided about one draft, for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, Protocol, TypeVar

from models.finding import Finding, StepResult, Undecided
from models.versions.identity import step_fingerprint
from models.versions.types import EntryChange, StepChange, VersionComparison

Cause = Literal["clause", "facts", "law"]
Followed = EntryChange[Finding] | EntryChange[Undecided]
Change = Followed | StepChange
_STANDING = ("adopt", "modify")


class Decision(Protocol):
    """处理意见 on a finding, a place left undecided or a step.

    `verdict` is adopt, modify or reject; what has any other (withdraw) counts as not decided.
    """

    @property
    def verdict(self) -> str:
        """What was decided."""
        ...


DecisionT = TypeVar("DecisionT", bound=Decision)
LawChanged = Callable[[Change], bool]


@dataclass(frozen=True, slots=True)
class Reopened(Generic[DecisionT]):
    """重新提请: a rejection that needs a look again, with the decision and the causes.

    `causes`: clause (its words changed), facts (what was found about the whole draft or the
    procedure changed), law (the text or force of its legal basis changed).
    """

    identity: str
    decision: DecisionT
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class CarryOver(Generic[DecisionT]):
    """沿用结果.

    By the identities of the new review, `kept`: rejections that stand; `outstanding`: what was
    adopted or modified and is still there. `reopened`: rejections that do not stand. By the
    identities of the old review, `closed`: decided and gone; `unsettled`: decided, and the new
    review could not decide or check it, or made a finding of what was undecided.
    """

    kept: dict[str, DecisionT] = field(default_factory=dict)
    reopened: list[Reopened[DecisionT]] = field(default_factory=list)
    outstanding: dict[str, DecisionT] = field(default_factory=dict)
    closed: dict[str, DecisionT] = field(default_factory=dict)
    unsettled: dict[str, DecisionT] = field(default_factory=dict)


def law_of(change: Change) -> bool:
    """法律变化 as the comparison found it between the two reviews."""
    return change.law


def carry_over(
    decisions: Mapping[str, DecisionT],
    comparison: VersionComparison,
    law_changed: LawChanged = law_of,
) -> CarryOver[DecisionT]:
    """沿用处理意见: a rejection stands unless its clause, its facts or the law changed.

    `decisions` maps identities of the old review (the `id`s of its JSON) to decisions; others are
    left out. `law_changed` may know more than the comparison, which sees the texts that the two
    reviews quote.
    """
    result: CarryOver[DecisionT] = CarryOver()
    for old, new, change in _followed(comparison):
        decision = decisions.get(old)
        if decision is None:
            continue
        causes = _causes(change, law_changed)
        if not new:
            gone = result.closed if _is_settled(change) else result.unsettled
            gone[old] = decision
        elif decision.verdict in _STANDING:
            result.outstanding[new] = decision
        elif decision.verdict == "reject" and causes:
            result.reopened.append(Reopened(new, decision, causes))
        elif decision.verdict == "reject":
            result.kept[new] = decision
    return result


def _followed(comparison: VersionComparison) -> Iterator[tuple[str, str, Change]]:
    """Identity in the old review and in the new one, "" where it is gone or no longer open."""
    entries: list[Followed] = [*comparison.findings, *comparison.undecided]
    for change in entries:
        if change.old is not None:
            yield change.old_id, change.new_id, change
    for step in comparison.steps:
        if step.old is not None:
            still = step.new if step.kind != "closed" else None
            yield step_fingerprint(step.old), _identity(still), step


def _identity(step: StepResult | None) -> str:
    return step_fingerprint(step) if step is not None else ""


def _is_settled(change: Change) -> bool:
    return isinstance(change, StepChange) or change.status == "resolved"


def _causes(change: Change, law_changed: LawChanged) -> tuple[Cause, ...]:
    causes: list[Cause] = []
    if isinstance(change, StepChange):
        causes += ["facts"] if change.kind != "same" else []
    elif change.clause == "changed":
        causes.append("clause")
    elif change.status == "reworded":
        causes.append("facts")
    if law_changed(change):
        causes.append("law")
    return tuple(causes)
