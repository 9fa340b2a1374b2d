"""Amounts (大小写金额): words and figures beside one another are equal (N02, T59)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.contracts.figures.money import CAPITAL, in_figures, parse_capital, parse_figures
from models.finding import Severity

_WORDS = re.compile(
    rf"(?<!{CAPITAL})[壹贰叁肆伍陆柒捌玖拾貳陸]{CAPITAL}{{0,40}}[ \u3000]{{0,8}}[元圆]"
    r"(?:[整正]|(?:零?[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[零壹贰叁肆伍陆柒捌玖]分)?[整正]?)"
)
_FIGURES = re.compile(
    r"(?:[¥￥]|RMB|人民币|小写)?[：:\s]{0,3}[¥￥]?\s*(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<unit>[万亿]?)(?P<yuan>元)?"
)
_REACH = 60
_MONEY = re.compile(r"[^\d\n]*(?:[¥￥]|RMB|人民币|小写)")
_BETWEEN = re.compile(
    r"[\s（）()，,：:；=、]*(?:大写|小写|人民币|即|RMB|¥|￥|金额|为|整|合计|[“”]|元){0,6}[\s（）()，,：:、]*"
    r"(?:大写|小写|人民币|RMB|¥|￥|[“”]){0,3}[\s：:（(]*"
)


@dataclass(frozen=True, slots=True)
class _Pair:
    span: Span
    words: Decimal
    figures: Decimal


def check_amounts(draft: Draft) -> Iterator[Issue | Fine]:
    """大小写金额 of every pair that stands side by side."""
    pairs = [p for found in _WORDS.finditer(draft.text) if (p := _pair(found, draft.text))]
    wrong = [p for p in pairs if p.words != p.figures]
    for pair in wrong:
        gap = in_figures(abs(pair.words - pair.figures))
        yield Issue(
            "N02",
            "N02",
            "T59",
            Severity.MAJOR,
            f"{draft.place(pair.span)}的金额大小写不一致：大写为{in_figures(pair.words)}元，"
            f"小写为{in_figures(pair.figures)}元，相差{gap}元。",
            "对照分项合计和采购、中标文件核定金额，将大小写改为一致。",
            pair.span,
            source="arithmetic",
            confidence=1.0,
        )
    right = len(pairs) - len(wrong)
    if right:
        yield Fine("大小写金额", f"{right}处大小写金额一致")


def _pair(found: re.Match[str], text: str) -> _Pair | None:
    words = parse_capital(found[0])
    if words is None:
        return None
    line_start = text.rfind("\n", 0, found.start()) + 1
    line_end = text.find("\n", found.end())
    line_end = len(text) if line_end < 0 else line_end
    return _after(found, words, text, line_end) or _before(found, words, text, line_start)


def _after(found: re.Match[str], words: Decimal, text: str, stop: int) -> _Pair | None:
    gap = _BETWEEN.match(text, found.end(), stop)
    start = gap.end() if gap else found.end()
    number = _FIGURES.match(text, start, stop)
    announced = bool(_MONEY.search(text, found.end(), start))
    figures = _value(number, announced=announced) if number else None
    if number is None or figures is None:
        return None
    return _Pair(Span(found.start(), number.end()), words, figures)


def _before(found: re.Match[str], words: Decimal, text: str, start: int) -> _Pair | None:
    start = max(start, found.start() - _REACH)
    candidates = list(_FIGURES.finditer(text, start, found.start()))
    number = candidates[-1] if candidates else None
    if number is None or not _BETWEEN.fullmatch(text, number.end(), found.start()):
        return None
    figures = _value(number, announced=False)
    if figures is None:
        return None
    lead = len(number[0]) - len(number[0].lstrip(" \u3000：:"))
    return _Pair(Span(number.start() + lead, found.end()), words, figures)


def _value(number: re.Match[str], *, announced: bool) -> Decimal | None:
    """Read figures that a sign, a unit, separators or a word before them show to be money."""
    shown = number["yuan"] or number["unit"] or _MONEY.match(number[0])
    if not shown and not announced and not re.search("[,，.]", number["number"]):
        return None
    return parse_figures(number["number"], number["unit"] + "元")
