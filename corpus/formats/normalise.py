"""Normalisation (规范化): odd characters made plain, every step with its way back to the source.

Only two things ever happen to a character: it is dropped, or another one takes its place. So each
stretch of the result knows where it stood. NFKC is never applied to the whole text: it would turn
（）： into ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.formats.glosses import glosses, is_glossed
from corpus.formats.script import compatibility_table, is_traditional, simplify

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffc\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_WHITE = rf" \u3000{_SPACES}{_INVISIBLE}"
_LINE = rf"\n\r{_BREAKS}"
_DROP_INVISIBLE = re.compile(rf"[{_INVISIBLE}]+|\r(?=\n)")
_EDGE = {
    # blanks around a line break are dropped, the first break stays (its place is in the group)
    False: re.compile(rf"\A[{_WHITE}{_LINE}\t]+|[{_WHITE}{_LINE}\t]+\Z"
                      rf"|(?P<before>[{_WHITE}\t]*)(?P<mark>\r\n|[{_LINE}])[{_WHITE}{_LINE}\t]*"),
    True: re.compile(rf"\A[{_WHITE}{_LINE}]+|[{_WHITE}{_LINE}\t]+\Z"
                     rf"|(?P<before>[{_WHITE}]*)(?P<mark>\r\n|[{_LINE}])[{_WHITE}{_LINE}]*"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """规范化方式, decided once for a whole document: simplify, and drop untoned pinyin too."""

    simplified: bool = False
    untoned: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """对应段: `length` characters of the result from `start` stand at `source` in the input.

    `same` tells whether they are unchanged; if not, they were replaced one for one.
    """

    start: int
    length: int
    source: int
    same: bool


@dataclass(frozen=True, slots=True)
class Normalised:
    """规范化结果: the text and where its stretches stood."""

    text: str
    stretches: tuple[Stretch, ...]


def policy_for(text: str) -> Policy:
    """判断方式: look at a whole document."""
    return Policy(simplified=is_traditional(text), untoned=is_glossed(text))


def normalise(text: str, policy: Policy, *, keep_tabs: bool = False) -> Normalised:
    """规范化: drop invisible characters, glosses and blanks at line edges; make the rest plain.

    `keep_tabs` leaves tabs at the edges of lines: they part the cells of a table row.
    """
    kept = list(_kept(text, _dropped(text, policy, keep_tabs=keep_tabs)))
    raw = "".join(text[start:end] for start, end in kept)
    plain = raw.translate(_table())
    if policy.simplified:
        plain = simplify(plain)
    return Normalised(plain, tuple(_stretches(kept, raw, plain)))


def _dropped(text: str, policy: Policy, *, keep_tabs: bool) -> list[tuple[int, int]]:
    ranges = [found.span() for found in _DROP_INVISIBLE.finditer(text)]
    if "(" in text or "（" in text:
        ranges += glosses(text, plain=policy.untoned)
    for found in _EDGE[keep_tabs].finditer(text):
        if found["mark"] is None:
            ranges.append(found.span())
        else:
            ranges.append(found.span("before"))
            ranges.append((found.end("mark"), found.end()))
    return sorted(ranges)


def _kept(text: str, dropped: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in dropped:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(text):
        yield at, len(text)


@cache
def _table() -> dict[int, str]:
    table = dict(compatibility_table())
    table.update({ord(char): "\n" for char in f"\r{_BREAKS}"})
    table.update(dict.fromkeys(range(0x2000, 0x200B), " "))
    table.update(dict.fromkeys((0xA0, 0x1680, 0x202F, 0x205F), " "))
    return table


def _stretches(kept: list[tuple[int, int]], raw: str, plain: str) -> Iterator[Stretch]:
    at = 0
    for start, end in kept:
        length = end - start
        begin = 0
        while begin < length:
            same = raw[at + begin] == plain[at + begin]
            stop = _run(raw, plain, at + begin, at + length, same=same) - at
            yield Stretch(at + begin, stop - begin, start + begin, same)
            begin = stop
        at += length


def _run(raw: str, plain: str, start: int, end: int, *, same: bool) -> int:
    if same and raw[start:end] == plain[start:end]:
        return end
    while start < end and (raw[start] == plain[start]) is same:
        start += 1
    return start
