"""Levels (层次): a part of a text without articles, nested by the style of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import ProvisionKind
from corpus.numbering import Mark, MarkStyle
from corpus.structure.lines import Line
from corpus.structure.nesting import Nesting
from corpus.structure.nodes import Names, Node

_HEADING_END = re.compile("[。：:；！？]")
_ANNEX_LIST = re.compile("附件?[：:]")
_LONGEST_HEADING = 40


def fill_levels(parent: Node, lines: Sequence[Line], names: Names, prefix: str) -> None:
    """层次: hang numbered lines below `parent` as levels and the others as paragraphs.

    `prefix` stands in front of the eids of what lies directly below `parent`.
    """
    nesting = Nesting()
    counts: dict[str, int] = {}
    listing = False
    for line in lines:
        listing = _ANNEX_LIST.match(line.words) is not None or (listing and _is_listed(line))
        if line.mark is None or line.quoted or listing:
            _add_paragraph(nesting.innermost or parent, parent, line, names, prefix, counts)
        else:
            _add_level(nesting, line.mark, parent, line, names, prefix)


def _is_listed(line: Line) -> bool:
    """Tell whether a line goes on with the list of annexes above it."""
    return line.style in (MarkStyle.AR_POINT, MarkStyle.AR_COMMA) and line.words[-1] not in "。；"


def _add_level(
    nesting: Nesting, mark: Mark, root: Node, line: Line, names: Names, prefix: str
) -> None:
    depth = nesting.depth_for(mark)
    above = nesting.parent(depth)
    base = f"{above.eid}__" if above else prefix
    node = Node(
        names.take(f"{base}lvl_{mark.ordinal}"),
        ProvisionKind.LEVEL,
        line.start,
        line.end,
        number=mark.number,
        heading=heading_of(line.rest),
        ordinal=mark.ordinal,
    )
    (above or root).children.append(node)
    nesting.open(depth, mark, node)


def _add_paragraph(
    above: Node, root: Node, line: Line, names: Names, prefix: str, counts: dict[str, int]
) -> None:
    base = prefix if above is root else f"{above.eid}__"
    counts[base] = counts.get(base, 0) + 1
    node = Node(
        names.take(f"{base}para_{counts[base]}"),
        ProvisionKind.PARAGRAPH,
        line.start,
        line.end,
        ordinal=counts[base],
    )
    above.children.append(node)


def heading_of(words: str) -> str:
    """标题: the words up to the first full stop or colon if they are short, else nothing."""
    found = _HEADING_END.search(words)
    heading = words[: found.start()] if found else words
    return heading.strip() if len(heading) <= _LONGEST_HEADING else ""
