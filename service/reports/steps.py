"""Steps in reports (程序步骤表): grouped by status, what is wrong first."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.knowledge.procedure_signs import load_procedure_signs
from corpus.knowledge.step_signs import load_step_signs
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
_LATER_PHASES = frozenset({"decision", "issue", "publication", "filing", "later"})
"""Stages of the procedure that come after the legality review."""


@dataclass(frozen=True, slots=True)
class Group:
    """步骤组: steps of one status; `label` names it, `hint` says what to do with it."""

    status: StepStatus
    label: str
    hint: str
    steps: tuple[StepResult, ...]

    @property
    def mark(self) -> str:
        """The group's name in a page: its status, and "later" for what comes later."""
        return "later" if self.label == _LATER[0] else self.status


_HINTS: dict[StepStatus, str] = {
    "missing": "依法应有而材料中没有，补办或者补交后再送审。",
    "insufficient": "有材料，但不能证明这一步骤依法完成。",
    "undecided": "是否适用、是否完成须由审查人员判断，或者还没有到时候。",
    "satisfied": "材料证明已经落实，证据见引文。",
    "not_applicable": "本件不需要。",
}
_BY_TEXT = "文稿自身已经写明，证据见引文。"
_BY_BOTH = "材料或者文稿自身证明已经落实，证据见引文。"
_WANTED = ("待备材料", "没有随附送审材料，不能核对；请按本表备齐材料。")
_LATER = ("以后办理", "现在还没有到这些环节，到时办理并留存材料。")


def groups(review: Review) -> list[Group]:
    """步骤组 that have steps, in the order of `ORDER`.

    Of a draft without materials, what is to be handed in and what comes later stand apart.
    """
    found = []
    for status in ORDER:
        steps = tuple(step for step in review.steps if step.status == status)
        if status == "undecided" and is_draft_only(review):
            found += _to_come(review, steps)
        elif steps:
            found.append(Group(status, STEP_LABELS[status], _hint(status, steps, review), steps))
    return found


def counts(review: Review) -> list[tuple[str, StepStatus, int]]:
    """计数: label, status and number of the steps of each group."""
    return [(group.label, group.status, len(group.steps)) for group in groups(review)]


def _to_come(review: Review, steps: tuple[StepResult, ...]) -> list[Group]:
    later = tuple(step for step in steps if _is_later(step, review))
    wanted = tuple(step for step in steps if step not in later)
    parts = ((_WANTED, wanted), (_LATER, later))
    return [Group("undecided", label, hint, some) for (label, hint), some in parts if some]


def _is_later(step: StepResult, review: Review) -> bool:
    """Whether a step follows the review: of a published document only what has no day yet."""
    contract, public = load_step_signs().get(step.step_id), load_procedure_signs()
    if contract is not None:
        return contract.phase == "after"
    due = public[step.step_id].due if step.step_id in public else "review"
    told = review.filing.publication if review.filing else None
    published = told is not None and told.day is not None and told.sure
    return due == "later" or (due in _LATER_PHASES and not published)


def _hint(status: StepStatus, steps: tuple[StepResult, ...], review: Review) -> str:
    if status != "satisfied":
        return _HINTS[status]
    own = review.submission.document.name
    by_text = [any(proof.file == own for proof in step.evidence) for step in steps]
    by_paper = [any(proof.file != own for proof in step.evidence) for step in steps]
    if not any(by_paper):
        return _BY_TEXT if any(by_text) else _HINTS[status]
    return _BY_BOTH if any(by_text) else _HINTS[status]
