"""Dates in law texts (日期): 2024年1月1日, 二〇二四年一月一日, and the 施行 clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from corpus.instrument import Article
from corpus.numbering import parse_number

_DIGIT = "0-9０-９〇○Ｏ零一二三四五六七八九十"
DATE = re.compile(rf"([{_DIGIT}]{{4}})\s*年\s*([{_DIGIT}]{{1,3}})\s*月\s*([{_DIGIT}]{{1,3}})\s*日")
_ON_DATE = re.compile(
    rf"(?:自|从|于|在)?\s*(?P<date>{DATE.pattern})\s*(?:起|开始|之日起)?\s*(?:正式)?(?:施行|实施|生效|执行)"
)
_ON_PUBLICATION = re.compile(
    r"自?(?:公布|发布|颁布|公告|印发|通过|下发|批准)之?日起?\s*(?:开始|正式)?(?:施行|实施|生效|执行)"
)
_WRITTEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}\S*)?"
)
_SELF = "法条例办法规定细则解释决定规则批复意见通知案准则标准章程制度"
_CLAUSES_LOOKED_AT = 4


def read_date(found: re.Match[str]) -> date | None:
    """Read a match of `DATE`; None for a day that does not exist."""
    year, month, day = (parse_number(part) for part in found.groups()[-3:])
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_day(value: object) -> date:
    """日期 as people and spreadsheets write it: 2020-01-05, 2020/1/5, 2020.1.5, 2020年1月5日.

    A time of day behind it is dropped. `value` may be a date that a YAML file gave.

    Raises:
        ValueError: no such day.

    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _WRITTEN.fullmatch(str(value).strip())
    if found is None:
        raise ValueError("no date")
    year, month, day = map(int, found.groups())
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class Commencement:
    """施行条款: the date that it names, whether it says 自公布之日起, and its sentence."""

    day: date | None = None
    on_publication: bool = False
    sentence: str = ""


def commencement(articles: Sequence[Article]) -> Commencement:
    """施行条款: what the last articles say of the first day.

    Sentences about another instrument (starting with 《) are passed over.
    """
    own = [a for a in articles if a.number.main] or list(articles)
    for article in reversed(own[-_CLAUSES_LOOKED_AT:]):
        for sentence in re.split(r"[。；\n]", article.text):
            found = read_commencement(sentence.strip())
            if found is not None:
                return found
    return Commencement()


def read_commencement(words: str) -> Commencement | None:
    """施行条款 in one sentence, None if it is about no first day or that of another text."""
    if words.startswith("《") or not re.search("施行|实施|生效|执行", words):
        return None
    found = _ON_DATE.search(words)
    if found and (day := read_date(found)) and _is_own(words, found.start()):
        return Commencement(day, False, words)
    return Commencement(None, True, words) if _ON_PUBLICATION.search(words) else None


def _is_own(sentence: str, start: int) -> bool:
    before = sentence[:start].rstrip("自从于在， ,")
    return not before or before[-1] in _SELF or before.startswith("本") or len(before) <= 12
