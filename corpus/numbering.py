"""Numbering (编号): Chinese numerals, article numbers, and the marks that open a unit of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.instrument import ArticleNumber

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_BLANK = " \t\u3000\u00a0\u2000-\u200b\u202f\ufeff"
NUMERAL = "[零〇○Ｏ一二三四五六七八九十百千万两廿卅0-9０-９]"

_GROUPED = re.compile(
    r"(?:(?P<q>[一二三四五六七八九两])千)?零?(?:(?P<b>[一二三四五六七八九两])百)?零?"
    r"(?:(?P<s>[一二三四五六七八九]?)(?P<ten>十)|(?P<nian>[廿卅])十?)?零?(?P<u>[一二三四五六七八九两])?"
)


def parse_number(text: str) -> int | None:
    """数字: the value of a numeral below 100,000, None if it is not one.

    Reads 一百二十, 两千, 二〇二五, 廿三, 120 and １２０; blanks inside are ignored. 一百二 is 102:
    numbers of provisions are never shortened the way spoken amounts are.
    """
    digits = re.sub(f"[{_BLANK}]", "", text).translate(_WIDE)
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= 5 else None
    digits = re.sub("[〇○Ｏ]", "零", digits)
    if digits and all(c in _DIGITS for c in digits):
        return int("".join(str(_DIGITS[c]) for c in digits)) if len(digits) <= 5 else None
    head, wan, tail = digits.rpartition("万")
    if wan:
        above, below = _below_ten_thousand(head), _below_ten_thousand(tail) if tail else 0
        return None if above is None or below is None or above > 9 else above * 10_000 + below
    return _below_ten_thousand(tail)


def _below_ten_thousand(text: str) -> int | None:
    found = _GROUPED.fullmatch(text)
    if not text or not found:
        return None
    value = 1000 * _DIGITS.get(found["q"] or "零", 0) + 100 * _DIGITS.get(found["b"] or "零", 0)
    if found["ten"]:
        value += 10 * (_DIGITS[found["s"]] if found["s"] else 1)
    if found["nian"]:
        value += 20 if found["nian"] == "廿" else 30
    return value + _DIGITS.get(found["u"] or "零", 0)


def format_number(value: int) -> str:
    """中文数字: the numeral as statutes write it, 0 to 99,999.

    Raises:
        ValueError: outside that range.

    """
    if not 0 <= value < 100_000:
        raise ValueError(f"not between 0 and 99999: {value}")
    if value == 0:
        return "零"
    wan, rest = divmod(value, 10_000)
    text = _format_group(rest)
    if wan:
        text = _format_group(wan) + "万" + ("零" if 0 < rest < 1000 else "") + text
    return text[1:] if text.startswith("一十") else text


def _format_group(value: int) -> str:
    text, skipped = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if skipped and text else "") + "零一二三四五六七八九"[digit] + name
        skipped = not digit
    return text


_ARTICLE = re.compile(
    rf"[第笫]?[{_BLANK}]*(?P<main>{NUMERAL}(?:[{_BLANK}]*{NUMERAL})*)[{_BLANK}]*"
    rf"(?:之(?P<inner>{NUMERAL}+)条|条(?:[{_BLANK}]*之[{_BLANK}]*(?P<sub>{NUMERAL}+))?)"
)


def parse_article_number(text: str) -> ArticleNumber | None:
    """条号: read 第一百二十条之一, 第一百二十之一条, 第12条; None if it is no article number."""
    found = _ARTICLE.fullmatch(text.strip())
    main = parse_number(found["main"]) if found else None
    if found is None or main is None:
        return None
    written = found["sub"] or found["inner"]
    sub = parse_number(written) if written else 0
    return None if sub is None else ArticleNumber(main, sub)


def format_article_number(number: ArticleNumber) -> str:
    """条号: write ArticleNumber(120, 1) as 第一百二十条之一."""
    tail = f"之{format_number(number.sub)}" if number.sub else ""
    return f"第{format_number(number.main)}条{tail}"


class MarkStyle(StrEnum):
    """编号样式: how a unit's number is written."""

    BOOK = "编"
    PART = "分编"
    DIVISION = "部分"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    CN_COMMA = "一、"
    CN_PAREN = "（一）"
    AR_POINT = "1."
    AR_COMMA = "1、"
    AR_PAREN = "（1）"
    AR_HALF = "1）"
    CIRCLED = "①"
    DECIMAL = "1.1"


@dataclass(frozen=True, slots=True)
class Mark:
    """编号: the number in front of a unit.

    `number` is as written; `ordinal` its value, `sub` the 之一 part; `parts` the components of a
    decimal number (1.2.3), else one number. `start` and `end` are offsets in the text; `end` is
    where the unit's own words begin (blanks after the number are skipped). `spaced` tells whether
    a blank, bracket or line end stood between number and words.
    """

    style: MarkStyle
    number: str
    ordinal: int
    start: int
    end: int
    sub: int = 0
    parts: tuple[int, ...] = ()
    spaced: bool = True


_S = f"[{_BLANK}]*"
_STRUCTURAL = re.compile(
    rf"[第笫]{_S}(?P<n>{NUMERAL}(?:{_S}{NUMERAL})*){_S}(?:之(?P<inner>{NUMERAL}+))?"
    rf"(?P<unit>分编|编|章|节|条|部{_S}分)"
    rf"(?:{_S}之{_S}(?P<sub>[一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?![的般切部]))?"
)
_LISTED = re.compile(
    r"(?P<decimal>[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){1,5})[.．、]?"
    r"(?![0-9０-９%％‰万亿元米千公倍吨平亩个年月日时分]|[.．]\d)"
    r"|(?P<cn_comma>[一二三四五六七八九十百]{1,5}|[一二三四五六七八九十]+\s)(?:[、．]|\.(?!\d))"
    r"|[（(]\s*(?P<cn_paren>[一二三四五六七八九十百]{1,5})\s*[）)]"
    r"|[（(]\s*(?P<ar_paren>[0-9０-９]{1,3})\s*[）)]"
    r"|(?P<ar_half>[0-9０-９]{1,2})[）)]"
    r"|(?P<ar_comma>[0-9０-９]{1,3})\s?、"
    r"|(?P<ar_point>[0-9０-９]{1,3})\s?(?:[．。](?![0-9０-９])|\.(?![0-9]))"
    r"|(?P<circled>[①-⑳])|(?P<cn_ideo>[㈠-㈩])|(?P<ar_ideo>[⑴-⒇])|(?P<ar_dot_ideo>[⒈-⒛])"
)
_LIST_STYLES = {
    "decimal": MarkStyle.DECIMAL,
    "cn_comma": MarkStyle.CN_COMMA,
    "cn_paren": MarkStyle.CN_PAREN,
    "ar_paren": MarkStyle.AR_PAREN,
    "ar_half": MarkStyle.AR_HALF,
    "ar_comma": MarkStyle.AR_COMMA,
    "ar_point": MarkStyle.AR_POINT,
    "circled": MarkStyle.CIRCLED,
    "cn_ideo": MarkStyle.CN_PAREN,
    "ar_ideo": MarkStyle.AR_PAREN,
    "ar_dot_ideo": MarkStyle.AR_POINT,
}
_IDEO_FIRST = {"circled": "①", "cn_ideo": "㈠", "ar_ideo": "⑴", "ar_dot_ideo": "⒈"}
_UNITS: dict[str, MarkStyle] = {
    s.value: s for s in MarkStyle if s.value in ["编", "分编", "部分", "章", "节", "条"]
}
_SKIP = re.compile(f"[{_BLANK}]*")


def read_mark(text: str, start: int = 0, end: int | None = None) -> Mark | None:
    """编号: read the mark that stands exactly at `start`, None if there is none."""
    stop = len(text) if end is None else end
    if start < stop and text[start] in "第笫":
        return _structural(text, start, stop)
    found = _LISTED.match(text, start, stop)
    return _listed(text, found, stop) if found else None


def _structural(text: str, start: int, stop: int) -> Mark | None:
    found = _STRUCTURAL.match(text, start, stop)
    ordinal = parse_number(found["n"]) if found else None
    if found is None or ordinal is None:
        return None
    written = found["sub"] or found["inner"]
    after = _after(text, found.end(), stop)
    following = text[found.end() : found.end() + 1]
    return Mark(
        style=_UNITS[re.sub(r"\s", "", found["unit"])],
        number=found[0],
        ordinal=ordinal,
        start=start,
        end=after,
        sub=(parse_number(written) or 0) if written else 0,
        parts=(ordinal,),
        spaced=after > found.end() or after >= stop or following in "：:（(【[",
    )


def _listed(text: str, found: re.Match[str], stop: int) -> Mark | None:
    group = str(found.lastgroup)
    written = found[group]
    if group in _IDEO_FIRST:
        parts: list[int | None] = [ord(written) - ord(_IDEO_FIRST[group]) + 1]
    elif group == "decimal":
        parts = [parse_number(p) for p in re.split("[.．]", written)]
    else:
        parts = [parse_number(written)]
    values = tuple(p for p in parts if p is not None)
    if len(values) != len(parts):
        return None
    after = _after(text, found.end(), stop)
    return Mark(
        style=_LIST_STYLES[group],
        number=found[0].strip(),
        ordinal=values[-1],
        start=found.start(),
        end=after,
        parts=values,
    )


def _after(text: str, position: int, stop: int) -> int:
    found = _SKIP.match(text, position, stop)
    return found.end() if found else position
