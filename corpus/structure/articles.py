"""Articles (条文): a part of a text made of 编章节条."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import ProvisionKind
from corpus.numbering import MarkStyle
from corpus.structure.body import fill_article, has_short_title
from corpus.structure.lines import Line, squeeze
from corpus.structure.nodes import Names, Node

_RANK = {
    MarkStyle.BOOK: 0,
    MarkStyle.PART: 1,
    MarkStyle.DIVISION: 1,
    MarkStyle.CHAPTER: 2,
    MarkStyle.SECTION: 3,
    MarkStyle.CN_COMMA: 4,
}
_KIND = {
    MarkStyle.BOOK: (ProvisionKind.BOOK, "book"),
    MarkStyle.PART: (ProvisionKind.BOOK, "part"),
    MarkStyle.DIVISION: (ProvisionKind.LEVEL, "lvl"),
    MarkStyle.CHAPTER: (ProvisionKind.CHAPTER, "chp"),
    MarkStyle.SECTION: (ProvisionKind.SECTION, "sec"),
    MarkStyle.CN_COMMA: (ProvisionKind.LEVEL, "lvl"),
}
_BARE_HEADINGS = frozenset(("总则", "附则", "罚则", "法律责任", "奖励与处罚", "监督检查"))
_LONGEST_HEADING = 60


class Divisions:
    """编章节: decides which lines are headings above the articles."""

    def __init__(self, lines: Sequence[Line], articles: frozenset[int]) -> None:
        self._lines = lines
        self._articles = articles
        self._last_group = 0
        self._groups = self._grouped()

    def _grouped(self) -> bool:
        """Tell whether 一、 stands as a heading right before the first article."""
        first = min(self._articles, default=0)
        before = first - 1
        while before >= 0 and self._lines[before].style is MarkStyle.SECTION:
            before -= 1
        return before >= 0 and self._is_group(before, 1)

    def _is_group(self, i: int, ordinal: int) -> bool:
        line = self._lines[i]
        if line.style is not MarkStyle.CN_COMMA or line.mark is None or i + 1 >= len(self._lines):
            return False
        short = len(line.words) <= _LONGEST_HEADING and line.words[-1] not in "。；：，"
        return short and line.mark.ordinal == ordinal and i + 1 in self._articles

    def rank(self, i: int) -> int | None:
        """Return the rank of the heading on line `i` (0 for 编), None if it is not a heading."""
        line = self._lines[i]
        if line.quoted or line.mark is None:
            return None
        if self._groups and self._is_group(i, self._last_group + 1):
            self._last_group += 1
            return _RANK[MarkStyle.CN_COMMA]
        if line.style not in _RANK or line.style is MarkStyle.CN_COMMA:
            return None
        plain = len(line.words) <= _LONGEST_HEADING and line.words[-1] not in "。；，"
        return _RANK[line.style] if plain and not line.rest.startswith(("规定", "的")) else None

    def is_bare(self, i: int) -> bool:
        """Tell whether line `i` is a chapter heading that has lost its number, such as 附则."""
        after = i + 1 in self._articles
        return after and squeeze(self._lines[i].words) in _BARE_HEADINGS


class ArticleTree:
    """条文树: hangs 编章节条 below a parent, line by line."""

    def __init__(self, text: str, parent: Node, names: Names, prefix: str) -> None:
        self._text = text
        self._root = parent
        self._names = names
        self._prefix = prefix
        self._chain: list[tuple[int, Node]] = []
        self._loose = 0
        self._titled = False

    def fill(self, lines: Sequence[Line], articles: frozenset[int]) -> None:
        """Build the tree from lines that begin with a heading or an article."""
        divisions = Divisions(lines, articles)
        ranks = [self._rank(divisions, i) for i in range(len(lines))]
        starts = [i for i, rank in enumerate(ranks) if rank is not None or i in articles]
        parts = list(zip(starts, [*starts[1:], len(lines)], strict=True))
        for line in lines[: starts[0] if starts else len(lines)]:
            self._paragraph(line)
        self._titled = self._have_titles([lines[i:j] for i, j in parts if i in articles])
        for i, stop in parts:
            rank = ranks[i]
            if rank is None:
                self._article(lines[i:stop])
            else:
                self._division(lines[i], rank)
                for line in lines[i + 1 : stop]:
                    self._paragraph(line)

    @staticmethod
    def _have_titles(articles: Sequence[Sequence[Line]]) -> bool:
        """Tell whether enough articles begin with a title that it is this document's habit."""
        return sum(has_short_title(lines) for lines in articles) * 3 >= max(len(articles), 3)

    @staticmethod
    def _rank(divisions: Divisions, i: int) -> int | None:
        rank = divisions.rank(i)
        return 2 if rank is None and divisions.is_bare(i) else rank

    @property
    def _above(self) -> Node:
        return self._chain[-1][1] if self._chain else self._root

    def _division(self, line: Line, rank: int) -> None:
        while self._chain and self._chain[-1][0] >= rank:
            self._chain.pop()
        above = self._above
        kind, label = (ProvisionKind.CHAPTER, "chp")
        if line.style in _KIND:
            kind, label = _KIND[line.style]
        base = f"{above.eid}__" if self._chain else self._prefix
        mark = line.mark
        node = Node(
            self._names.take(f"{base}{label}_{mark.ordinal if mark else 'unnumbered'}"),
            kind,
            line.start,
            line.end,
            number=mark.number if mark else "",
            heading=squeeze(line.rest),
            ordinal=mark.ordinal if mark else None,
            sub=mark.sub if mark else 0,
        )
        above.children.append(node)
        self._chain.append((rank, node))
        self._loose = 0

    def _paragraph(self, line: Line) -> None:
        self._loose += 1
        base = f"{self._above.eid}__" if self._chain else self._prefix
        eid = self._names.take(f"{base}para_{self._loose}")
        node = Node(eid, ProvisionKind.PARAGRAPH, line.start, line.end, ordinal=self._loose)
        self._above.children.append(node)

    def _article(self, lines: Sequence[Line]) -> None:
        line, mark = lines[0], lines[0].mark
        if mark is None:
            raise ValueError("an article begins with its number")
        sub = f"_{mark.sub}" if mark.sub else ""
        node = Node(
            self._names.take(f"{self._prefix}art_{mark.ordinal}{sub}"),
            ProvisionKind.ARTICLE,
            line.start,
            line.end,
            number=mark.number,
            ordinal=mark.ordinal,
            sub=mark.sub,
        )
        fill_article(self._text, node, lines, self._names, titled=self._titled)
        self._above.children.append(node)
