"""Dating (时效计算): from and to when each text of a work applies, weighed from all sources.

Nothing here trusts a stored status. The order of evidence for the first day of a text is in
`first_day.py`; what ends a text is the next one, an amendment whose text is missing, a table of
repeals, another text's clause of repeal, or its own period of validity, whichever is first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from corpus.knowledge.types import Repeal
from corpus.library.doubts import FIRST_DAY_KINDS, DoubtKind
from corpus.sources.evidence import Ending, Evidence, Note, WorkEvidence, revision_versions
from corpus.sources.first_day import first_day


@dataclass(slots=True)
class Dated:
    """The outcome for one text; `grounds` are (field, day, basis, detail) for each date."""

    id: int
    version_on: date | None
    effective_from: date | None
    effective_to: date | None = None
    repealed: bool = False
    successors: tuple[str, ...] = ()
    doubts: list[Note] = field(default_factory=list)
    grounds: list[tuple[str, date | None, str, str]] = field(default_factory=list)
    valid_until: date | None = None
    uncertain_until: date | None = None

    def doubt(self, kind: DoubtKind, message: str) -> None:
        """Add a doubt."""
        self.doubts.append((kind, message))

    def end(self, day: date | None, basis: str, detail: str = "") -> None:
        """End the text on a day, on some ground; an earlier ground is replaced."""
        self.effective_to = day
        self.grounds = [g for g in self.grounds if g[0] != "effective_to"]
        self.grounds.append(("effective_to", day, basis, detail))


WINDOW = timedelta(days=548)
"""After so long a text surely is in force: the longest wait among the library's certain dates is 412
days, the basic laws of 香港 and 澳门 apart."""

NO_REPEAL_GROUND = "来源标为已废止，但未查到废止依据，未按废止处理，请核对"
REPEAL_DAY = "废止日只核到“{note}”，按{day}计"
PRESUMED = "文件没有写明有效期，按规定年限推定至{day}，是否已延期或失效请核对"
TWIN = "与{day}版本文字相同，两个版本日可能是同一次公布，请核对"
NAMED_ONLY = "只知名称，文本不在库"
GAP = "其后{day}修改的文本不在库，该日起不再按本文本适用"
NEW_TEXT = "{day}起施行的修订文本不在库"
TOO_EARLY = "文件写明有效期至{day}，早于本文本施行日，未按届满处理，请核对"
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
        for one in dated:
            _lapse(one, evidence[one.id])
        _doubt_last(dated[-1], evidence[dated[-1].id], work)
        _doubt_twins(dated, evidence)
    return dated


def _begin(text: Evidence, work: WorkEvidence) -> Dated:
    found = first_day(text, work)
    dated = Dated(text.id, text.version_on, found.day, valid_until=text.valid_until)
    dated.grounds.append(("effective_from", found.day, found.basis, found.detail))
    dated.doubts = [(DoubtKind.TEXT_CONFLICT, note) for note in text.notes]
    dated.doubts += [(DoubtKind.VERSION_CONFLICT, note) for note in text.version_notes]
    dated.doubts += [(DoubtKind.TEXT_MISSING, NAMED_ONLY)] if text.no_text else []
    dated.doubts += found.doubts
    if text.version_on and any(kind in FIRST_DAY_KINDS for kind, _ in found.doubts):
        dated.uncertain_until = max([text.version_on + WINDOW, *(c.day for c in found.claims)])
    return dated


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
        older.end(max(missing, older.effective_from or missing), "其后的修改", f"{missing}修改")
        older.doubt(DoubtKind.TEXT_MISSING, GAP.format(day=missing))
    else:
        older.end(end, "后一版本施行", f"{newer.version_on or '版本日不明'}版本")


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
            last.end(day, "废止与修改对照表", revision.id)
            last.doubt(DoubtKind.TEXT_MISSING, NEW_TEXT.format(day=day))
    if work.repeal is not None:
        _repeal(last, work.repeal, work.cutoff)
    elif work.ended is not None:
        _end_by_clause(last, work.ended)


def _is_older(last: Dated, revision: Repeal, day: date) -> bool:
    """A text adopted in the year before the revision took effect may be the revision itself."""
    versions = revision_versions(revision)
    if versions:
        return last.version_on is None or last.version_on < min(versions)
    return last.version_on is None or (day - last.version_on).days > 365


def _repeal(last: Dated, entry: Repeal, cutoff: date | None) -> None:
    day, note = repeal_day(entry, cutoff)
    if day is not None and last.effective_from is not None and day <= last.effective_from:
        last.doubt(DoubtKind.STATUS_CONFLICT, f"废止对照表所列废止日{day}早于本文本施行日，请核对")
        return
    last.end(day, "废止与修改对照表", entry.id)
    last.repealed, last.successors = True, entry.successors
    if note:
        last.doubt(DoubtKind.REPEAL_DAY, note)


def _end_by_clause(last: Dated, ending: Ending) -> None:
    last.end(ending.day, "废止条款", f"《{ending.successor}》：{ending.detail}")
    last.repealed, last.successors = True, (ending.successor,)


def _lapse(dated: Dated, text: Evidence) -> None:
    """End a text with its own period of validity, unless something else ended it before.

    A presumed period only raises a doubt, and only while nothing has ended the text.
    """
    if text.valid_until is None:
        return
    basis = "有效期条款" if text.valid_clause else "按规定年限推定"
    dated.grounds.append(("valid_until", text.valid_until, basis, text.valid_clause))
    end = text.valid_until + timedelta(days=1)
    if not text.valid_clause:
        if dated.effective_to is None:
            dated.doubt(DoubtKind.PRESUMED_VALIDITY, PRESUMED.format(day=text.valid_until))
    elif dated.effective_from is not None and end <= dated.effective_from:
        dated.doubt(DoubtKind.STATUS_CONFLICT, TOO_EARLY.format(day=text.valid_until))
    elif dated.effective_to is None or end < dated.effective_to:
        dated.end(end, "有效期届满", text.valid_clause)
        dated.repealed = True


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
        last.doubt(DoubtKind.STATUS_CONFLICT, NO_REPEAL_GROUND)
    version = text.version_on
    for day in work.amendments:
        if version is not None and day > version:
            last.doubt(DoubtKind.TEXT_MISSING, AMENDMENT.format(day=day))
    last.doubts.extend((DoubtKind.WATCH, words) for words in work.watches)
    last.doubts.extend((DoubtKind.STATUS_CONFLICT, words) for words in work.contested)


def _doubt_twins(dated: Sequence[Dated], evidence: Mapping[int, Evidence]) -> None:
    """Two versions with the same words: one of the two dates is probably a mistake."""
    for older, newer in pairwise(dated):
        words = evidence[older.id].text_hash
        named_only = evidence[older.id].no_text or evidence[newer.id].no_text
        if words and not named_only and words == evidence[newer.id].text_hash:
            newer.doubt(DoubtKind.VERSION_CONFLICT, TWIN.format(day=older.version_on))
