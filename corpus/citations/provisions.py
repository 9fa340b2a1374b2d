"""Places below a law's name (条款项目): 第十条第一款第（二）、（三）项, lists and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.instrument import ArticleNumber
from corpus.numbering import NUMERAL, parse_number

_S = r"[ \t\u3000\u00a0]*"
_N = rf"{NUMERAL}(?:{_S}{NUMERAL})*"
_SEP = r"(?:、|以及|及其|和|及|或者|或|与|并|，|,|；|;|至|到|-{1,2}|—{1,2}|－|–|~|～)"
_RANGES = frozenset("至到-—－–~～")
_COMMAS = frozenset("，,；;")
_TOKEN = re.compile(
    rf"{_S}(?P<sep>{_SEP})?{_S}(?P<di>第)?{_S}"
    rf"(?:[（(]{_S}(?P<paren>{_N}){_S}[）)]|(?P<plain>{_N})|(?P<circled>[①-⑳㈠-㈩⑴-⒇]))"
    rf"(?:(?P<inner>{_S}之{_S}[一二三四五六七八九十]{{1,3}}){_S}(?=条))?"
    rf"{_S}(?P<unit>条(?:[款文](?=第))?|款|项(?![目])|目(?![的标录前])|[编章节]|分编)?"
    rf"(?P<sub>{_S}之{_S}(?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})(?![般切些个项条款种次0-9]))?"
)
_GAP = re.compile(
    rf"{_S}(?:(?:的|中的?|之){_S}(?=第)|[\u4e00-\u9fff]{{1,6}}编{_S}(?=第{_S}{_N}{_S}条))?"
)
_DEPTH = {"编": 0, "分编": 0, "章": 0, "节": 0, "条": 1, "款": 2, "项": 3, "目": 4}
_CIRCLED = {"①": 0x2460, "㈠": 0x3220, "⑴": 0x2474}
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """条款项目: one place in a law, with where its own words start and end in the text."""

    start: int
    end: int
    article: ArticleNumber | None = None
    paragraph: int | None = None
    item: int | None = None
    point: int | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    separator: str
    value: int
    sub: int
    unit: str
    marked: bool  # 第 stands in front
    bracketed: bool


def read_places(
    text: str, start: int, *, bare_number: bool = True, root: Place | None = None
) -> tuple[tuple[Place, ...], int]:
    """条款项目: read the places that stand at `start`; returns them and where they end.

    `bare_number` allows the first number to stand without 第 (民法典120条). `root` is the place
    that the words are relative to (本条第二款: an article without number).
    """
    gap = _GAP.match(text, start)
    begin = gap.end() if gap else start
    tokens = _with_units(_tokens(text, begin, bare_number=bare_number, below=root is not None))
    places: list[Place] = []
    end = start
    current: Place | None = root
    for token in tokens:
        if _DEPTH[token.unit] == 0:
            continue
        extended = _extend(current, token, places)
        if extended is None:
            break
        current = extended[-1]
        if not token.separator and places and not _sibling(places[-1], token):
            places[-1] = replace(current, start=places[-1].start)
        else:
            places.extend(extended)
        end = token.end
    return tuple(places), end


def _tokens(text: str, start: int, *, bare_number: bool, below: bool) -> Iterator[_Token]:
    position, first = start, True
    while found := _TOKEN.match(text, position):
        separator = found["sep"] or ""
        if first and (separator or not (found["di"] or bare_number or found["paren"])):
            return
        if separator in _COMMAS and not (found["di"] and found["unit"]):
            return
        token = _token(found)
        if token is None or (
            first and not below and token.unit not in ("条", "章", "编", "节", "")
        ):
            return
        yield token
        position, first = found.end(), False


def _token(found: re.Match[str]) -> _Token | None:
    circled = found["circled"]
    value = _circled(circled) if circled else parse_number(found["paren"] or found["plain"])
    unit = (found["unit"] or "")[:1] if (found["unit"] or "") != "分编" else "分编"
    written = found["inner"] or (found["sub"] if unit == "条" else "")
    if value is None:
        return None
    end = found.end() if unit == "条" or not found["sub"] else found.start("sub")
    return _Token(
        start=_first_word(found),
        end=end,
        separator=(found["sep"] or "").strip(),
        value=value,
        sub=(parse_number(re.sub(r"[\s之]", "", written)) or 0) if written else 0,
        unit=unit,
        marked=bool(found["di"]),
        bracketed=bool(found["paren"] or circled),
    )


def _first_word(found: re.Match[str]) -> int:
    """Where the token's own words start: behind the separator and blanks."""
    start = found.end("sep") if found["sep"] else found.start()
    return (
        start
        + len(found.string[start : found.end()])
        - len(found.string[start : found.end()].lstrip(" \t\u3000\u00a0"))
    )


def _circled(mark: str) -> int:
    base = next(b for b in sorted(_CIRCLED.values(), reverse=True) if ord(mark) >= b)
    if ord(mark) >= 0x3220:
        base = 0x3220
    return ord(mark) - base + 1


def _with_units(tokens: Iterator[_Token]) -> list[_Token]:
    """Give numbers without a unit the unit that follows (第十五、十六条); drop what has none."""
    found = list(tokens)
    unit = ""
    ready: list[_Token] = []
    for index in range(len(found) - 1, -1, -1):
        token = found[index]
        if token.unit:
            unit = token.unit
        elif unit and index + 1 < len(found) and _shares_unit(token, found[index + 1]):
            token = replace(token, unit=unit)
        elif token.marked and token.bracketed and index == len(found) - 1:
            token, unit = replace(token, unit="项"), "项"
        else:
            ready, unit = [], ""
            continue
        ready.append(token)
    return ready[::-1]


def _shares_unit(token: _Token, following: _Token) -> bool:
    if following.separator:
        return following.separator not in _COMMAS
    return token.bracketed and following.bracketed


def _extend(current: Place | None, token: _Token, places: list[Place]) -> list[Place] | None:
    """The places that a token adds below or beside the current one; None if it does not fit."""
    last = places[-1] if places else None
    if token.separator in _RANGES and last is not None:
        return _range(last, token)
    base = current or Place(token.start, token.end)
    if token.unit != "条" and current is None:
        return None
    if not token.separator and last is not None and _depth(last) > _DEPTH[token.unit]:
        return None
    return [_set(base, token, token.value)]


def _sibling(last: Place, token: _Token) -> bool:
    return _depth(last) == _DEPTH[token.unit]


def _range(last: Place, token: _Token) -> list[Place] | None:
    first = _value(last, token.unit)
    if token.unit == "条" and last.article and last.article.main == token.value:
        subs = range(last.article.sub + 1, token.sub + 1)
        return [_set(last, replace(token, sub=sub), token.value) for sub in subs] or None
    if first is None or not first < token.value <= first + _LONGEST_RANGE:
        return None
    return [
        _set(last, token if n == token.value else replace(token, sub=0), n)
        for n in range(first + 1, token.value + 1)
    ]


def _set(base: Place, token: _Token, value: int) -> Place:
    match token.unit:
        case "条":
            return Place(token.start, token.end, ArticleNumber(value, token.sub))
        case "款":
            return Place(token.start, token.end, base.article, value)
        case "项":
            return Place(token.start, token.end, base.article, base.paragraph, value)
        case _:
            return Place(token.start, token.end, base.article, base.paragraph, base.item, value)


def _value(place: Place, unit: str) -> int | None:
    if unit == "条":
        return place.article.main if place.article else None
    return {"款": place.paragraph, "项": place.item, "目": place.point}[unit]


def _depth(place: Place) -> int:
    if place.point is not None:
        return 4
    if place.item is not None:
        return 3
    return 2 if place.paragraph is not None else 1
