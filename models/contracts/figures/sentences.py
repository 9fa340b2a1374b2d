"""Sentences (句): the stretches in which words and figures are read together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.span import Span

_SENTENCE = re.compile(r"[^。；;\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """句: up to 。 ； or the end of a line; `text == whole[span]`."""

    span: Span
    text: str

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return "\t" in self.text


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """句: in order, blank ones left out."""
    found = (Sentence(Span(m.start(), m.end()), m[0]) for m in _SENTENCE.finditer(text))
    return tuple(s for s in found if s.text.strip())


def clause_at(text: str, start: int, end: int) -> Span:
    """分句: the stretch between commas that holds a place, thousands separators kept."""
    left = max(text.rfind(mark, 0, start) for mark in "。；;\n，") + 1
    rights = [at for mark in "。；;\n，" if (at := text.find(mark, end)) >= 0]
    return Span(left, min(rights, default=len(text)))
