"""Numerals (编号数字): the number formats of Word's automatic lists."""

from __future__ import annotations

from collections.abc import Callable

from corpus.numbering import format_number

_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def _letters(value: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter."""
    if value < 1:
        return str(value)
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _digits(zero: str) -> Callable[[int], str]:
    return lambda value: "".join(zero if d == "0" else _DIGITS[int(d)] for d in str(value))


def _counting(value: int) -> str:
    """一 … 九十九, then digit by digit: 一〇〇."""
    return _thousand(value) if value < 100 else _digits("〇")(value)


def _thousand(value: int) -> str:
    return format_number(value) if 0 <= value < 100_000 else str(value)


def _japanese(value: int) -> str:
    """百 and 千 without 一 before them, no zero between."""
    text = _thousand(value).replace("零", "") if value else "〇"
    return text[1:] if text.startswith(("一百", "一千")) else text


def _formal(value: int) -> str:
    text = _thousand(value)
    return ("一" + text if text.startswith("十") else text).translate(_FORMAL)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else str(value)


def _table(first: str, count: int, further: str = "", second_from: int = 0) -> Callable[[int], str]:
    def sign(value: int) -> str:
        if 1 <= value <= count:
            return chr(ord(first) + value - 1)
        if further and second_from <= value < second_from + 15:
            return chr(ord(further) + value - second_from)
        return str(value)

    return sign


def _full_width(value: int) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in str(value))


NUMERALS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "numberInDash": "- {} -".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "japaneseCounting": _japanese,
    "koreanCounting": _japanese,
    "ideographDigital": _digits("〇"),
    "japaneseDigitalTenThousand": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _table("①", 20, "㉑", 21),
    "decimalEnclosedCircleChinese": _table("①", 20, "㉑", 21),
    "decimalEnclosedParen": _table("⑴", 20),
    "decimalEnclosedFullstop": _table("⒈", 20),
    "ideographEnclosedCircle": _table("㊀", 10),
    "ideographParenthesized": _table("㈠", 10),
    "none": lambda value: "",
}
