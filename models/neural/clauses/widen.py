"""Widening (扩至标点): from marked words to the stretch between the commas around them."""

from __future__ import annotations

_BREAKS = "，。；：！\n"
_ENDS = "，。；！\n"


def widened_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span from the mark before `start` to the mark after `end`."""
    while start > 0 and text[start - 1] not in _BREAKS:
        start -= 1
    while end < len(text) and text[end - 1] not in _ENDS and text[end] not in _ENDS:
        end += 1
    return start, end


def widened(text: str, span: tuple[int, int]) -> str:
    """Return the words of the widened span."""
    start, end = widened_span(text, *span)
    return text[start:end]
