"""Follow-ups (后续工作): evaluation before expiry, cleanup when superior law changes."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.base import Context
from models.contracts.figures.calendar import in_words
from models.filing.bases import ground_lines
from models.filing.types import FollowUp, Validity
from models.finding import LegalBasis
from models.packages.workdays import add_months
from models.submission import Kind

PARAMETER = "LP-HB-EVALUATE"
_EVALUATE = {
    Kind.NORM_DOC: "PR-ND-22",
    Kind.GOV_RULE: "PR-GR-17",
    Kind.DEPT_RULE: "PR-GR-17",
    Kind.MAJOR_DECISION: "PR-MD-15",
}
_CLEAN = {
    Kind.NORM_DOC: "PR-ND-21",
    Kind.GOV_RULE: "PR-GR-17",
    Kind.DEPT_RULE: "PR-GR-17",
    Kind.LOCAL_REG: "PR-ND-21",
}
_GENERAL = "中华人民共和国立法法"
_CLEAN_MESSAGE = (
    "上位法制定、修改、废止，或者国家、本省部署专项清理时，及时清理，"
    "作出保留、修改或者废止的决定并公布。"
)

_BY_ANALOGY = {Kind.NORM_DOC: "规章的规定供参照。"}


def follow_ups(kind: Kind, validity: Validity | None, context: Context) -> Iterator[FollowUp]:
    """后续工作 of a kind, with the days that the expiry gives them."""
    yield from _evaluation(kind, validity, context)
    basis = _bases(_CLEAN.get(kind, ""), "清理", context)
    if kind is Kind.LOCAL_REG:
        basis = tuple(one for one in basis if one.law == _GENERAL)
    if basis:
        message = _CLEAN_MESSAGE + _BY_ANALOGY.get(kind, "")
        yield FollowUp("清理", None, None, True, message, basis)


def _evaluation(kind: Kind, validity: Validity | None, context: Context) -> Iterator[FollowUp]:
    basis = _bases(_EVALUATE.get(kind, ""), "评估", context)
    months = _months_before(context)
    if validity is not None and validity.expires and months:
        due = add_months(validity.expires, -months)
        stated = validity.source == "text"
        passed = context.as_of > due if stated else None
        message = (
            f"有效期届满前{months}个月（{in_words(due)}以前，待核）评估实施效果，"
            "决定延续、修改或者废止；需要继续执行的重新公布，期满不办的自动失效。"
            + _BY_ANALOGY.get(kind, "")
        )
        yield FollowUp("届满前评估", due, passed, False, message, basis)
    elif kind in (Kind.GOV_RULE, Kind.DEPT_RULE):
        message = "可以组织立法后评估，结果作为修改、废止的参考。"
        yield FollowUp("立法后评估", None, None, True, message, basis)
    elif kind is Kind.MAJOR_DECISION:
        message = "明显没有达到预期效果、各方意见较多或者决策机关认为必要的，可以组织决策后评估。"
        yield FollowUp("决策后评估", None, None, True, message, basis)


def _months_before(context: Context) -> int | None:
    parameter = context.knowledge.local_params.get(PARAMETER)
    value = parameter.value.get("months_before_expiry") if parameter else None
    return value if isinstance(value, int) else None


def _bases(step_id: str, word: str, context: Context) -> tuple[LegalBasis, ...]:
    """The bases of a step that speak of this; a step may be about several things."""
    step = next((p for p in context.knowledge.procedures if p.id == step_id), None)
    refs = [ref for ref in step.bases if word in ref.anchor] if step else []
    return ground_lines(refs, context.library)
