"""Settling (核定): a review as the reviewers left it, and the conclusion that follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.conclusion import conclude
from models.finding import Finding, Severity, StepResult, Undecided
from models.review import Conclusion, Review
from models.versions import identities, step_fingerprint, undecided_identities
from service.reports.opinion.types import Decision, Decisions

_CONFIRMED = Severity.MAJOR
"""How grave a place is that a reviewer confirmed where the machine could not decide."""

_WRONG = ("missing", "insufficient")


@dataclass(frozen=True, slots=True)
class Settled:
    """核定结果.

    `findings` go into the opinion, `undecided` stay open; `pending` were not decided although
    decisions were given; `waived` are the steps that a reviewer holds to be in order or not due,
    with the reason. `decided` tells whether there were decisions at all.
    """

    review: Review
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    pending: tuple[Finding, ...] = ()
    waived: Mapping[str, str] = field(default_factory=dict)
    decided: bool = False

    @property
    def conclusion(self) -> Conclusion:
        """审查结论: by `conclude` over all that nobody rejected, so pending findings count too."""
        steps = tuple(step for step in self.review.steps if step.step_id not in self.waived)
        findings = (*self.findings, *self.pending)
        word = conclude(
            replace(self.review, findings=findings, undecided=self.undecided, steps=steps)
        )
        return "需人工核对" if word == "合法" and self.pending else word

    @property
    def problems(self) -> list[tuple[StepResult, Finding | None]]:
        """有问题的程序步骤 that go into the opinion with their findings, the gravest first."""
        adopted = {finding.check_id: finding for finding in self.findings}
        withheld = {finding.check_id for finding in self.review.findings} - set(adopted)
        found = [
            (step, adopted.get(step.step_id))
            for step in self.review.steps
            if step.status in _WRONG
            and step.step_id not in withheld
            and step.step_id not in self.waived
        ]
        return sorted(found, key=lambda pair: _grave(*pair))


def settle(review: Review, decisions: Decisions | None = None) -> Settled:
    """核定: without `decisions` everything found goes in, as a draft for the reviewer.

    With them only what was adopted does. A decision on a step holds for the finding that stands
    for it, and the other way round.
    """
    if decisions is None:
        return Settled(review, review.findings, review.undecided)
    waived = _waived(review, decisions)
    adopted, pending = _sorted(review, decisions, waived)
    confirmed, undecided = _confirmed(review, decisions)
    return Settled(review, (*adopted, *confirmed), undecided, tuple(pending), waived, True)


def _sorted(
    review: Review, decisions: Decisions, waived: Mapping[str, str]
) -> tuple[list[Finding], list[Finding]]:
    """Findings adopted, in the words chosen, and those nobody decided."""
    of_step = {step.step_id: step for step in review.steps}
    adopted, pending = [], []
    for identity, finding in zip(identities(review), review.findings, strict=True):
        step = of_step.get(finding.check_id)
        said = decisions.get(identity) or (_of_step(step, decisions) if step else None)
        if said is None:
            pending.append(finding)
        elif said.verdict != "reject" and finding.check_id not in waived:
            adopted.append(_reworded(finding, said))
    return adopted, pending


def _waived(review: Review, decisions: Decisions) -> dict[str, str]:
    by_check = {
        finding.check_id: decisions[identity]
        for identity, finding in zip(identities(review), review.findings, strict=True)
        if identity in decisions
    }
    said = {s.step_id: _of_step(s, decisions) or by_check.get(s.step_id) for s in review.steps}
    return {
        key: decision.reason
        for key, decision in said.items()
        if decision is not None and decision.verdict == "reject"
    }


def _of_step(step: StepResult, decisions: Decisions) -> Decision | None:
    return decisions.get(step_fingerprint(step))


def _confirmed(review: Review, decisions: Decisions) -> tuple[list[Finding], tuple[Undecided, ...]]:
    """Undecided places that a reviewer took for problems, and those that stay open."""
    confirmed, still_open = [], []
    for identity, entry in zip(undecided_identities(review), review.undecided, strict=True):
        said = decisions.get(identity)
        if said is None:
            still_open.append(entry)
        elif said.verdict != "reject":
            confirmed.append(_as_finding(entry, said))
    return confirmed, tuple(still_open)


def _as_finding(entry: Undecided, said: Decision) -> Finding:
    return Finding(
        check_id=entry.check_id,
        category=entry.category,
        severity=_CONFIRMED,
        message=said.reason or entry.message,
        source="rule",
        span=entry.span,
        quote=entry.quote,
        locator=entry.locator,
        basis=entry.basis,
        suggestion=said.wording,
    )


def _reworded(finding: Finding, said: Decision) -> Finding:
    if said.verdict != "modify" or not said.wording:
        return finding
    return replace(finding, suggestion=said.wording)


def _grave(step: StepResult, finding: Finding | None) -> int:
    severity = finding.severity if finding else step.severity
    return severity.rank if severity else len(Severity)
