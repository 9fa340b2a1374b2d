"""Alignment (对照): the law's sentence for a clause, and what is equal or differs, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.span import Span
from models.comparison.overlap import contained
from models.comparison.sides import read_side
from models.nlp import norm_pipeline


@dataclass(frozen=True, slots=True)
class Piece:
    """对照片段: a stretch of each text; `equal` tells whether the words are the same.

    Either span may be empty: words that only the other side has.
    """

    equal: bool
    draft: Span
    law: Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """对照: the best matching sentence of the law, its score (0..1), and the pieces in order.

    All spans are offsets in the whole texts. `law` is empty and `pieces` too if nothing matches.
    """

    draft: Span
    law: Span
    score: float
    pieces: tuple[Piece, ...]


def align(draft: str, law: str) -> Alignment:
    """对照: the law's sentence that shares most words with the draft, compared word by word."""
    whole = Span(0, len(draft))
    scores = [(contained(draft, s.of(law)), -s.start, s) for s in read_side(law).sentences]
    score, _, sentence = max(scores, default=(0.0, 0, Span(0, 0)))
    if score <= 0:
        return Alignment(whole, Span(0, 0), 0.0, ())
    return Alignment(whole, sentence, score, tuple(_pieces(draft, law, sentence)))


def _pieces(draft: str, law: str, sentence: Span) -> Iterator[Piece]:
    ours, theirs = _words(draft), _words(sentence.of(law))
    left, right = _offsets(ours, 0), _offsets(theirs, sentence.start)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        yield Piece(tag == "equal", Span(left[i], left[j]), Span(right[k], right[m]))


def _words(text: str) -> list[str]:
    return [token.text for token in norm_pipeline().make_doc(text)]


def _offsets(words: list[str], start: int) -> list[int]:
    offsets = [start]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets
