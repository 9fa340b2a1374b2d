"""Paragraphs (段落还原): lines broken by the page width put together again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.formats.layout.line import Line
from corpus.formats.lines import opens_unit

_INDENT = 1.2
_SHORT = 1.8
_SHORT_ENDED = 0.8  # a line that ends a sentence and stops before the edge ends a paragraph
_GAP = 1.5
_PITCH_SHARE = 0.15
_SIZES_DIFFER = 0.15
_CLOSING = "”’」』）)】》。，、；：！？"
_BRACKET_LINES = 6
_FAR = 0.35
# an article whose blank was lost (第四条甲方…), not one that is cited (第四条规定的…)
_ARTICLE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+条(?![的规所第、至和或之款项及与，。）和中])"
)
_LEADER = re.compile(r"[….·]{4,}\s*[（(]?[\divxIVX]*[）)]?$")  # a line of a table of contents
_WORD = re.compile(r"([!-~¥￥]{2,40})([，。；：、！？）》”]?)")
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
    pitch = _usual_pitch(steps) if steps else 2 * size
    width = max((line.right - line.left for line in lines), default=0.0)
    return {page: _frame(found, size, pitch, width) for page, found in pages.items()}


def _usual_pitch(steps: Sequence[float]) -> float:
    """The step within paragraphs: the least one that is not rare.

    In a text of short paragraphs the steps between them outnumber those within.
    """
    least = max(3, _PITCH_SHARE * len(steps))
    rounded = Counter(round(step) for step in steps)
    common = [key for key in rounded if rounded[key - 1] + rounded[key] + rounded[key + 1] >= least]
    return min(float(min(common)), median(steps)) if common else median(steps)


def _usual_size(lines: Sequence[Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.words)
    return weights.most_common(1)[0][0] if weights else 12.0


def _frame(lines: Sequence[Line], size: float, pitch: float, width: float) -> _Frame:
    """The left edge is where most full lines begin; a page of short lines borrows the width."""
    full = [line for line in lines if line.right - line.left > 0.8 * width]
    lefts = Counter(round(line.left / 3) for line in full or lines)
    near = {key: lefts[key - 1] + count + lefts[key + 1] for key, count in lefts.items()}
    most = max(near.values())
    left = min(key for key, count in near.items() if count >= 0.5 * most) * 3.0
    left = min(left, median(line.left for line in full)) if full else left
    right = median(line.right for line in full) if len(full) > 2 else left + width
    return _Frame(left, right, size, pitch)


def _begins(before: Line, line: Line, old: _Frame, new: _Frame) -> bool:
    if "\t" in before.words or "\t" in line.words or _LEADER.search(before.words):
        return True
    if abs(before.size - line.size) > _SIZES_DIFFER * max(before.size, line.size):
        return True
    if before.page == line.page and abs(before.bottom - line.bottom) > _GAP * new.pitch:
        return True
    if _is_wrapped_title(before, line, old, new):
        return False
    if _turns_back(before, line, old, new):
        return True
    ended = before.words[-1] in _ENDS
    least = (_SHORT_ENDED if ended else _SHORT) * before.size
    if old.right - before.right > max(least, _unbroken(line)):
        return True
    if ended and (opens_unit(line.words) or _ARTICLE.match(line.words)):
        return True
    if line.left - new.left <= _INDENT * line.size:
        return False
    hanging = abs(line.left - before.left) < 0.5 * line.size and not ended
    return not hanging or opens_unit(line.words)


def _turns_back(before: Line, line: Line, old: _Frame, new: _Frame) -> bool:
    """A line far to the right (a signature, its date) is no part of one at the left edge."""
    far = before.left - old.left > _FAR * (old.right - old.left)
    return far and line.left - new.left < 0.5 * (before.left - old.left)


def _unbroken(line: Line) -> float:
    """The width of the word or amount a line begins with: it may have been too wide to fit."""
    word = _WORD.match(line.words)
    return line.size * (0.6 * len(word[1]) + 1.1 * len(word[2])) if word else 0.0


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
