"""Validity (有效期): until when the document applies, by its text or by the local figure."""

from __future__ import annotations

import re
from datetime import date

from corpus.document import Document
from corpus.knowledge.types import Knowledge
from corpus.numbering import parse_number
from corpus.sources.validity_period import stated_period
from models.contracts.figures.calendar import in_words
from models.filing.types import Validity
from models.packages.workdays import add_months
from models.submission import IssuerLevel, Kind

PARAMETER = "LP-HB-VALIDITY"
_TRIAL = re.compile("暂行|试行")
_RELATIVE = re.compile(
    r"(?:公布|发布|印发|签发|颁布|下发)之?日[^。；\n]{0,4}?起?(?:(?P<n>[0-9一二三四五六七八九十]{1,4})个?(?:工作)?日)?"
)
_ANY_DAY = date(2001, 1, 1)


def begins_on(document: Document, published: date | None) -> date | None:
    """施行日期: the day stated, or counted from the publication (自公布之日起三十日后)."""
    about = document.metadata
    if about.effective_span is None:
        return None
    found = _RELATIVE.search(re.sub(r"\s", "", about.effective_span.of(document.text)))
    if found is None:
        return about.effective_on
    if published is None:
        return None
    days = parse_number(found["n"]) if found["n"] else 0
    return date.fromordinal(published.toordinal() + days) if days is not None else None


def read_validity(
    document: Document,
    kind: Kind,
    level: IssuerLevel | None,
    begins: date | None,
    as_of: date,
    knowledge: Knowledge,
) -> Validity | None:
    """有效期: as stated; else the local maximum, which is 待核; None for kinds that have none.

    The local figures bind local issuers only, and a presumed last day never counts as expired.
    Rules, regulations and decisions apply until they are repealed unless their text says otherwise.
    """
    title = document.title
    stated = stated_period(document.text, begins, title)
    months = _months(document, title, begins)
    trial = _TRIAL.search(title) is not None
    local = kind is Kind.NORM_DOC and level not in (IssuerLevel.MINISTRY, IssuerLevel.STATE)
    limit = _limit(knowledge, trial=trial) if local else None
    if stated is None and months is None:
        return _unstated(begins, trial=trial, limit=limit) if local else None
    expires = stated.until if stated else None
    clause = stated.clause if stated else _clause(document, title)
    over = bool(limit and months is not None and months > 12 * limit)
    message = _message(months, expires, as_of)
    if over:
        message += f"{_what(trial)}的有效期本地一般不超过{limit}年（待核），本文件超过。"
    passed = as_of > expires if expires else None
    return Validity("text", clause, begins, months, expires, passed, trial, limit, over, message)


def _months(document: Document, title: str, begins: date | None) -> int | None:
    """The stated length in months; one stated as a last day is counted from the first day."""
    fixed = stated_period(document.text, None, title)
    if fixed is not None:
        return _between(begins, fixed.until) if begins else None
    counted = stated_period(document.text, _ANY_DAY, title)  # only to learn the length
    return _between(_ANY_DAY, counted.until) if counted else None


def _between(first: date, last: date) -> int:
    """Whole months from a first to a last day, one begun counted."""
    after = date.fromordinal(last.toordinal() + 1)
    months = 12 * (after.year - first.year) + after.month - first.month
    return months + (after.day > first.day)


def _clause(document: Document, title: str) -> str:
    counted = stated_period(document.text, _ANY_DAY, title)
    return counted.clause if counted else ""


def _limit(knowledge: Knowledge, *, trial: bool) -> int | None:
    parameter = knowledge.local_params.get(PARAMETER)
    value = (
        parameter.value.get("trial_max_years" if trial else "normal_max_years")
        if parameter
        else None
    )
    return value if isinstance(value, int) else None


def _what(trial: bool) -> str:
    return "暂行、试行文件" if trial else "规范性文件"


def _message(months: int | None, expires: date | None, as_of: date) -> str:
    if expires is None:
        years = f"{months // 12}年" if months and months % 12 == 0 else f"{months}个月"
        return f"有效期{years}，自施行之日起计算；施行日期确定后才能算出届满日。"
    day = in_words(expires)
    if as_of > expires:
        return f"有效期已于{day}届满；没有延续的，不得再作为行政管理依据。"
    return f"有效期至{day}。"


def _unstated(begins: date | None, *, trial: bool, limit: int | None) -> Validity:
    if limit is None:
        message = "文件没有写明有效期；本地规定的年限没有填入，须人工核对。"
        return Validity("none", "", begins, None, None, None, trial, None, False, message)
    expires = date.fromordinal(add_months(begins, 12 * limit).toordinal() - 1) if begins else None
    message = f"文件没有写明有效期；{_what(trial)}本地一般不超过{limit}年（待核）"
    message += (
        f"，自施行之日起算至{in_words(expires)}，是否失效以本地规定为准。" if expires else "。"
    )
    return Validity("local", "", begins, None, expires, None, trial, limit, False, message)
