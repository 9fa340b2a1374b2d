"""First day (首日): from when a text applies, by the best evidence, with what contradicts it.

The order: the text's own 施行 clause, the source's date, the amending decision's clause, the table
of repeals and revisions; then the text's own 自公布之日起, our own table of commencement dates, and
last the day of adoption, with a doubt where a decision that is not held may have set another day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.library.doubts import DoubtKind
from corpus.sources.evidence import Claim, Evidence, Note, WorkEvidence, is_revision

CLAUSE, STATED = "正文施行条款", "来源所载施行日"
DECISION, TABLE, MEMORY = "修改决定的施行条款", "废止与修改对照表", "施行日补记表"
PUBLICATION, ADOPTED = "正文写自公布之日起施行", "通过或公布日"
ADOPTION = "修改施行日未核到，按通过日计"
NO_CLAUSE = "正文没有施行条款，按通过或公布日计"
REMEMBERED = "施行日按公开资料补记，待核"
NO_VERSION = "版本日期不明，可能不是最新文本，请核对"
NO_DATE = "版本日期和施行日均未核到"
_LONGEST = timedelta(days=3653)
FAR = "来源所载施行日{}比通过日晚十年以上，未采用，请核对"
CONFLICT = "施行日各来源不一：{claims}；按第一项计，请核对"


@dataclass(frozen=True, slots=True)
class FirstDay:
    """首日 and its ground; `claims` are all days that evidence gives, the chosen one first."""

    day: date | None
    basis: str
    detail: str = ""
    doubts: tuple[Note, ...] = ()
    claims: tuple[Claim, ...] = ()


def first_day(text: Evidence, work: WorkEvidence) -> FirstDay:
    """首日: choose by the order of evidence; contradictions are kept as doubts."""
    if text.version_on is None:
        return _undated(text)
    claims = tuple(_claims(text, work, text.version_on))
    found = _claimed(claims) if claims else _unclaimed(text, work, text.version_on)
    stated = text.stated_effective
    if stated is None or stated < _latest(text.version_on):
        return found
    return replace(
        found, doubts=(*found.doubts, (DoubtKind.COMMENCEMENT_CONFLICT, FAR.format(stated)))
    )


def _undated(text: Evidence) -> FirstDay:
    day = text.clause_on or text.stated_effective
    basis = CLAUSE if text.clause_on else STATED
    doubt = (DoubtKind.VERSION_UNKNOWN, NO_VERSION if day else NO_DATE)
    return FirstDay(day, basis if day else "无", text.clause if day else "", (doubt,))


def _claims(text: Evidence, work: WorkEvidence, version: date) -> list[Claim]:
    """All days that evidence gives, best first; days before the text existed do not count."""
    found: list[Claim] = []
    if text.clause_on is not None and text.clause_on >= version:
        found.append(Claim(CLAUSE, text.clause_on, text.clause))
    if text.stated_effective is not None and version < text.stated_effective < _latest(version):
        found.append(Claim(STATED, text.stated_effective))
    if version in work.decisions:
        found.append(Claim(DECISION, work.decisions[version], f"{version}修改决定"))
    known = work.commencements.get(version)
    if known is not None:
        found.append(Claim(TABLE, known))
    stated = [c for c in text.claims if version < c.day < _latest(version)]
    return found + [c for c in stated if c.day not in {f.day for f in found}]


def _latest(version: date) -> date:
    """A source's date more than ten years after adoption is that of a later amendment."""
    return version + _LONGEST


def _claimed(claims: tuple[Claim, ...]) -> FirstDay:
    best = claims[0]
    doubts: list[Note] = []
    if len({c.day for c in claims}) > 1:
        listed = "、".join(f"{c.basis}{c.day}" for c in claims)
        doubts.append((DoubtKind.COMMENCEMENT_CONFLICT, CONFLICT.format(claims=listed)))
    return FirstDay(best.day, best.basis, best.detail, tuple(doubts), claims)


def _unclaimed(text: Evidence, work: WorkEvidence, version: date) -> FirstDay:
    """No evidence names a day: publication, a date known from memory, or adoption."""
    silent = text.clause_on is None and not text.on_publication
    own = text.revised or not is_revision(text, work)
    known = work.remembered.get(version, work.batches.get(version))
    if text.on_publication and own:
        return FirstDay(version, PUBLICATION, text.clause)
    if silent and text.stated_effective == version and known in (None, version):
        return FirstDay(version, STATED)
    if known is not None:
        claim = Claim(MEMORY, known, "编写者据公开资料补记")
        return FirstDay(
            known, MEMORY, claim.detail, ((DoubtKind.REMEMBERED, REMEMBERED),), (claim,)
        )
    message = NO_CLAUSE if silent and own else ADOPTION
    return FirstDay(version, ADOPTED, doubts=((DoubtKind.FIRST_DAY, message),))
