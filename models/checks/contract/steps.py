"""Signing procedure (签约程序): the 27 steps against the materials that were handed in.

Without materials no step is called missing: what to hand in is listed. Legal source: the bases of
the P entries of the knowledge.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from corpus.knowledge.step_signs import StepSigns, load_step_signs
from corpus.knowledge.types import BasisRef, SigningStep
from models.checks.contract.view import ContractView
from models.finding import Evidence, StepResult, StepStatus

_OPENING = 120
_QUOTE = 60
_PROCUREMENT = ("政府采购法", "中华人民共和国政府采购法")
"""How the laws begin that bind public procurement alone."""


def signing_steps(view: ContractView) -> Iterator[StepResult]:
    """签约程序 of this contract, in the order of the knowledge."""
    signs = load_step_signs()
    for step in view.context.knowledge.signing_steps:
        one = signs.get(step.id)
        if one is not None:
            yield _result(step, one, view)


def _result(step: SigningStep, signs: StepSigns, view: ContractView) -> StepResult:
    reason = _not_applicable(signs, view)
    if reason:
        return _made(step, "not_applicable", reason, (), view)
    evidence = tuple(_evidence(signs, view))
    if evidence:
        return _with_evidence(step, signs, evidence, view)
    return _made(step, *_without(step, signs, view), (), view)


def _not_applicable(signs: StepSigns, view: ContractView) -> str:
    """Why a step does not apply, "" where it does or may."""
    public = view.has_public_party or view.stance == "gov"
    if signs.who == "public" and not public:
        return "当事人中没有机关、事业单位。"
    kinds = view.contract.kind_ids
    if signs.kinds and kinds and not signs.kinds & set(kinds):
        return "合同类型不涉及这一环节。"
    if signs.when and not signs.when.search(view.draft.text):
        return "合同内容不涉及这一环节。"
    return ""


def _evidence(signs: StepSigns, view: ContractView) -> Iterator[tuple[Document, str, bool]]:
    """Materials that show the step: the document, a quote, and whether it says what it must."""
    for material in view.draft.submission.materials:
        opening = f"{material.name}\n{material.title}\n{material.text[:_OPENING]}"
        if not signs.files.search(opening):
            continue
        said = signs.says.search(material.text)
        yield material, _quote(material.text, said.start() if said else 0), said is not None


def _quote(text: str, at: int) -> str:
    start = max(text.rfind("\n", 0, at), text.rfind("。", 0, at)) + 1
    ends = [e for mark in "。\n" if (e := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))].strip()[:_QUOTE]


def _with_evidence(
    step: SigningStep,
    signs: StepSigns,
    evidence: tuple[tuple[Document, str, bool], ...],
    view: ContractView,
) -> StepResult:
    shown = tuple(Evidence(material.name, quote) for material, quote, _ in evidence)
    if any(enough for _, _, enough in evidence):
        return _made(step, "satisfied", f"已交“{evidence[0][0].name}”。", shown, view)
    message = f"“{evidence[0][0].name}”没有写明应有的内容（{step.evidence}）。"
    return _made(step, "insufficient", message, shown, view)


def _without(step: SigningStep, signs: StepSigns, view: ContractView) -> tuple[StepStatus, str]:
    wanted = f"应有：{step.evidence}"
    if signs.phase == "after":
        return "undecided", f"{step.when}办理；{wanted}。"
    if not view.draft.submission.materials:
        return "undecided", f"没有随附材料，不能核对；{wanted}。"
    if not signs.sure:
        return "undecided", f"随附材料中没有；{step.applies_to}适用，请判断。{wanted}。"
    return "missing", f"随附材料中没有。{wanted}。"


def _made(
    step: SigningStep,
    status: StepStatus,
    message: str,
    evidence: tuple[Evidence, ...],
    view: ContractView,
) -> StepResult:
    basis = () if status == "not_applicable" else view.bases(_binding(step, view))
    return StepResult(step.id, step.step, status, message, evidence, basis)


def _binding(step: SigningStep, view: ContractView) -> tuple[BasisRef, ...]:
    """The bases of a step; procurement law only where the contract is public procurement."""
    if "gov_procurement" in view.contract.kind_ids:
        return step.bases
    return tuple(ref for ref in step.bases if not ref.law.startswith(_PROCUREMENT))
