"""Wording (文字比对): where two stretches of text differ, in pieces that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from corpus.span import Span
from models.versions.folding import fold
from models.versions.types import Piece

_SENTENCE = re.compile(r"[^。；，：？！\n]*[。；，：？！\n]|[^。；，：？！\n]+$")
_TOKEN = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*|[A-Za-z]+|\S")
_MAX_CELLS = 1_000_000
_SHORT = 2


def pieces(old: str, old_span: Span, new: str, new_span: Span) -> tuple[Piece, ...]:
    """文字比对: the two stretches from end to end in pieces that are equal or not, in order.

    Clauses between marks of punctuation are matched first, then what lies between, by numbers,
    words and characters. Blanks and width make no difference. Equal scraps between two changes
    count as changed.
    """
    found = _diff(_cut(_SENTENCE, old, old_span), _cut(_SENTENCE, new, new_span), (old, new))
    fine: list[Piece] = []
    for piece in found:
        fine += [piece] if piece.equal else _within(piece, old, new)
    return tuple(_joined(fine, old))


def _within(piece: Piece, old: str, new: str) -> list[Piece]:
    ours, theirs = _cut(_TOKEN, old, piece.old), _cut(_TOKEN, new, piece.new)
    if not ours or not theirs or len(ours) * len(theirs) > _MAX_CELLS:
        return [piece]
    found = list(_diff(ours, theirs, (old, new)))
    return _reach(found, piece)


def _reach(found: list[Piece], piece: Piece) -> list[Piece]:
    """Stretch the outermost pieces over the blanks around them."""
    first, last = found[0], found[-1]
    found[0] = Piece(
        first.equal, Span(piece.old.start, first.old.end), Span(piece.new.start, first.new.end)
    )
    last = found[-1]
    found[-1] = Piece(
        last.equal, Span(last.old.start, piece.old.end), Span(last.new.start, piece.new.end)
    )
    return found


def _cut(pattern: re.Pattern[str], text: str, span: Span) -> list[Span]:
    return [Span(*found.span()) for found in pattern.finditer(text, span.start, span.end)]


def _diff(ours: Sequence[Span], theirs: Sequence[Span], texts: tuple[str, str]) -> Iterator[Piece]:
    left, right = (
        [fold(s.of(t)) for s in spans] for spans, t in zip((ours, theirs), texts, strict=True)
    )
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield Piece(tag == "equal", _over(ours, i, j), _over(theirs, k, m))


def _over(spans: Sequence[Span], first: int, end: int) -> Span:
    """From the start of one token to the start of the next behind the last."""
    if not spans:
        return Span(0, 0)
    start = spans[first].start if first < len(spans) else spans[-1].end
    stop = spans[end].start if end < len(spans) else spans[-1].end
    return Span(start, max(start, stop))


def _joined(found: list[Piece], old: str) -> Iterator[Piece]:
    """Take equal scraps into the changes around them, and neighbours of one sort together."""
    marked: list[Piece] = []
    for index, piece in enumerate(found):
        inner = 0 < index < len(found) - 1
        scrap = piece.equal and inner and len(fold(piece.old.of(old))) < _SHORT
        marked.append(Piece(piece.equal and not scrap, piece.old, piece.new))
    current: Piece | None = None
    for piece in marked:
        if current is not None and current.equal == piece.equal:
            current = Piece(
                piece.equal,
                Span(current.old.start, piece.old.end),
                Span(current.new.start, piece.new.end),
            )
        else:
            if current is not None:
                yield current
            current = piece
    if current is not None:
        yield current
