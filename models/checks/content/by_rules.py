"""Content by rules alone (规则审查): every act that a pattern finds, through power, basis and limit.

Serves where the clause model is not installed, and as the baseline of its evaluation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from corpus.citations import Citation, find_citations
from corpus.instrument import Level
from corpus.knowledge.acts import load_act_rules
from corpus.knowledge.types import Category
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.act import ActMatch, find_acts
from models.checks.content.basis import BasisAnswer, find_basis
from models.checks.content.limit import exceeds
from models.checks.content.power import PowerAnswer, decide_power, level_of
from models.checks.content.residue import residue
from models.checks.grounding import ground
from models.checks.locate import locate
from models.finding import Clearance, Finding, LegalBasis, Outcome, Severity, Undecided
from models.submission import Kind, Submission

_CONFIDENCE = {"strong": 0.8, "weak": 0.4}
_SHOWN_BASES = 2
_RESTATING = (Kind.LOCAL_REG, Kind.GOV_RULE, Kind.DEPT_RULE)
"""Kinds that may restate superior law without naming it: a bare act there proves nothing."""
_RESTATES = "法规、规章可以转述上位法而不注明，请核对有无法律、行政法规依据"
T = TypeVar("T", Finding, Undecided)


@dataclass(frozen=True, slots=True)
class _Case:
    """One act of the draft on its way through the steps."""

    submission: Submission
    context: Context
    citations: tuple[Citation, ...]
    match: ActMatch
    category: Category
    level: Level

    @property
    def sentence(self) -> str:
        return self.match.span.of(self.submission.document.text)


def by_rules(submission: Submission, context: Context) -> Outcome:
    """规则审查: find the acts, then ask power, basis and limit of each."""
    document, knowledge = submission.document, context.knowledge
    rules = load_act_rules()
    issuer = submission.issuer_level.value if submission.issuer_level else None
    guards = {g.id: g for g in knowledge.guards}
    matches = find_acts(document, rules, guards, issuer_level=issuer)
    citations = find_citations(document.text, context.library.names(), knowledge.aliases)
    level = level_of(submission.kind, submission.issuer_level)
    results = [
        decide(
            _Case(submission, context, citations, m, knowledge.categories[m.rule.category], level)
        )
        for m in matches
        if m.rule.category in knowledge.categories
    ]
    seen = {(m.rule.category, m.span) for m in matches}
    return _merge(results, residue(submission, context, seen))


def decide(case: _Case) -> Finding | Clearance | Undecided:
    """权限 → 依据 → 限度: what becomes of one act."""
    trigger = case.match.trigger.of(case.submission.document.text)
    submission = case.submission
    power = decide_power(
        case.match.rule.act,
        case.category,
        submission.kind,
        submission.issuer_level,
        case.context.knowledge.powers,
        trigger,
    )
    if power.answer == "may":
        return _clear(case, "power", power.reason, ())
    basis = find_basis(
        case.match.span,
        case.match.rule.act,
        submission.document,
        case.citations,
        case.context,
        case.level,
    )
    if basis.answer == "carried":
        return _within_limit(case, basis)
    if basis.answer == "generic":
        return _clear(case, "basis", basis.reason, basis.bases)
    if basis.answer == "uncertain" or power.answer == "unclear":
        return _leave(case, basis.reason or power.reason, basis.bases)
    if power.power and submission.kind in _RESTATING and power.power.may.startswith("no"):
        return _leave(case, f"{power.reason}。{_RESTATES}", ())
    return _object(case, power)


def _within_limit(case: _Case, basis: BasisAnswer) -> Finding | Clearance:
    over = exceeds(case.sentence, basis.law_text) if basis.law_text else None
    if over is None:
        return _clear(case, "basis", basis.reason, basis.bases)
    draft, allowed = over
    beyond = case.context.knowledge.categories["penalty_beyond_upper_law"]
    place = f"《{basis.bases[0].law}》{basis.bases[0].article}"
    message = (
        f"本句规定的罚款幅度为{draft}，所依据的{place}规定为"
        f"{'、'.join(str(a) for a in allowed)}，超出上位法规定的幅度。"
    )
    return _finding(case, beyond, message, basis.bases, Severity.CRITICAL, 0.9, "comparison")


def _object(case: _Case, power: PowerAnswer) -> Finding | Undecided:
    """No power and no basis: a finding if the rule is precise and the ground is verified."""
    refs = case.match.rule.bases or (
        *case.category.bases,
        *(power.power.bases if power.power else ()),
    )
    bases = tuple(b for b in ground(refs, case.context.library))
    verified = _distinct(b for b in bases if b.verified)[:_SHOWN_BASES]
    reason = f"疑似“{case.match.rule.name}”。{power.reason}。本句未指明上位法依据"
    if case.match.rule.strength == "weak":
        return _leave(case, reason, verified)
    if not verified:
        return _leave(
            case, reason + "；判断所依的条文不在法规库中，请人工核对", bases[:_SHOWN_BASES]
        )
    message = f"本句属于“{case.match.rule.name}”。{power.reason}。本句未指明可以核实的上位法依据。"
    severity = Severity(case.category.severity)
    confidence = _CONFIDENCE[case.match.rule.strength]
    return _finding(case, case.category, message, verified, severity, confidence, "rule")


def _distinct(bases: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    return tuple({(b.law, b.article): b for b in bases}.values())


def _finding(
    case: _Case,
    category: Category,
    message: str,
    bases: tuple[LegalBasis, ...],
    severity: Severity,
    confidence: float,
    source: str,
) -> Finding:
    document = case.submission.document
    return Finding(
        check_id=case.match.rule.id,
        category=category.id,
        severity=severity,
        message=message,
        source="comparison" if source == "comparison" else "rule",
        span=case.match.span,
        quote=case.sentence,
        locator=locate(document, case.match.span),
        basis=bases,
        suggestion=category.revision,
        confidence=confidence,
        conflict_type="处罚幅度或范围不符" if source == "comparison" else None,
    )


def _clear(case: _Case, step: str, reason: str, bases: tuple[LegalBasis, ...]) -> Clearance:
    return Clearance(
        act=case.match.rule.name,
        cleared_by=step,
        message=reason,
        span=case.match.span,
        quote=case.sentence,
        locator=locate(case.submission.document, case.match.span),
        basis=bases,
    )


def _leave(case: _Case, reason: str, bases: tuple[LegalBasis, ...]) -> Undecided:
    return Undecided(
        check_id=case.match.rule.id,
        category=case.category.id,
        message=reason,
        span=case.match.span,
        quote=case.sentence,
        locator=locate(case.submission.document, case.match.span),
        basis=bases,
    )


def _merge(results: list[Finding | Clearance | Undecided], rest: tuple[Undecided, ...]) -> Outcome:
    """One result a sentence and category: a finding outweighs undecided, undecided a clearance."""
    findings = _first_of([r for r in results if isinstance(r, Finding)])
    taken = {(f.category, f.span) for f in findings}
    undecided = [
        u
        for u in _first_of([r for r in results if isinstance(r, Undecided)])
        if (u.category, u.span) not in taken
    ]
    cleared = tuple(r for r in results if isinstance(r, Clearance))
    return Outcome(tuple(findings), (), cleared, (*undecided, *rest))


def _first_of(items: list[T]) -> list[T]:
    seen: dict[tuple[str, Span | None], T] = {}
    for item in items:
        seen.setdefault((item.category, item.span), item)
    return list(seen.values())


__all__ = ["by_rules", "decide"]
