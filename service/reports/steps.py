"""Steps in reports (程序步骤表): grouped by status, what is wrong first."""

from __future__ import annotations

from dataclasses import dataclass

from models.finding import StepResult, StepStatus
from models.review import Review
from service.reports.materials import is_draft_only
from service.reports.wording import STEP_LABELS

ORDER: tuple[StepStatus, ...] = (
    "missing",
    "insufficient",
    "undecided",
    "satisfied",
    "not_applicable",
)


@dataclass(frozen=True, slots=True)
class Group:
    """步骤组: the steps of one status; `label` names it, `hint` says what to do with it."""

    status: StepStatus
    label: str
    hint: str
    steps: tuple[StepResult, ...]


_HINTS: dict[StepStatus, str] = {
    "missing": "依法应有而材料中没有，补办或者补交后再送审。",
    "insufficient": "有材料，但不能证明这一步骤依法完成。",
    "undecided": "是否适用、是否完成须由审查人员判断，或者还没有到时候。",
    "satisfied": "材料证明已经落实，证据见引文。",
    "not_applicable": "本件不需要。",
}
_CHECKLIST = "没有随附送审材料，不能核对；请按本表备齐材料。"


def groups(review: Review) -> list[Group]:
    """步骤组 that have steps, in the order of `ORDER`."""
    found = []
    for status in ORDER:
        steps = tuple(step for step in review.steps if step.status == status)
        if steps:
            label, hint = _words(status, review)
            found.append(Group(status, label, hint, steps))
    return found


def counts(review: Review) -> list[tuple[str, StepStatus, int]]:
    """计数: label, status and number of the steps of each group."""
    return [(group.label, group.status, len(group.steps)) for group in groups(review)]


def _words(status: StepStatus, review: Review) -> tuple[str, str]:
    if status == "undecided" and is_draft_only(review):
        return "待备材料", _CHECKLIST
    return STEP_LABELS[status], _HINTS[status]
