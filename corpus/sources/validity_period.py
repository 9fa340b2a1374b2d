"""Period of validity (有效期): until when a normative document applies, by its clause or presumed."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.library.names import name_key
from corpus.numbering import parse_number
from corpus.sources.dates import DATE, read_date

_DIGIT = "[0-9０-９一二三四五六七八九十两]"
_N = _DIGIT + "{1,3}"
_UNTIL = re.compile(
    rf"(?:有效期|有效期限|试行期|施行期)[^。；\n]{{0,12}}?(?:至|到|截止|截至)\s*{DATE.pattern}"
    rf"|(?:施行|实施|执行)[\s，,]*(?:至|到)\s*{DATE.pattern}"
)
_YEARS = re.compile(
    rf"(?:有效期|有效期限|试行期|试行期限|施行期|暂定|试行)\s*(?:限)?\s*[为是：:]?\s*(?P<years>{_N})\s*(?P<unit>年|个月)"
    r"(?!以?[后来]|之后|多|内|期间)"
)
_KINDS = (
    "办法|规定|规则|细则|条例|意见|通知|通告|公告|方案|决定|规范|标准|准则|基准|清单|目录|制度|规程|章程|指引|指南"
    "|措施|政策|计划|规划|纲要|要点|文件|批复|函"
)
_OWN = re.compile(
    rf"(?:《(?P<named>[^，,]+)》|(?:(?:本|该|此)[^，,《》]{{0,12}}?)?(?:{_KINDS})"
    r"(?:[（(][^（）()]{1,8}[）)])?)的?(?P<rest>.*)"
)
_BEGINS = re.compile(
    rf"(?:自|从|于)?\s*(?:{DATE.pattern}|(?:印发|发布|公布|颁布|公告|下发|通过|发文|施行|实施)之?日?)"
    rf"\s*(?:起|之日起|开始)?\s*(?:满?{_N}\s*个?(?:工作日|日|天|月)后?)?"
    r"\s*(?:起|开始)?\s*(?:正式|试)?(?:施行|实施|生效|执行|行)?"
)
_ASIDE = re.compile("解释|废止|停止|不再|同时|此前|抵触|不一致|^(?:并|且|现|暂|和)?$")
_TERM = re.compile("的?(?:有效期|试行期|施行期|执行期)限?$")
_NUMBER = re.compile(rf"^[\s#*（(【]*(?:第{_DIGIT}+[条款项]|{_DIGIT}+\s*[、.．）)])?[\s　*]*")
_ABOUT = re.compile("有效|[试施]行|实施|执行|暂定")
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


def stated_period(text: str, begins: date | None, title: str = "") -> ValidityPeriod | None:
    """有效期条款: the last clause on the document's own validity; `begins` is its first day.

    The document itself must be what is valid: 本办法, its title or the measure named in it, or what
    begins on a day. Permits, certificates, reports and other documents are passed over.
    """
    for sentence in reversed(re.split(r"[。；\n]", text)):
        if not _ABOUT.search(sentence):
            continue
        until = _last_day(sentence, begins, title)
        if until is not None:
            return ValidityPeriod(until, sentence.strip()[-80:])
    return None


def presumed_period(title: str, begins: date, periods: ValidityPeriods) -> ValidityPeriod | None:
    """推定有效期 of a normative document that says nothing of its own."""
    years = periods.of(title)
    return ValidityPeriod(_after(begins, 12 * years)) if years else None


def _last_day(sentence: str, begins: date | None, title: str) -> date | None:
    for found in _UNTIL.finditer(sentence):
        if _is_own(sentence[: found.start()], title):
            return _day([g for g in found.groups() if g])
    own = (m for m in _YEARS.finditer(sentence) if _is_own(sentence[: m.start()], title))
    years = next(own, None)
    if not years or begins is None:
        return None
    number = parse_number(years["years"])
    if not number:
        return None
    return _after(begins, number * (12 if years["unit"] == "年" else 1))


def _day(parts: list[str]) -> date | None:
    found = DATE.search("{}年{}月{}日".format(*parts[-3:]))
    return read_date(found) if found else None


def _is_own(before: str, title: str) -> bool:
    """Tell whether what stands before a period makes the document its subject.

    The clause right before decides, or the nearest one before it that is no aside.
    """
    for clause in reversed(re.split("[，,]", _NUMBER.sub("", before, count=1))):
        words = _TERM.sub("", clause.strip(" 　（("))
        if _speaks_of_itself(words, title):
            return True
        if not _ASIDE.search(words):
            return False
    return not _NUMBER.sub("", before, count=1).strip()


def _speaks_of_itself(words: str, title: str) -> bool:
    own = _OWN.fullmatch(words)
    if own and own["named"] and name_key(own["named"]) not in name_key(title):
        return False
    rest = own["rest"].strip() if own else words
    return _BEGINS.fullmatch(rest) is not None or (own is not None and not rest)


def _after(begins: date, months: int) -> date:
    """The last day of a period that begins on a day.

    A month without that day ends the period with its own last day: 31 January and a month is the
    end of February.
    """
    count = begins.year * 12 + begins.month - 1 + months
    year, month = count // 12, count % 12 + 1
    last = monthrange(year, month)[1]
    if begins.day > last:
        return date(year, month, last)
    return date(year, month, begins.day) - timedelta(days=1)
