"""Repairs (入库整理): known damage of the statute package's texts, undone and put on record.

Three kinds, all found in its data: blanks after a punctuation mark; the heading of the next 编 or
附则 glued to the end of an article; annexes glued to the last article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.instrument import Article, ArticleNumber

_STRAY_BLANK = re.compile(r"(?<=[、，；：。）])[ \u3000]+(?=[\u4e00-\u9fff（“\"])")
_BOOK = re.compile(r"^第[一二三四五六七八九十百]+(?:编|分编)[^。；：，]*$|^附\s*则$")
_ANNEX = re.compile(r"^附(?:件|表)?[一二三四五六七八九十0-9]*\s*(?:[：:].{0,40})?$")
_CLOSING = re.compile(r"^附则$")
_PART = "分编"

BLANKS = "入库时去掉了标点后的多余空格"
HEADINGS = "入库时把误接在条文末尾的编名移到标题"
ANNEXES = "入库时把误接在末条的附件分开"


@dataclass(slots=True)
class _State:
    books: list[str] = field(default_factory=list)
    annexes: int = 0
    notes: dict[str, None] = field(default_factory=dict)


def repair(articles: Iterable[Article]) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Return the repaired articles and, in Chinese, what was done to them."""
    state = _State()
    repaired = [piece for article in articles for piece in _repair_one(article, state)]
    return tuple(repaired), tuple(state.notes)


def _repair_one(article: Article, state: _State) -> list[Article]:
    text = _STRAY_BLANK.sub("", article.text)
    if text != article.text:
        state.notes[BLANKS] = None
    own = "" if state.books and _CLOSING.match(state.books[0]) else article.heading
    heading = " ".join([*state.books, own]).strip()
    lines = text.split("\n")
    lines, annexes = _cut_annexes(lines) if article.number.main else (lines, [])
    headings = _glued_headings(lines)
    if headings:
        state.notes[HEADINGS] = None
        lines = lines[: -len(headings)]
        for words in headings:
            _enter(state, _tidy(words))
    pieces = [replace(article, text="\n".join(lines), heading=heading)]
    for annex in annexes:
        state.notes[ANNEXES] = None
        state.annexes += 1
        number = ArticleNumber(0, state.annexes)
        pieces.append(Article(number, "\n".join(annex), annex[0].rstrip("：:")))
    return pieces


def _cut_annexes(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    starts = [i for i, line in enumerate(lines) if i and _ANNEX.match(line.strip())]
    cut = starts[0] if starts else len(lines)
    return lines[:cut], [lines[a:b] for a, b in pairwise([*starts, len(lines)])]


def _glued_headings(lines: list[str]) -> list[str]:
    count = 0
    while count < len(lines) - 1 and _BOOK.match(lines[-1 - count].strip()):
        count += 1
    return lines[len(lines) - count :]


def _enter(state: _State, words: str) -> None:
    if _PART in words.split(" ")[0]:
        state.books = [b for b in state.books if _PART not in b.split(" ")[0]] + [words]
    else:
        state.books = [words]


def _tidy(words: str) -> str:
    """Write 第二编 物 权 as 第二编 物权, 附 则 as 附则."""
    number, blank, name = words.strip().partition(" ")
    name = re.sub(r"\s+", "", name)
    return f"{number} {name}" if blank and number.startswith("第") else number + name
