"""Procedure check (程序检查): every step of the kind against the package; nothing is asked too early.

Without materials the steps are a checklist of what to hand in, all undecided or not applicable.
Legal source: the bases of each entry of `procedures`.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.knowledge.basis import BasisRef
from corpus.knowledge.procedure_signs import (
    ProcedureSigns,
    load_procedure_signs,
    load_triggers,
)
from corpus.knowledge.public_types import Procedure
from models.checks.base import Context
from models.checks.draft import look_at
from models.checks.grounding import ground
from models.checks.procedure.steps import Answer, answer
from models.checks.procedure.timeline import timeline_of
from models.checks.procedure.triggers import facts_of
from models.checks.procedure.view import PackageView
from models.filing.region import province_of
from models.finding import Finding, LegalBasis, Outcome, Severity, StepResult
from models.packages.build import build_package
from models.packages.types import Package
from models.submission import IssuerLevel, Kind, Submission

KINDS = frozenset({Kind.NORM_DOC, Kind.GOV_RULE, Kind.LOCAL_REG, Kind.MAJOR_DECISION})
SPECIAL = "special"
_MOST_BASES = 3
_COUNTY_UP = "县级以上的地方各级人民政府"


class ProcedureCheck:
    """程序检查 of the submission package."""

    id = "procedure"
    name = "程序检查"
    kinds = KINDS

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Look at every step of the submission's kind and at the special ones."""
        package = build_package(
            submission.document,
            submission.kind,
            submission.materials,
            dict(submission.chosen_roles),
        )
        return review_package(package, submission, context)


def review_package(package: Package, submission: Submission, context: Context) -> Outcome:
    """程序检查 of a package whose materials are already recognised."""
    view = PackageView(
        look_at(submission, context),
        context,
        package,
        facts_of(package, load_triggers()),
        timeline_of(package),
    )
    signs = load_procedure_signs()
    steps: list[StepResult] = []
    findings: list[Finding] = []
    for step in _steps_of(submission.kind, context):
        said = answer(step, signs[step.id], view)
        if step.kind == SPECIAL and said.status == "not_applicable":
            continue
        result = _result(step, said, signs[step.id], view)
        steps.append(result)
        if signs[step.id].evidence:  # what the text alone shows, the form check says
            findings += _findings(step, result)
    return Outcome(findings=tuple(findings), steps=tuple(steps), package=package)


def _steps_of(kind: Kind, context: Context) -> list[Procedure]:
    steps = context.knowledge.procedures
    fitting = [s for s in steps if s.kind in (kind.value, SPECIAL)]
    return sorted(fitting, key=lambda s: (s.kind == SPECIAL, s.order))


def _result(step: Procedure, said: Answer, signs: ProcedureSigns, view: PackageView) -> StepResult:
    leads = [signs.leads[name] for name in said.faults if name in signs.leads]
    basis = () if said.status == "not_applicable" else _bases(step, leads, view)
    open_ = said.status in ("missing", "insufficient")
    return StepResult(
        step.id,
        step.name,
        said.status,
        said.message,
        said.evidence,
        basis,
        severity=Severity(step.severity),
        remedy=signs.remedy if open_ else "",
    )


def _bases(step: Procedure, leads: list[int], view: PackageView) -> tuple[LegalBasis, ...]:
    """The bases of a step, those of the faults found first; unverified ones only if all are."""
    fitting = _of_the_place(step.bases, view)
    refs = sorted(fitting, key=lambda ref: not (ref.article and ref.article.main in leads))
    bases = ground(refs, view.context.library)
    held = tuple(b for b in bases if b.verified) or bases
    if view.level is IssuerLevel.TOWNSHIP:  # what binds counties and above gives way
        held = tuple(b for b in held if not b.quoted_text.startswith(_COUNTY_UP)) or held
    return held[:_MOST_BASES]


def _of_the_place(refs: Sequence[BasisRef], view: PackageView) -> list[BasisRef]:
    """Without the local provisions of a province that the draft is not known to be of."""
    document = view.package.main
    home = province_of(document.metadata.issuer or "", document.title)
    return [ref for ref in refs if province_of(ref.law) in ("", home)]


def _findings(step: Procedure, result: StepResult) -> list[Finding]:
    """A step that is missing or falls short is a finding; ungrounded ones are hints."""
    if result.status not in ("missing", "insufficient"):
        return []
    severity, message = Severity(step.severity), result.message
    if severity.is_flag and not any(basis.verified for basis in result.basis):
        severity, message = Severity.MINOR, f"{message.rstrip('。')}（判断依据待核）。"
    word = "缺少程序" if result.status == "missing" else "程序有瑕疵"
    return [
        Finding(
            check_id=step.id,
            category=step.id,
            severity=severity,
            message=f"{word}：{step.name}。{message}",
            source="checklist",
            basis=result.basis,
            suggestion=result.remedy,
            confidence=0.9,
        )
    ]
