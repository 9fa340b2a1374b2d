"""Period of validity (有效期): until when a normative document applies, by its clause or presumed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.numbering import parse_number
from corpus.sources.dates import DATE, read_date

_N = "[0-9０-９一二三四五六七八九十两]{1,3}"
_UNTIL = re.compile(
    rf"(?:有效期|有效期限|试行期|施行期)[^。；\n]{{0,12}}?(?:至|到|截止|截至)\s*{DATE.pattern}"
    rf"|(?:施行|实施|执行)\s*(?:至|到)\s*{DATE.pattern}"
)
_YEARS = re.compile(
    rf"(?:有效期|有效期限|试行期|试行期限|施行期|暂定|试行)\s*(?:限)?\s*[为是：:]?\s*(?P<years>{_N})\s*(?P<unit>年|个月)"
)
_ITS_OWN = re.compile("许可|证书|资质|资格|证件|牌照|证明|承诺|合同|备案|居住证|登记证|通行证")
_TRIAL = re.compile("暂行|试行")


@dataclass(frozen=True, slots=True)
class ValidityPeriods:
    """推定年限: years of a normative document without a clause, and of one 暂行 or 试行.

    0 presumes nothing.
    """

    general: int = 5
    trial: int = 2

    def of(self, title: str) -> int:
        """The years for a document of this title."""
        return self.trial if _TRIAL.search(title) else self.general


@dataclass(frozen=True, slots=True)
class ValidityPeriod:
    """有效期: its last day, and the sentence that says so ("" if presumed)."""

    until: date
    clause: str = ""


def stated_period(text: str, begins: date | None) -> ValidityPeriod | None:
    """有效期条款: the last clause on the document's own validity; `begins` is its first day.

    Clauses on the validity of permits and certificates are passed over.
    """
    for sentence in reversed(re.split(r"[。；\n]", text)):
        if "有效" not in sentence and "试行" not in sentence and "施行" not in sentence:
            continue
        until = _last_day(sentence, begins)
        if until is not None:
            return ValidityPeriod(until, sentence.strip()[-80:])
    return None


def presumed_period(title: str, begins: date, periods: ValidityPeriods) -> ValidityPeriod | None:
    """推定有效期 of a normative document that says nothing of its own."""
    years = periods.of(title)
    return ValidityPeriod(_after(begins, 12 * years)) if years else None


def _last_day(sentence: str, begins: date | None) -> date | None:
    found = _UNTIL.search(sentence)
    if found and not _of_permit(sentence, found.start()):
        groups = [g for g in found.groups() if g]
        return _day(groups)
    years = _YEARS.search(sentence)
    if not years or begins is None or _of_permit(sentence, years.start()):
        return None
    number = parse_number(years["years"])
    if not number:
        return None
    return _after(begins, number * (12 if years["unit"] == "年" else 1))


def _day(parts: list[str]) -> date | None:
    found = DATE.search("{}年{}月{}日".format(*parts[-3:]))
    return read_date(found) if found else None


def _of_permit(sentence: str, start: int) -> bool:
    return _ITS_OWN.search(sentence[max(0, start - 14) : start]) is not None


def _after(begins: date, months: int) -> date:
    """The last day of a period that begins on a day."""
    count = begins.year * 12 + begins.month - 1 + months
    year, month = count // 12, count % 12 + 1
    for day in range(begins.day, begins.day - 4, -1):
        try:
            return date(year, month, day) - timedelta(days=1)
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month}")
