"""Valuation day (价值时点, T66): a house is valued as of the decision, not of years before."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.contracts.figures.calendar import in_words
from models.contracts.figures.numerals import plain
from models.contracts.figures.sentences import Sentence

_DAY = re.compile(
    r"(?<!\d)(?P<year>20\d{2})\s*年"
    r"(?:\s*(?P<month>1[0-2]|0?[1-9])\s*月(?:\s*(?P<day>\d{1,2})\s*日)?|度)?(?:底|末)?"
)
_DECIDED = re.compile(r"征收决定")
_MADE = re.compile(r"作出|公告|发布|公布")
_NAMED = re.compile(r"(?:价值|评估|估价|定价)(?:的)?(?:时点|基准日|日期)(?:为|是|定为|：|:|即)?$")
_TAKEN = re.compile(r"(?:以|按照?|参照|依照|依据|根据|沿用|采用|即)[^，。；\d]{0,12}$")
_PRICE = re.compile(
    r"^(?:的|时的|为|当时的?|间)?[^，。；]{0,8}?"
    r"(?:市场|行情|房价|成交|均价|价格|价值时点|评估时点|评估(?:结果|价|报告|单价)|市价)"
)
_OTHER = re.compile(r"区片|征地|青苗|不再(?:适用|采用)|不得|安置费|过渡|产权证|房改")


def check_valuation(view: Numbers) -> Said:
    """按2024年6月30日的市场行情评估 of a house whose 征收决定 is of 2026."""
    decided = _decided(view) if view.has_kind("expropriation") else None
    if decided is None:
        return
    for sentence in view.figures.sentences:
        if _OTHER.search(sentence.text) or not re.search("评估|房|价", sentence.text):
            continue
        early = next((span for day, span in _valued(sentence) if day < decided), None)
        if early:
            yield issue(
                "T66",
                early,
                f"{view.place(early)}以{early.of(view.text)}的价格确定补偿，早于征收决定公告之日"
                f"（{in_words(decided)}），评估的价值时点应当为征收决定公告之日。",
                "改以征收决定公告之日为价值时点评估，补偿不低于该日类似房地产的市场价格。",
                severity=view.grade("T66"),
                confidence=0.85,
            )
            return


def _decided(view: Numbers) -> date | None:
    """The first day on which the decision was made or published, None without one."""
    days = [
        d.value
        for d in view.figures.dates
        if (s := view.figures.sentence_at(d.span.start))
        and _DECIDED.search(s.text)
        and (_MADE.search(d.behind) or _MADE.search(d.before) or _DECIDED.search(d.before))
    ]
    return min(days, default=None)


def _valued(sentence: Sentence) -> Iterator[tuple[date, Span]]:
    text, base = plain(sentence.text), sentence.span.start
    for found in _DAY.finditer(text):
        before, behind = text[: found.start()], text[found.end() :]
        last = _last(found)
        if last and (_NAMED.search(before) or (_TAKEN.search(before) and _PRICE.match(behind))):
            yield last, Span(base + found.start(), base + found.end())


def _last(found: re.Match[str]) -> date | None:
    """The last day that the words allow: of the month, of the year."""
    year, month = int(found["year"]), int(found["month"] or 12)
    most = monthrange(year, month)[1]
    day = int(found["day"] or most)
    return date(year, month, day) if 1 <= day <= most else None
