"""Version (版本): which dated text a bracketed version such as 2017年修正 means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.instrument import Expression, Instrument
from corpus.numbering import parse_number

_YEAR = re.compile(r"(?P<digits>(?:19|20)\d\d)|(?P<words>[一二][〇零○九一二三四五六七八]{3})年?")


@dataclass(frozen=True, slots=True)
class Version:
    """版本: a text other than the one in force; `newer` if it is younger than that one."""

    year: int
    label: str
    newer: bool
    effective_from: date | None = None


def read_version(written: str | None, work: Instrument, current: Expression) -> Version | None:
    """版本: the other version that a bracket means; None if it means the text in force."""
    found = _YEAR.search(written or "")
    year = parse_number(found[0].rstrip("年")) if found else None
    if year is None or year in _years(current):
        return None
    label = f"{year}年文本"
    known = next((e for e in work.expressions if e.version_on and e.version_on.year == year), None)
    newest = current.version_on or current.effective_from
    newer = newest is not None and year > newest.year
    return Version(year, label, newer, known.effective_from if known and newer else None)


def _years(expression: Expression) -> set[int]:
    days = (expression.version_on, expression.effective_from)
    return {d.year for d in days if d is not None}
