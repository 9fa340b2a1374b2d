"""Steps (程序步骤判断): the status of one step, with the evidence for it or the reason against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.document import Document
from corpus.knowledge.procedure_signs import EvidenceSign, ProcedureSigns
from corpus.knowledge.public_types import Procedure
from models.checks.procedure.contrary import contrary_words
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.faults import FAULTS, untold_by
from models.checks.procedure.stage import is_due
from models.checks.procedure.timeline import Milestone
from models.checks.procedure.triggers import Fact
from models.checks.procedure.view import PackageView, Shown, quote
from models.finding import Evidence, StepStatus

_NOTES = ("EV-01", "EV-29", "EV-08", "EV-10", "EV-12", "EV-17")
_MOST = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """步骤结论: status, message and evidence, before the bases are put to it.

    `faults` are the names of the checks that found something.
    """

    status: StepStatus
    message: str
    evidence: tuple[Evidence, ...] = ()
    faults: tuple[str, ...] = ()


def answer(step: Procedure, signs: ProcedureSigns, view: PackageView) -> Answer:
    """步骤结论: what the package says of a step.

    Evidence decides first: faults in it make the step insufficient. Without evidence: not
    applicable where the draft gives no cause, missing where the cause is sure and its time has
    come, otherwise undecided. Without any material nothing is ever missing.
    """
    facts = [view.facts[key] for key in signs.applies]
    if signs.only and all(fact.answer == "no" for fact in facts):
        return _no_cause(signs, facts, view)
    shown = tuple(_shown(signs, view))
    if shown:
        return _judged(step, signs, view, shown)
    none = bool(facts) and all(fact.answer == "no" for fact in facts)
    weak = None if none else _weak(signs, view)
    if weak:
        return weak
    return _absent(step, signs, view, facts)


def _shown(signs: ProcedureSigns, view: PackageView) -> Iterator[Shown]:
    for sign in signs.evidence:
        if not sign.weak:
            yield from _papers(sign, view)
    for pattern in signs.main:
        found = pattern.search(view.package.main.text)
        if found:
            yield Shown(view.package.main, found.start(), found.end())
            return


def _papers(sign: EvidenceSign, view: PackageView) -> Iterator[Shown]:
    materials = view.package.playing(*sign.roles) if sign.roles else view.package.materials
    for material in materials:
        if not material.counts:
            continue
        found = _said(sign, material.text)
        if found:
            yield Shown(material.document, found.start(), found.end(), material)


def _said(sign: EvidenceSign, text: str) -> re.Match[str] | None:
    """The first words of a paper that show the step and do not deny it."""
    hits = (found for pattern in sign.says for found in pattern.finditer(text))
    return next((hit for hit in hits if not (sign.unless and sign.unless.search(hit[0]))), None)


def _judged(
    step: Procedure, signs: ProcedureSigns, view: PackageView, shown: tuple[Shown, ...]
) -> Answer:
    case = Case(step, view, shown)
    found = [(name, fault) for name in signs.faults for fault in FAULTS[name](case)]
    told = [fault for _, fault in found]
    faults = [*_unmet(signs, shown), *told, *contrary_words(signs, shown)]
    if faults:
        message = "；".join(dict.fromkeys(fault.message for fault in faults))
        proofs = tuple(dict.fromkeys(fault.evidence for fault in faults))
        which = tuple(dict.fromkeys(name for name, _ in found))
        return Answer("insufficient", f"{message}。", proofs[:_MOST], which)
    proofs = tuple(dict.fromkeys(one.evidence for one in shown))[:_MOST]
    untold = next((why for name in signs.faults if (why := untold_by(name, case))), "")
    if untold:
        return Answer("undecided", f"{untold}。", proofs)
    return Answer("satisfied", _where(shown), proofs)


def _where(shown: tuple[Shown, ...]) -> str:
    """What shows a step: the papers by their names, or the draft's own text."""
    papers = [one.document.name for one in shown[:_MOST] if one.material is not None]
    if not papers:
        return "文稿自身已经写明，见引文。"
    names = "、".join(dict.fromkeys(f"“{name}”" for name in papers))
    own = "和文稿自身" if len(papers) < len(shown[:_MOST]) else ""
    return f"见{names}{own}。"


def _unmet(signs: ProcedureSigns, shown: tuple[Shown, ...]) -> Iterator[Fault]:
    for need in signs.needs:
        if not any(need.says.search(one.text) for one in shown):
            yield Fault(need.otherwise, shown[0].evidence)


def _weak(signs: ProcedureSigns, view: PackageView) -> Answer | None:
    """A paper that was handed in as evidence and cannot prove the step."""
    for sign in signs.evidence:
        if sign.weak:
            for one in _papers(sign, view):
                return Answer("insufficient", f"{sign.weak}。", (one.evidence,))
    for material in view.package.materials:
        if material.relation == "other" and material.plays(*signs.foreign):
            message = f"“{material.name}”{material.relation_reason}，不能证明本件的这一步骤。"
            return Answer("insufficient", message, (_opening(material.document),))
    return None


def _opening(document: Document) -> Evidence:
    """The line of a paper that names what it is about."""
    found = re.search("[^\n]*《[^\n]*", document.text) or re.search("[^\n]+", document.text)
    return (
        quote(document, found.start(), found.start() + 1) if found else Evidence(document.name, "")
    )


def _absent(step: Procedure, signs: ProcedureSigns, view: PackageView, facts: list[Fact]) -> Answer:
    denied = _said_in_notes(signs.denied, view)
    if denied:
        return Answer("not_applicable", "材料中已说明不需要。", (denied,))
    wanted = f"应有：{'、'.join(step.evidence)}"
    if facts and all(fact.answer == "no" for fact in facts):
        return _no_cause(signs, facts, view)
    claimed = _said_in_notes(signs.claimed, view)
    if claimed:
        return Answer("missing", f"材料称已经办理，但没有附相应的材料。{wanted}。", (claimed,))
    if signs.due == "person":
        return Answer("undecided", f"{signs.person or step.trigger}，请人工判断。{wanted}。")
    if facts and not any(fact.answer == "yes" for fact in facts):
        words = _first_words(facts)
        return Answer("undecided", f"是否{_names(facts)}，请人工判断。{wanted}。", words)
    if not view.package.materials:
        return Answer("undecided", f"没有随附材料，不能核对。{wanted}。", _first_words(facts))
    if not is_due(view, signs.due, _last_day(step, view)):
        return Answer("undecided", f"还没有到这一步，或者材料看不出是否已经办理。{wanted}。")
    unread = view.draft.submission.unread_materials
    if unread:
        return Answer("undecided", f"有{len(unread)}份材料没有读到，不能断定缺少。{wanted}。")
    cause = f"{_names([f for f in facts if f.answer == 'yes'])}，" if facts else ""
    return Answer("missing", f"{cause}材料中没有。{wanted}。", _first_words(facts))


def _no_cause(signs: ProcedureSigns, facts: list[Fact], view: PackageView) -> Answer:
    where = "草案和材料" if view.package.materials else "草案"
    message = f"{where}看不出{_names(facts)}。"
    return Answer(signs.no_means, message, _first_words(facts))


def _names(facts: list[Fact]) -> str:
    return "或者".join(dict.fromkeys(fact.trigger.name for fact in facts))


def _first_words(facts: list[Fact]) -> tuple[Evidence, ...]:
    return next((fact.evidence for fact in facts if fact.evidence), ())


def _said_in_notes(pattern: re.Pattern[str] | None, view: PackageView) -> Evidence | None:
    """Words of the draft or of its papers that match, quoted."""
    if pattern is None:
        return None
    for paper in (view.package.main, *(m.document for m in view.package.playing(*_NOTES))):
        found = pattern.search(paper.text)
        if found:
            return quote(paper, found.start(), found.end())
    return None


def _last_day(step: Procedure, view: PackageView) -> date | None:
    """The last day of a step that has a deadline after publication."""
    published = view.on(Milestone.PUBLISHED)
    if step.deadline_type != "max_deadline" or not published or not step.deadline_days:
        return None
    return published + timedelta(days=step.deadline_days)
