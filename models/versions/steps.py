"""Steps (程序步骤对照): what became of the procedure between two reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from models.finding import StepResult
from models.versions.entries import basis_changed
from models.versions.folding import fold
from models.versions.types import StepChange

_OPEN = ("missing", "insufficient", "undecided")


def step_changes(
    old: Sequence[StepResult], new: Sequence[StepResult], *, same_law: bool = False
) -> tuple[StepChange, ...]:
    """程序步骤变动, in the order of the new review, then what it no longer has."""
    before = {step.step_id: step for step in old}
    now = {step.step_id for step in new}
    found = [_change(before.get(step.step_id), step, same_law) for step in new]
    return (*found, *(StepChange("dropped", s, None) for s in old if s.step_id not in now))


def _change(old: StepResult | None, new: StepResult, same_law: bool) -> StepChange:
    if old is None:
        return StepChange("added", None, new)
    return StepChange(_kind(old, new), old, new, law=not same_law and basis_changed(old, new))


def _kind(old: StepResult, new: StepResult) -> Literal["closed", "opened", "changed", "same"]:
    was, still = old.status in _OPEN, new.status in _OPEN
    if was != still:
        return "closed" if was else "opened"
    return "same" if _told(old) == _told(new) else "changed"


def _told(step: StepResult) -> tuple[str, str, frozenset[str]]:
    """What a step says; under which name a file was handed in does not matter."""
    quotes = frozenset(fold(evidence.quote) for evidence in step.evidence)
    return step.status, fold(step.message), quotes
