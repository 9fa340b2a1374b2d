"""Body of an article (条的内容): its 款, 项 and 目."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import ProvisionKind
from corpus.numbering import Mark, MarkStyle, read_mark
from corpus.structure.lines import BLANK, BLANKS, Line, squeeze
from corpus.structure.nesting import Nesting
from corpus.structure.nodes import Names, Node

_BRACKETED = re.compile(
    rf"(?:【(?P<square>[^】\n]{{1,40}})】|（(?P<round>[^（）\n]{{1,30}})）|\[(?P<ascii>[^]\n]{{1,40}})\])"
    rf"[{BLANK}]*"
)
_NOT_HEADINGS = re.compile("删除|删去|废止|已|略|此条|本条")
_SENTENCE = re.compile("[。；，：:;,！？]")
_CLAUSE_WORDS = re.compile("应当|可以|不得|必须|负责|实行|执行|按照|根据|、$|^除|的$|为$")
_INLINE = re.compile(
    rf"(?<=[：；。:;，,、{BLANK}])(?:[（(]\s*(?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})\s*[）)]"
    rf"(?![、，,至和或及与]|[项款目])|[①-⑳]|(?<=[：；。:;{BLANK}])[0-9]{{1,2}}(?:、|[.．](?![0-9])))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """片段: a line, or the part of a line from one number to the next."""

    start: int
    end: int
    mark: Mark | None


def has_short_title(lines: Sequence[Line]) -> bool:
    """条标题: tell whether an article's first line holds nothing but a few words that name it."""
    rest = lines[0].rest.lstrip(BLANKS + "：:")
    if len(lines) < 2 or (rest.endswith(("：", ":")) and lines[1].mark is not None):
        return False
    rest = rest.rstrip(BLANKS + "：:")
    return 2 <= len(rest) <= 25 and not _SENTENCE.search(rest) and not _CLAUSE_WORDS.search(rest)


def fill_article(
    text: str, article: Node, lines: Sequence[Line], names: Names, *, titled: bool
) -> None:
    """条: put the 款, 项 and 目 below an article whose first line is `lines[0]`.

    `titled` tells that the articles of this document have titles on the line of their number.
    """
    first = _take_heading(text, article, lines, titled=titled)
    pieces = _cut(text, first, lines[0].end, None) if first is not None else []
    for line in lines[1:]:
        pieces.extend(_cut(text, line.start, line.end, line.mark))
    _Filler(article, names).fill(pieces)


def _take_heading(text: str, article: Node, lines: Sequence[Line], *, titled: bool) -> int | None:
    """Set the article's heading; return where its words begin, None if the line holds none."""
    start, end = lines[0].content, lines[0].end
    while start < end and text[start] in BLANKS + "：:":
        start += 1
    bracket = _BRACKETED.match(text, start, end)
    if bracket and _is_heading(bracket):
        article.heading = squeeze(bracket["square"] or bracket["round"] or bracket["ascii"])
        start = bracket.end()
    elif titled and has_short_title(lines):
        article.heading = text[start:end].strip(BLANKS + "：:")
        return None
    return start if start < end else None


def _is_heading(bracket: re.Match[str]) -> bool:
    if bracket["round"] is None:
        return True
    words = bracket["round"]
    return not (_NOT_HEADINGS.search(words) or _SENTENCE.search(words) or read_mark(bracket[0]))


def _cut(text: str, start: int, end: int, mark: Mark | None) -> list[Piece]:
    """Cut a line at the numbers of a list that runs on within it."""
    if mark and mark.style in (MarkStyle.ARTICLE, MarkStyle.SECTION, MarkStyle.CHAPTER):
        mark = None
    if mark is None:
        mark = read_mark(text, start, end)
        mark = mark if mark and mark.style is MarkStyle.CN_PAREN else None
    found = [read_mark(text, m.start(), end) for m in _INLINE.finditer(text, start, end)]
    inner = [m for m in found if m is not None and m.start > start]
    cuts: list[Mark] = []
    for style in {m.style for m in inner}:
        cuts.extend(_run([m for m in inner if m.style is style], mark))
    cuts.sort(key=lambda m: m.start)
    heads: list[tuple[int, Mark | None]] = [(start, mark), *((m.start, m) for m in cuts)]
    stops = [*(m.start for m in cuts), end]
    pieces = []
    for (head, head_mark), stop in zip(heads, stops, strict=True):
        trimmed = head + len(text[head:stop].rstrip(BLANKS))
        pieces.append(Piece(head, trimmed, head_mark))
    return pieces


def _run(marks: list[Mark], opening: Mark | None) -> list[Mark]:
    """Return those marks of one style that count up: a list has at least two members."""
    last = opening.ordinal if opening and opening.style is marks[0].style else 0
    kept: list[Mark] = []
    for i, mark in enumerate(marks):
        follows = i + 1 < len(marks) and marks[i + 1].ordinal == 2
        if (mark.ordinal == last + 1 and last > 0) or (mark.ordinal == 1 and follows):
            kept.append(mark)
            last = mark.ordinal
    return kept


class _Filler:
    """Hangs pieces below one article."""

    def __init__(self, article: Node, names: Names) -> None:
        self._article = article
        self._names = names
        self._nesting = Nesting()
        self._paragraph: Node | None = None
        self._count = 0

    def fill(self, pieces: Sequence[Piece]) -> None:
        """Place every piece, in order."""
        for i, piece in enumerate(pieces):
            if piece.mark is not None:
                self._item(piece, piece.mark)
            elif self._continues(pieces, i):
                node = self._nesting.innermost
                if node is not None:
                    node.end = piece.end
            else:
                self._open_paragraph(piece)

    def _continues(self, pieces: Sequence[Piece], i: int) -> bool:
        """Tell whether an unnumbered line belongs to the item above it."""
        if not self._nesting.rungs:
            return False
        if self._nesting.rungs[-1].style is MarkStyle.DECIMAL:
            return True
        following = next((p.mark for p in pieces[i + 1 : i + 6] if p.mark), None)
        return following is not None and any(
            rung.style is following.style and rung.last[-1] + 1 == following.ordinal
            for rung in self._nesting.rungs
        )

    def _open_paragraph(self, piece: Piece) -> None:
        self._count += 1
        eid = self._names.take(f"{self._article.eid}__para_{self._count}")
        node = Node(eid, ProvisionKind.PARAGRAPH, piece.start, piece.end, ordinal=self._count)
        self._article.children.append(node)
        self._paragraph = node
        self._nesting.clear()

    def _item(self, piece: Piece, mark: Mark) -> None:
        depth = self._nesting.depth_for(mark)
        parent = self._nesting.parent(depth) or self._paragraph or self._article
        kind = ProvisionKind.POINT if depth else ProvisionKind.ITEM
        label = "point" if depth else "item"
        eid = self._names.take(f"{parent.eid}__{label}_{mark.ordinal}")
        node = Node(eid, kind, piece.start, piece.end, number=mark.number, ordinal=mark.ordinal)
        parent.children.append(node)
        self._nesting.open(depth, mark, node)
