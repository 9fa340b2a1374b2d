"""Paragraphs (段落还原): lines broken by the page width put together again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.formats.lines import opens_unit
from corpus.formats.pdf.lines import Line

_INDENT = 1.2
_SHORT = 1.8
_SHORT_ENDED = 0.8  # a line that ends a sentence and stops before the edge ends a paragraph
_GAP = 1.5
_SIZES_DIFFER = 0.15
_CLOSING = "”’」』）)】》。，、；：！？"
_BRACKET_LINES = 6
_ENDS = "。；：！？;:"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of the text on a page, and what is usual in the document."""

    left: float
    right: float
    size: float
    pitch: float


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """段落还原: groups of lines that make one paragraph, page breaks notwithstanding.

    A new one begins after a short line, with an indent, a wider gap or another size of letters,
    and where a numbered unit opens after the end of a sentence.
    """
    frames = _frames(lines)
    group: list[Line] = []
    for line in lines:
        if (
            group
            and not _continues(group, line)
            and _begins(group[-1], line, frames[group[-1].page], frames[line.page])
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _frames(lines: Sequence[Line]) -> dict[int, _Frame]:
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    size = _usual_size(lines)
    steps = [
        a.bottom - b.bottom
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.bottom - b.bottom < 4 * size
    ]
    pitch = median(steps) if steps else 2 * size
    width = max((line.right - line.left for line in lines), default=0.0)
    return {page: _frame(found, size, pitch, width) for page, found in pages.items()}


def _usual_size(lines: Sequence[Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.words)
    return weights.most_common(1)[0][0] if weights else 12.0


def _frame(lines: Sequence[Line], size: float, pitch: float, width: float) -> _Frame:
    """The left edge is where most full lines begin; a page of short lines borrows the width."""
    full = [line for line in lines if line.right - line.left > 0.8 * width]
    lefts = Counter(round(line.left / 3) for line in full or lines)
    most = max(lefts.values())
    left = min(key for key, count in lefts.items() if count >= 0.5 * most) * 3.0
    left = min(left, median(line.left for line in full)) if full else left
    right = median(line.right for line in full) if len(full) > 2 else left + width
    return _Frame(left, right, size, pitch)


def _begins(before: Line, line: Line, old: _Frame, new: _Frame) -> bool:
    if "\t" in before.words or "\t" in line.words:
        return True
    if abs(before.size - line.size) > _SIZES_DIFFER * max(before.size, line.size):
        return True
    if before.page == line.page and abs(before.bottom - line.bottom) > _GAP * new.pitch:
        return True
    if _is_wrapped_title(before, line, old, new):
        return False
    ended = before.words[-1] in _ENDS
    if old.right - before.right > (_SHORT_ENDED if ended else _SHORT) * before.size:
        return True
    if opens_unit(line.words) and ended:
        return True
    if line.left - new.left <= _INDENT * line.size:
        return False
    hanging = abs(line.left - before.left) < 0.5 * line.size and not ended
    return not hanging or opens_unit(line.words)


def _continues(group: Sequence[Line], line: Line) -> bool:
    """Closing signs open nothing; a bracket that opened the paragraph is closed in it."""
    if line.words[0] in _CLOSING:
        return True
    text = "".join(part.words for part in group)
    opened = text[0] in "（(" and _open(text) > 0 and len(group) < _BRACKET_LINES
    return opened and not opens_unit(line.words)


def _open(text: str) -> int:
    return sum(text.count(sign) for sign in "（(") - sum(text.count(sign) for sign in "）)")


def _is_wrapped_title(before: Line, line: Line, old: _Frame, new: _Frame) -> bool:
    """Two centred lines of letters larger than the text are one title."""
    large = min(before.size, line.size) > (1 + _SIZES_DIFFER) * new.size
    return large and _centred(before, old) and _centred(line, new) and not opens_unit(line.words)


def _centred(line: Line, frame: _Frame) -> bool:
    return abs((line.left - frame.left) - (frame.right - line.right)) < 2.5 * line.size
