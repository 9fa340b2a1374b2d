"""Dating (时效计算): from and to when each text of a work applies, weighed from all sources.

Nothing here trusts a stored status. The order of evidence for the first day of a text:
the text's own 施行 clause, the source's date, the amending decision, the table of repeals and
revisions, our own table of commencement dates, and last the day of adoption, with a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from corpus.knowledge.types import Repeal


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say of one text; `id` is the expression's."""

    id: int
    version_on: date | None
    clause_on: date | None
    on_publication: bool
    stated_effective: date | None
    amended_on: tuple[date, ...]
    stated_repealed: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkEvidence:
    """What is known of a work besides its texts.

    `commencements`: version date → first day, from the revisions table (certain).
    `decisions`: version date → first day, from the text of the amending decision.
    `remembered`: version date → first day, from our own table (shown as 待核).
    `repeal`: the entry that ends the work; `revisions`: the entries that end one of its texts;
    `watches`: remarks to show. `amendments`: dates of amendments that stand as own works.
    `cutoff`: the newest date of any text, for a repeal whose date is unknown.
    """

    texts: tuple[Evidence, ...]
    commencements: Mapping[date, date | None] = field(default_factory=dict)
    decisions: Mapping[date, date] = field(default_factory=dict)
    remembered: Mapping[date, date] = field(default_factory=dict)
    repeal: Repeal | None = None
    revisions: tuple[Repeal, ...] = ()
    watches: tuple[str, ...] = ()
    amendments: tuple[date, ...] = ()
    cutoff: date | None = None


@dataclass(slots=True)
class Dated:
    """The outcome for one text."""

    id: int
    version_on: date | None
    effective_from: date | None
    effective_to: date | None = None
    repealed: bool = False
    successors: tuple[str, ...] = ()
    doubts: list[str] = field(default_factory=list)


ADOPTION = "修改施行日未核到，按通过日计"
REMEMBERED = "施行日按公开资料补记，待核"
NO_VERSION = "版本日期不明，可能不是最新文本，请核对"
NO_DATE = "版本日期和施行日均未核到"
NO_REPEAL_GROUND = "来源标为已废止，但未查到废止依据，未按废止处理，请核对"
REPEAL_DAY = "废止日只核到“{note}”，按{day}计"
GAP = "其后{day}修改的文本不在库，该日起不再按本文本适用"
NEW_TEXT = "{day}起施行的修订文本不在库"
AMENDMENT = "{day}通过的修正案可能尚未并入库内文本，引用所涉条文请核对"


def date_work(work: WorkEvidence) -> list[Dated]:
    """时效计算: date all texts of one work, oldest first."""
    dated = [_begin(text, work) for text in work.texts]
    evidence = {text.id: text for text in work.texts}
    dated.sort(key=lambda d: (d.effective_from or date.min, d.version_on or date.min, d.id))
    for older, newer in pairwise(dated):
        _end_before(older, newer, evidence[newer.id])
    if dated:
        _end_by_tables(dated, work)
        _doubt_last(dated[-1], evidence[dated[-1].id], work)
    return dated


def is_revision(text: Evidence, work: WorkEvidence) -> bool:
    """Tell whether a text replaced an older one (which the library may not hold)."""
    version = text.version_on
    if version is None:
        return bool(text.amended_on)
    earlier = (text.clause_on, text.stated_effective)
    return (
        bool(text.amended_on)
        or any(version in revision_versions(entry) for entry in work.revisions)
        or version in work.decisions
        or version in work.remembered
        or any(day is not None and day < version for day in earlier)
    )


def _begin(text: Evidence, work: WorkEvidence) -> Dated:
    day, doubt = _first_day(text, work)
    return Dated(text.id, text.version_on, day, doubts=[*text.notes, *([doubt] if doubt else [])])


def _first_day(text: Evidence, work: WorkEvidence) -> tuple[date | None, str | None]:
    version = text.version_on
    if version is None:
        day = text.clause_on or text.stated_effective
        return day, NO_VERSION if day else NO_DATE
    if text.clause_on is not None and text.clause_on >= version:
        return text.clause_on, None
    if text.stated_effective is not None and text.stated_effective > version:
        return text.stated_effective, None
    if version in work.decisions:
        return work.decisions[version], None
    known = work.commencements.get(version)
    if known is not None:
        return known, None
    if version in work.remembered:
        return work.remembered[version], REMEMBERED
    silent = text.clause_on is None and not text.on_publication
    if silent and text.stated_effective == version:
        return version, None
    if text.on_publication and not is_revision(text, work):
        return version, None
    return version, ADOPTION


def _end_before(older: Dated, newer: Dated, newer_evidence: Evidence) -> None:
    """End a text where the next begins, or at the first amendment whose text is not held."""
    end = newer.effective_from
    version = older.version_on
    between = [
        day
        for day in newer_evidence.amended_on
        if version is not None and newer.version_on is not None and version < day < newer.version_on
    ]
    missing = min(between, default=None)
    if missing is not None and end is not None and missing < end and not _nearly(missing, version):
        older.effective_to = max(missing, older.effective_from or missing)
        older.doubts.append(GAP.format(day=missing))
    else:
        older.effective_to = end


def _nearly(day: date, other: date | None) -> bool:
    """Adoption, approval and publication of one text lie within weeks of one another."""
    return other is not None and abs((day - other).days) <= 120


def _end_by_tables(dated: list[Dated], work: WorkEvidence) -> None:
    last = dated[-1]
    for revision in work.revisions:
        day = revision.ceases_on
        if day is None or any(d.effective_from == day for d in dated):
            continue
        if (last.effective_from or date.min) < day and _is_older(last, revision, day):
            last.effective_to = day
            last.doubts.append(NEW_TEXT.format(day=day))
    if work.repeal is not None:
        _repeal(last, work.repeal, work.cutoff)


def _is_older(last: Dated, revision: Repeal, day: date) -> bool:
    """A text adopted in the year before the revision took effect may be the revision itself."""
    versions = revision_versions(revision)
    if versions:
        return last.version_on is None or last.version_on < min(versions)
    return last.version_on is None or (day - last.version_on).days > 365


def revision_versions(entry: Repeal) -> tuple[date, ...]:
    """The adoption dates of the new texts that a revision entry names."""
    found: list[date] = []
    for words in (*entry.successors, *(b.version for b in entry.bases if b.version)):
        found += _iso_dates(words)
    return tuple(sorted(set(found)))


def _iso_dates(words: str) -> Sequence[date]:
    return [date.fromisoformat(x) for x in re.findall(r"\d{4}-\d\d-\d\d", words)]


def _repeal(last: Dated, entry: Repeal, cutoff: date | None) -> None:
    day, doubt = repeal_day(entry, cutoff)
    if day is not None and last.effective_from is not None and day <= last.effective_from:
        last.doubts.append(f"废止对照表所列废止日{day}早于本文本施行日，请核对")
        return
    last.effective_to, last.repealed, last.successors = day, True, entry.successors
    if doubt:
        last.doubts.append(doubt)


def repeal_day(entry: Repeal, cutoff: date | None) -> tuple[date | None, str | None]:
    """The first day without the law; a partial date counts from its beginning, with a doubt."""
    if entry.ceases_on is not None:
        doubt = "废止日凭记忆，待核" if entry.date_verified == "memory" else None
        return entry.ceases_on, doubt
    note = entry.ceases_note.strip()
    year, _, month = note.partition("-")
    if year.isdigit() and len(year) == 4 and (not month or month.isdigit()):
        day = date(int(year), int(month or 1), 1)
        return day, REPEAL_DAY.format(note=note, day=day)
    return cutoff, "废止日未核到，按库内文本的收录截止日计"


def _doubt_last(last: Dated, text: Evidence, work: WorkEvidence) -> None:
    if text.stated_repealed and not last.repealed:
        last.doubts.append(NO_REPEAL_GROUND)
    version = text.version_on
    for day in work.amendments:
        if version is not None and day > version:
            last.doubts.append(AMENDMENT.format(day=day))
    last.doubts.extend(work.watches)
