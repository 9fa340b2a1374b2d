"""Evidence (证据): what bears on the dates of a work's texts, as gathered from all sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.knowledge.types import Repeal
from corpus.library.doubts import DoubtKind

Note = tuple[DoubtKind, str]
"""A doubt: its kind and the Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """日期主张: what one source says of a first day, and in what words."""

    basis: str
    day: date
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """废止条款: the first day without the law, the law that says so, and its words.

    `outranked`: the law that says so ranks below the one it names, so that it ends nothing.
    """

    day: date
    successor: str
    detail: str
    outranked: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say of one text; `id` is the expression's.

    `claims` are first days that single sources state. `revised`: a whole revision, whose own
    clause counts. `valid_until` is the last day of a period of validity, `valid_clause` its words
    ("" if it is presumed). `text_hash` is that of the words alone. `notes` and `version_notes` say
    where sources differ in words, and in the date of the version. `no_text`: known by name only.
    """

    id: int
    version_on: date | None
    clause_on: date | None
    on_publication: bool
    stated_effective: date | None
    amended_on: tuple[date, ...]
    stated_repealed: bool
    notes: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    clause: str = ""
    revised: bool = False
    valid_until: date | None = None
    valid_clause: str = ""
    text_hash: str = ""
    version_notes: tuple[str, ...] = ()
    no_text: bool = False


@dataclass(frozen=True, slots=True)
class WorkEvidence:
    """What is known of a work besides its texts.

    `commencements`: version date → first day, from the revisions table (certain).
    `decisions`: version date → first day, from the text of the amending decision.
    `remembered`: version date → first day, from our own table (shown as 待核).
    `batches`: the same for decisions that changed many texts of one level on one day, and for
    first texts.
    `repeal`: the entry that ends the work; `revisions`: the entries that end one of its texts;
    `watches`: remarks to show. `amendments`: dates of amendments that stand as own works.
    `cutoff`: the newest date of any text, for a repeal whose date is unknown.
    `ended`: a clause of repeal in another text; `contested`: such clauses that cannot be followed.
    """

    texts: tuple[Evidence, ...]
    commencements: Mapping[date, date | None] = field(default_factory=dict)
    decisions: Mapping[date, date] = field(default_factory=dict)
    remembered: Mapping[date, date] = field(default_factory=dict)
    batches: Mapping[date, date] = field(default_factory=dict)
    repeal: Repeal | None = None
    revisions: tuple[Repeal, ...] = ()
    watches: tuple[str, ...] = ()
    amendments: tuple[date, ...] = ()
    cutoff: date | None = None
    ended: Ending | None = None
    contested: tuple[str, ...] = ()


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


def revision_versions(entry: Repeal) -> tuple[date, ...]:
    """The adoption dates of the new texts that a revision entry names."""
    found: list[date] = []
    for words in (*entry.successors, *(b.version for b in entry.bases if b.version)):
        found += _iso_dates(words)
    return tuple(sorted(set(found)))


def _iso_dates(words: str) -> Sequence[date]:
    return [date.fromisoformat(x) for x in re.findall(r"\d{4}-\d\d-\d\d", words)]
