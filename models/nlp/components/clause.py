"""Clauses (小句): cut at 。 and ；, a lead that ends in a colon together with its items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.span import Span
from models.nlp.marking import mark

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、)）]|[①-⑳])")
_SENTENCE = re.compile(r"[^。！]+[。！]?[”』]?")
_CLAUSE = re.compile(r"[^；;]+[；;]?")
_LIST_INSIDE = re.compile(r"[：:]\s*[（(]一[）)]")


@dataclass(frozen=True, slots=True)
class Clause:
    """小句: its span and the sentence it belongs to."""

    span: Span
    sentence: Span


def find_clauses(text: str) -> tuple[Clause, ...]:
    """小句划分 of a text; blanks around are left out, empty pieces too."""
    return tuple(clause for block in _blocks(text) for clause in _clauses(block, text))


def _blocks(text: str) -> Iterator[Span]:
    """Lines, where a lead ending in a colon takes the items under it."""
    start: int | None = None
    end = 0
    for match in _LINE.finditer(text):
        if start is not None and _ITEM.match(match[0]):
            end = match.end()
            continue
        if start is not None:
            yield Span(start, end)
            start = None
        if match[0].rstrip().endswith(("：", ":")):
            start, end = match.span()
        else:
            yield Span(*match.span())
    if start is not None:
        yield Span(start, end)


def _clauses(block: Span, text: str) -> Iterator[Clause]:
    words = block.of(text)
    if "\n" in words:
        yield Clause(_trimmed(block, text), _trimmed(block, text))
        return
    for sentence in _SENTENCE.finditer(words):
        whole = _trimmed(Span(*sentence.span()).shift(block.start), text)
        if not len(whole):
            continue
        if _LIST_INSIDE.search(whole.of(text)):
            yield Clause(whole, whole)
            continue
        for piece in _CLAUSE.finditer(whole.of(text)):
            span = _trimmed(Span(*piece.span()).shift(whole.start), text)
            if len(span):
                yield Clause(span, whole)


def _trimmed(span: Span, text: str) -> Span:
    piece = span.of(text)
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, span.start + max(left, len(piece.rstrip())))


def mark_clauses(doc: Doc) -> Doc:
    """小句 into `doc.spans["clause"]`."""
    found = find_clauses(doc.text)
    return mark(doc, "clause", found, ["clause"] * len(found))
