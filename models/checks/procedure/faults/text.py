"""Faults of the text (文本和计划的瑕疵): what the draft or the plan should say and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.numbering import parse_number
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.naming import mentions
from models.checks.procedure.view import quote
from models.contracts.figures.calendar import in_words
from models.packages.dates import read_moments
from models.packages.workdays import add_months
from models.submission import IssuerLevel

_VALIDITY = re.compile(
    "有效期(?!限?[为：: 　]{0,2}(?:长期|永久|不限|无|待|另|[_＿]|[ 　]{2,}|[。；]|$))|有效至|失效|试行期|"
    "(?:施行|执行|实施|有效|试行)[^。\\n]{0,16}至[^。\\n]{2,24}(?:止|废止|终止|为止|日(?=[。，；\\s]|$))|施行至|执行至|"
    "(?:试行|施行|执行|实施|暂行)[一二两三四五1-5](?:个)?年|[一二两三四五1-5]年后[^。\\n]{0,6}(?:废止|停止)|自动废止"
)
_YEARS = re.compile(
    "(?:有效期|试行期|施行|试行|执行|实施)期?限?(?:为|暂定为?)?[ 　]*"
    "([一二两三四五六七八九十\\d]{1,2})[ 　]*(?:个)?年"
)
_LASTS = re.compile("(?:至|到|止于)[^。\\n]{0,4}(?:20\\d\\d|二[〇○零])")
_SLACK = 2
_RULE_NAMES = ("规定", "办法", "细则", "规则")


def validity_stated(case: Case) -> Iterator[Fault]:
    """没有有效期: a local normative document that tells when it takes effect and not how long."""
    if case.view.level in (IssuerLevel.MINISTRY, IssuerLevel.STATE):
        return
    if not any(_VALIDITY.search(shown.text) for shown in case.shown):
        yield Fault("只写了施行日期，没有写明有效期", case.shown[0].evidence)


def validity_agrees(case: Case) -> Iterator[Fault]:
    """有效期不符: the stated years and the stated last day do not fit the day of effect."""
    for shown in case.shown:
        for found in _YEARS.finditer(shown.text):
            sentence = quote(shown.document, found.start(), found.end())
            if not _LASTS.search(sentence.quote):
                continue
            days = [m.first for m in read_moments(sentence.quote) if m.first]
            years = parse_number(found[1])
            begun, last = (min(days), max(days)) if len(days) >= 2 else (None, None)
            if not (begun and last and years):
                continue
            due = add_months(begun, 12 * years)
            if abs((last - due).days) > _SLACK:
                told = f"{in_words(begun)}施行、有效期{found[1]}年，与终止日{in_words(last)}不符"
                yield Fault(told, sentence)
            return


def named_in_plan(case: Case) -> Iterator[Fault]:
    """计划没有列明: a plan or catalogue that does not name this draft."""
    if not any(mentions(case.view.package, shown.text) for shown in case.shown):
        yield Fault("计划或者目录中没有列明本件", case.shown[0].evidence)


def named_as_a_rule(case: Case) -> Iterator[Fault]:
    """名称不当: a rule is called 规定 or 办法, never 条例."""
    if "条例" in case.view.draft.genre or case.view.draft.genre not in (
        *_RULE_NAMES,
        "实施办法",
        "实施细则",
    ):
        yield Fault("规章名称应为“规定”“办法”等，不得称“条例”", case.shown[0].evidence)
