"""Stage (所处阶段): how far the making of the document has come, so that nothing is asked too early."""

from __future__ import annotations

from datetime import date

from corpus.knowledge.procedure_signs import Due
from models.checks.procedure.minutes import adopts
from models.checks.procedure.timeline import Milestone
from models.checks.procedure.view import PackageView
from models.packages.workdays import add_working_days

_TO_PUBLISH = 20
"""Working days in which an open government paper must be published."""

_ORDER: tuple[Due, ...] = ("review", "decision", "issue", "publication", "filing")


def reached(view: PackageView) -> Due:
    """所处阶段: the latest step that a paper of the package shows to have been taken.

    A package with nothing but drafting papers is under review. After the decision the stage is
    "decision", after the signing "issue", after the publication "publication", and "filing" once
    it was filed or an issued document has taken effect.
    """
    days = view.timeline
    issued = Milestone.SIGNED in days or Milestone.ISSUED in days
    effective = view.on(Milestone.EFFECTIVE)
    if Milestone.FILED in days or (issued and effective and effective <= view.as_of):
        return "filing"
    if Milestone.PUBLISHED in days:
        return "publication"
    if issued:
        return "issue"
    return "decision" if _decided(view) else "review"


def _decided(view: PackageView) -> bool:
    """Whether a paper says that the draft was adopted."""
    papers = view.package.playing("EV-12")
    if not papers:
        return Milestone.DECIDED in view.timeline
    return any(adopts(view.package, material.document) for material in papers)


def _long_issued(view: PackageView) -> bool:
    """Whether the document was issued so long ago that it must have been made public."""
    issued = view.on(Milestone.ISSUED)
    last = add_working_days(issued, _TO_PUBLISH) if issued else None
    return last is not None and last < view.as_of


def is_due(view: PackageView, due: Due, day: date | None = None) -> bool:
    """Whether a step's time has come: its stage is reached, and its last day (if any) has passed."""
    if due in ("later", "person"):
        return False
    if due == "filing" and _long_issued(view):
        return True
    if _ORDER.index(due) > _ORDER.index(reached(view)):
        return False
    return day is None or day < view.as_of
