"""Parser (结构解析): from the text to the tree of its provisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Provision, ProvisionKind
from corpus.numbering import MarkStyle
from corpus.structure.articles import ArticleTree
from corpus.structure.contents import contents_end
from corpus.structure.levels import fill_levels
from corpus.structure.lines import DIVIDING, Line, split_lines, squeeze
from corpus.structure.nodes import Names, Node
from corpus.structure.regions import Annex, annexes, attached_at
from corpus.structure.sequence import article_lines
from corpus.structure.signature import signature_range
from corpus.structure.titles import is_title

_ADDRESSEE = re.compile("^各|政府|局|厅|委员会|部门|单位|公司|院|处|中心|会|部|办")
_CONTRACT = re.compile(
    "[（(]?(?:甲|乙|买|卖|供|需|发包|承包|出租|承租|委托|受托|转让|受让|出让|用电|供电|用热|供热|研究开发|服务)(?:方|人|单位)[^的应]{0,12}$|(?:甲|乙)方[：:（(]"
)

_CONTRACT_TITLE = re.compile("[^。；，：]{0,40}(?:合同|协议)书?(?:[（(][^）)]{1,20}[）)])?")


def parse_structure(text: str) -> Provision:
    """条文结构: the tree of a text that has one paragraph a line.

    Nothing is renumbered: wrong and repeated numbers stay as written. Never raises; a text without
    any numbers becomes a preamble and paragraphs.
    """
    lines = split_lines(text)
    root = Node("doc", ProvisionKind.DOCUMENT, 0, len(text))
    if lines:
        _Parser(text, root).parse(lines)
    return root.freeze()


class _Parser:
    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._root = root
        self._names = Names()
        self._names.take("doc")

    def parse(self, lines: Sequence[Line]) -> None:
        """Cut the text into its regions and build each."""
        found = [a for a in annexes(lines) if a.index > 0]
        stops = [*(a.index for a in found), len(lines)]
        main = lines[: stops[0]]
        split = attached_at(main)
        if split:
            self._region(self._root, main[:split], "")
            self._region(self._root, main[split:], "att__", articles_prefix="")
        else:
            self._region(self._root, main, "")
        promoted = None if article_lines(main) else self._promoted(lines, found, stops)
        for i, annex in enumerate(found):
            part = lines[annex.index : stops[i + 1]]
            if i == promoted:
                self._region(self._root, part, "att__", articles_prefix="", lead=1)
            else:
                self._annex(annex, i + 1, part)

    @staticmethod
    def _promoted(lines: Sequence[Line], found: list[Annex], stops: list[int]) -> int | None:
        """Return which annex is the measure that a notice without articles brings."""
        for i, annex in enumerate(found):
            if len(article_lines(lines[annex.index : stops[i + 1]])) > 1:
                return i
        return None

    def _annex(self, annex: Annex, position: int, lines: Sequence[Line]) -> None:
        ordinal = annex.ordinal or position
        node = Node(
            self._names.take(f"annex_{ordinal}"),
            ProvisionKind.ANNEX,
            lines[0].start,
            lines[0].end,
            number=annex.number,
            heading=_annex_heading(annex, lines),
            ordinal=ordinal,
        )
        self._root.children.append(node)
        prefix = f"{node.eid}__"
        self._region(node, lines, prefix, articles_prefix=prefix, lead=1)

    def _region(
        self,
        parent: Node,
        lines: Sequence[Line],
        prefix: str,
        *,
        articles_prefix: str = "",
        lead: int = 0,
    ) -> None:
        """Build a region: preamble, units, signature, tail. `lead` lines are preamble at least."""
        signed = signature_range(lines)
        if signed and signed[0] < max(lead, 1):
            signed = None
        body, block, tail = lines, lines[:0], lines[:0]
        if signed:
            body, block, tail = lines[: signed[0]], lines[slice(*signed)], lines[signed[1] :]
        self._body(parent, body, prefix, articles_prefix, lead)
        if block:
            self._add(parent, ProvisionKind.SIGNATURE, f"{prefix}signature", block)
        for line in tail:
            self._add(parent, ProvisionKind.PARAGRAPH, f"{prefix}tail", [line])

    def _body(
        self, parent: Node, lines: Sequence[Line], prefix: str, articles_prefix: str, lead: int
    ) -> None:
        listed = contents_end(lines)
        found = article_lines(lines[listed:])
        articles = frozenset(i + listed for i in found)
        if not articles or (len(articles) == 1 and self._reads_as_levels(lines, articles)):
            head = _level_head(lines, lead)
            self._preamble(parent, lines[:head], prefix)
            fill_levels(parent, lines[head:], self._names, prefix)
            return
        head = max(_article_head(lines, min(articles), listed), lead)
        self._preamble(parent, lines[:head], prefix)
        tree = ArticleTree(self._text, parent, self._names, articles_prefix)
        tree.fill(lines[head:], frozenset(i - head for i in articles if i >= head))

    @staticmethod
    def _reads_as_levels(lines: Sequence[Line], articles: frozenset[int]) -> bool:
        levels = sum(line.style is MarkStyle.CN_COMMA for line in lines)
        mark = lines[min(articles)].mark
        return levels > 1 and (mark is None or mark.ordinal != 1)

    def _preamble(self, parent: Node, lines: Sequence[Line], prefix: str) -> None:
        if lines:
            self._add(parent, ProvisionKind.PREAMBLE, f"{prefix}preamble", lines)

    def _add(self, parent: Node, kind: ProvisionKind, eid: str, lines: Sequence[Line]) -> None:
        node = Node(self._names.take(eid), kind, lines[0].start, lines[-1].end)
        parent.children.append(node)


def _annex_heading(annex: Annex, lines: Sequence[Line]) -> str:
    if annex.title:
        return squeeze(annex.title)
    if len(lines) > 1 and lines[1].mark is None and len(lines[1].words) <= 60:
        return squeeze(lines[1].words)
    return ""


def _article_head(lines: Sequence[Line], first: int, listed: int) -> int:
    """Return the index of the first heading that leads to the first article."""
    start = first
    for i in range(first - 1, listed - 1, -1):
        if (lines[i].style in DIVIDING and not lines[i].quoted) or (
            lines[i].style is MarkStyle.CN_COMMA and i + 1 == start
        ):
            start = i
    return start


def _level_head(lines: Sequence[Line], lead: int) -> int:
    """Return how many lines at the head of a text without articles are preamble."""
    listed = contents_end(lines)
    marks = (i for i, x in enumerate(lines) if i >= listed and x.mark is not None)
    first = next(marks, len(lines))
    if any(_shows_contract(line) for line in lines[:first]):
        if first < len(lines):
            return max(first, lead)
    else:
        for i, line in enumerate(lines[: min(first, 15)]):
            if line.words[-1] in "：:" and len(line.words) <= 200 and _ADDRESSEE.search(line.words):
                return max(i + 1, lead)
    head = max(lead, listed)
    while head < first and not _is_running(lines[head]):
        head += 1
        if head > lead + 6 and not is_title(lines[head - 1].words):
            break
    return min(max(head, lead), len(lines))


def _shows_contract(line: Line) -> bool:
    """Tell whether a line names a party or is the title of a contract."""
    words = squeeze(line.words)
    return _CONTRACT.match(words) is not None or _CONTRACT_TITLE.fullmatch(words) is not None


def _is_running(line: Line) -> bool:
    return line.words[-1] in "。；：" or len(line.words) > 80
