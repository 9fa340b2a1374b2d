"""Title lines (标题分行): a long title in lines of like length that do not break words."""

from __future__ import annotations

_CLOSERS = "》〉）】”、，的"
_OPENERS = "《〈（【“"


def balanced(title: str, longest: int) -> list[str]:
    """标题分行: as few lines of at most `longest` characters as the title needs."""
    count = -(-len(title) // longest)
    lines: list[str] = []
    rest = _words(title)
    while count > 1 and rest:
        line = _take(rest, sum(map(len, rest)) / count, longest)
        lines.append("".join(rest[:line]))
        rest, count = rest[line:], count - 1
    last = "".join(rest)
    return (
        [*lines, *([last] if len(last) <= longest else balanced(last, longest))] if last else lines
    )


def _take(words: list[str], target: float, longest: int) -> int:
    """How many words make a line nearest to the target length."""
    best, length = 1, 0
    off = float("inf")
    for count, word in enumerate(words, 1):
        length += len(word)
        if length > longest:
            break
        if abs(length - target) <= off:
            best, off = count, abs(length - target)
    return best


def _words(title: str) -> list[str]:
    """Words, with what closes joined to the word before and what opens to the one after."""
    import rjieba

    words: list[str] = []
    opened = ""
    for word in rjieba.cut(title):
        if word in _CLOSERS and words and not opened:
            words[-1] += word
        elif word in _OPENERS:
            opened += word
        else:
            words.append(opened + word)
            opened = ""
    return [*words, opened] if opened else words
