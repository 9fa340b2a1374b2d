"""Inline markup (行内标记): what markdown writes inside a paragraph, and how it goes away."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.formats.lines import text_anchor
from corpus.formats.reading import Piece

_MARKS = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~ ])"
    r"|(?P<linebreak><br\s*/?>|\\(?=\n|$))"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>)"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});)"
    r"|(?P<star>\*+)"
    r"|(?P<struck>~~)"
    r"|(?P<code>`+)"
    r"|(?P<image>!(?=\[))|(?P<open>\[)|(?P<close>\])"
    r"|(?P<attributes>\{(?:[#.][^{}\s]*|[a-z]+=[^{}]*)(?:\s[^{}]*)?\})"
    r"|(?P<emoji>:[a-z][a-z_]{1,20}:)"
)
_STRONG_LINE = re.compile(r"(?<![_\\])__(?=[^_\s])([^\n]+?)(?<=[^_\s])__(?!_)")


@dataclass(frozen=True, slots=True)
class Edit:
    """改写: `raw[start:end]` becomes `text`."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """行内清理结果: the edits in order, and how many pictures the paragraph shows."""

    edits: tuple[Edit, ...]
    images: int = 0


def clean_inline(raw: str) -> Cleaned:
    """行内清理: escapes, emphasis, links, tags, entities and attributes of one paragraph."""
    edits: list[Edit] = []
    opened: list[tuple[Edit, bool]] = []
    stars: list[Edit] = []
    images = at = 0
    picture = False
    while found := _MARKS.search(raw, at):
        kind, edit = str(found.lastgroup), Edit(found.start(), found.end())
        at = found.end()
        if kind == "open":
            opened.append((edit, picture))
        elif kind == "close":
            at, image = _close(raw, edit, opened, edits)
            images += image
        elif kind == "star":
            stars.append(edit)
        else:
            edits.append(_simple(kind, found))
        picture = kind == "image"
    edits += _paired(stars)
    for strong in _STRONG_LINE.finditer(raw):
        edits += [Edit(strong.start(), strong.start(1)), Edit(strong.end(1), strong.end())]
    return Cleaned(tuple(_disjoint(edits)), images)


def _simple(kind: str, found: re.Match[str]) -> Edit:
    start, end = found.span()
    texts = {
        "escaped": found["escaped"] or "",
        "linebreak": "\n",
        "entity": html.unescape(found[0]),
        "image": "!",
    }
    return Edit(start, end, texts.get(kind, ""))


def _close(
    raw: str, edit: Edit, opened: list[tuple[Edit, bool]], edits: list[Edit]
) -> tuple[int, bool]:
    """Handle a `]`: with a target or attributes behind it, brackets and target go away."""
    if not opened:
        return edit.end, False
    start, picture = opened.pop()
    end = _target_end(raw, edit.end)
    if end == edit.end:
        return end, False
    if picture and raw[edit.end] == "(":
        edits.append(Edit(start.start - 1, end))
        return end, True
    edits += [start, Edit(edit.start, end)]
    return end, False


def _target_end(raw: str, at: int) -> int:
    """Return where the `(target)` or `{attributes}` that stands at `at` ends, or `at`."""
    pair = {"(": ")", "{": "}"}.get(raw[at : at + 1])
    if pair is None:
        return at
    depth = 0
    for index in range(at, min(len(raw), at + 2000)):
        if raw[index] == raw[at]:
            depth += 1
        elif raw[index] == pair:
            depth -= 1
            if not depth:
                return index + 1
    return at


def _paired(stars: list[Edit]) -> Iterator[Edit]:
    """Emphasis comes in pairs of the same length; a lone star is text."""
    split = any(star.end - star.start == 2 for star in stars)
    runs = [part for star in stars for part in (_halves(star) if split else [star])]
    for length in (1, 2, 3):
        same = [run for run in runs if run.end - run.start == length]
        yield from same[: len(same) // 2 * 2]


def _halves(star: Edit) -> list[Edit]:
    """`****` between two emphasised stretches closes one and opens the next."""
    if star.end - star.start != 4:
        return [star]
    middle = star.start + 2
    return [Edit(star.start, middle), Edit(middle, star.end)]


def _disjoint(edits: list[Edit]) -> Iterator[Edit]:
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= at:
            yield edit
            at = edit.end


def apply_edits(raw: str, where: Sequence[int], edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """应用改写: the pieces of a paragraph; `where[i]` is the source offset of `raw[i]`."""
    pieces: list[Piece] = []
    at = 0
    for edit in (*edits, Edit(len(raw), len(raw))):
        pieces += _verbatim(raw, where, at, edit.start)
        if edit.text:
            pieces.append(Piece(edit.text, text_anchor(where[edit.start]), verbatim=False))
        at = edit.end
    return tuple(pieces)


def _verbatim(raw: str, where: Sequence[int], start: int, end: int) -> Iterator[Piece]:
    while start < end:
        stop = start + 1
        while stop < end and where[stop] == where[stop - 1] + 1:
            stop += 1
        yield Piece(raw[start:stop], text_anchor(where[start]))
        start = stop
