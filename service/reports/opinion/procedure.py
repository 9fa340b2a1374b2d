"""Procedure (程序审查): what is missing or falls short in words, all steps as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.finding import Evidence, Finding, StepResult
from service.reports import materials, steps
from service.reports.citing import cited
from service.reports.opinion.annexes import annex_mark
from service.reports.opinion.bases import Quoter
from service.reports.opinion.settle import Settled
from service.reports.opinion.text import excerpt, flat, ordinal, sentence
from service.reports.opinion.words import is_contract
from service.reports.wording import STEP_LABELS

Json = dict[str, Any]
_WAIVED = "审查人员核定"
_LONGEST_EVIDENCE, _MOST_EVIDENCE = 100, 2


def procedure(settled: Settled, quoter: Quoter) -> Json:
    """程序审查: `summary`, `problems` (steps missing or insufficient) and `steps` (the table)."""
    return {
        "summary": _summary(settled),
        "problems": [
            _problem(number, step, finding, quoter, settled.review.submission.document.name)
            for number, (step, finding) in enumerate(settled.problems, 1)
        ],
        "steps": _table(settled),
    }


def _summary(settled: Settled) -> str:
    review = settled.review
    if not review.steps:
        return "本类文书没有列入核对的程序环节，程序未予审查。"
    annex = annex_mark(settled, "steps")
    what = "签约前后的程序环节" if is_contract(review) else "制定程序环节"
    if materials.is_draft_only(review):
        return (
            f"送审时没有随附{'有关' if is_contract(review) else '制定程序的'}材料，"
            f"除能从文稿本身看出的以外，{what}没有核对；应当具备的材料见{annex}，请补齐后一并送审。"
        )
    counts = "、".join(f"{label}{count}项" for label, _, count in _counts(settled))
    return f"对照送审材料，共核对{what}{len(review.steps)}项：{counts}（逐项核对情况见{annex}）。"


def _counts(settled: Settled) -> list[tuple[str, str, int]]:
    waived = len(settled.waived)
    counted = [
        (group.label, group.status, sum(s.step_id not in settled.waived for s in group.steps))
        for group in steps.groups(settled.review)
    ]
    found = [*counted, (_WAIVED, "waived", waived)]
    return [(label, status, count) for label, status, count in found if count]


def _problem(
    number: int, step: StepResult, finding: Finding | None, quoter: Quoter, own: str
) -> Json:
    """A step that is not in order; `own` is the file of the draft itself."""
    severity = finding.severity if finding else step.severity
    quoted = step.evidence[:_MOST_EVIDENCE] if step.status == "insufficient" else ()
    return {
        "number": ordinal(number),
        "name": flat(step.name),
        "status": STEP_LABELS[step.status],
        "severity": severity.label if severity else "",
        "message": sentence(step.message),
        "evidence": [_evidence(one, own) for one in quoted],
        **quoter.cite(step.basis, f"{step.name}。{step.message}"),
        "suggestion": sentence(finding.suggestion if finding else step.remedy),
    }


def _evidence(one: Evidence, own: str) -> str:
    name = "文稿" if one.file == own else flat(one.file)
    return f"{name}载明“{excerpt(one.quote, _LONGEST_EVIDENCE)}”。"


def _table(settled: Settled) -> list[Json]:
    """核对表 in the order of the procedure, numbered; those that do not apply stand last."""
    ordered: Sequence[StepResult] = sorted(
        settled.review.steps, key=lambda step: step.status == "not_applicable"
    )
    labels = {
        step.step_id: group.label for group in steps.groups(settled.review) for step in group.steps
    }
    return [
        _row(number, step, labels[step.step_id], settled) for number, step in enumerate(ordered, 1)
    ]


def _row(number: int, step: StepResult, label: str, settled: Settled) -> Json:
    waived = step.step_id in settled.waived
    said = settled.waived.get(step.step_id, "")
    return {
        "number": str(number),
        "name": flat(step.name),
        "status": _WAIVED if waived else label,
        "message": sentence(said or "审查人员认为无须补正。") if waived else flat(step.message),
        "bases": cited(step.basis),
    }
