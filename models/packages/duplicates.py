"""Duplicates (重复材料): files whose words repeat those of the draft or of another file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Document

_LEAST = 0.97
_PIECE = 5
_NUMBER = re.compile(r"\d+")
_COPY = re.compile(
    r"副本|复印|复制|拷贝|备份|copy|[（(]\d[)）]$"
    r"|^(?:附件|扫描件?|图片|IMG|微信|新建|文件|公告|通知)?[\d._-]*$",
    re.I,
)
_STAGE = re.compile(
    "征求意见稿|送审稿|草案|印发稿|审议稿|报批稿|公布稿|讨论稿|表决稿|修改稿|修订稿"
)


def repeated(main: Document, materials: Sequence[Document]) -> dict[int, str]:
    """重复材料: index of each file that repeats another, with the name of that other.

    Words are compared without blanks and punctuation. Two texts are one where the same five-letter
    pieces make up `_LEAST` of both and the numbers in them (dates, sums, votes) are the same;
    drafts of different stages are two versions. Of two equal files the one whose name says more is
    the original, else the one handed in first.
    """
    seen = [_Words(main.name, main.text)]
    found: dict[int, str] = {}
    for i in sorted(range(len(materials)), key=lambda i: (_is_copy(materials[i].name), i)):
        words = _Words(materials[i].name, materials[i].text)
        other = next((held for held in seen if words.repeats(held)), None)
        if other:
            found[i] = other.name
        seen.append(words)
    return found


def _is_copy(name: str) -> bool:
    return bool(_COPY.search(name.rsplit(".", 1)[0].strip()))


@dataclass(frozen=True)
class _Words:
    """A file's words, and what is counted in them when it comes to that."""

    name: str
    text: str

    @cached_property
    def words(self) -> str:
        return re.sub(r"[\W_]+", "", self.text)

    @cached_property
    def numbers(self) -> list[str]:
        return sorted(_NUMBER.findall(self.words))

    @cached_property
    def stages(self) -> frozenset[str]:
        return frozenset(_STAGE.findall(self.words))

    @cached_property
    def pieces(self) -> frozenset[str]:
        words = self.words
        return frozenset(words[i : i + _PIECE] for i in range(max(len(words) - _PIECE + 1, 0)))

    def repeats(self, other: _Words) -> bool:
        """Whether these are the other's words."""
        one, two = self.words, other.words
        if not one or one == two:
            return bool(one)
        if abs(len(one) - len(two)) > (1 - _LEAST) * 2 * max(len(one), len(two)):
            return False
        if self.numbers != other.numbers or self.stages != other.stages:
            return False
        total = len(self.pieces) + len(other.pieces)
        return total > 0 and 2 * len(self.pieces & other.pieces) / total >= _LEAST
