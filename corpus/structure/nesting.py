"""Nesting (嵌套): how deep a numbered line lies, from the numbers seen before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.numbering import Mark, MarkStyle
from corpus.structure.nodes import Node

_HEADS_DECIMALS = frozenset(
    (MarkStyle.AR_POINT, MarkStyle.AR_COMMA, MarkStyle.CN_COMMA, MarkStyle.CHAPTER)
)


@dataclass(slots=True)
class _Rung:
    style: MarkStyle
    node: Node
    last: tuple[int, ...]


@dataclass(slots=True)
class Nesting:
    """嵌套: the chain of numbered units open at a place, outermost first.

    A number that continues a list (k after k-1) joins it; a list that begins at 1 in a style not
    open yet lies below the unit before it; a number out of order joins the open list of its style.
    """

    rungs: list[_Rung] = field(default_factory=list)
    _closed: dict[tuple[int, MarkStyle], int] = field(default_factory=dict)

    def depth_for(self, mark: Mark) -> int:
        """Return the depth (0 outermost) at which the unit with this mark belongs."""
        if mark.style is MarkStyle.DECIMAL:
            return self._decimal_depth(mark)
        same = [i for i, rung in enumerate(self.rungs) if rung.style is mark.style]
        for i in reversed(same):
            if self.rungs[i].last[-1] + 1 == mark.ordinal:
                return i
        if same:
            nested = mark.ordinal == 1 and same[-1] < len(self.rungs) - 1
            return len(self.rungs) if nested else same[-1]
        if mark.ordinal > 1:
            for depth in range(len(self.rungs), -1, -1):
                if self._closed.get((depth, mark.style)) == mark.ordinal - 1:
                    return depth
        return len(self.rungs)

    def _decimal_depth(self, mark: Mark) -> int:
        for i in reversed(range(len(self.rungs))):
            rung = self.rungs[i]
            if rung.style is MarkStyle.DECIMAL and len(rung.last) <= len(mark.parts):
                return i if len(rung.last) == len(mark.parts) else i + 1
        for i, rung in enumerate(self.rungs):
            if rung.style is MarkStyle.DECIMAL:
                return i
            if rung.style in _HEADS_DECIMALS and rung.last[-1] == mark.parts[0]:
                return i + 1
        return len(self.rungs)

    def open(self, depth: int, mark: Mark, node: Node) -> None:
        """Put a unit at a depth; what lay at that depth or below is closed."""
        while len(self.rungs) > depth:
            rung = self.rungs.pop()
            self._closed[len(self.rungs), rung.style] = rung.last[-1]
        for key in [key for key in self._closed if key[0] > depth]:
            del self._closed[key]
        self.rungs.append(_Rung(mark.style, node, mark.parts))

    def parent(self, depth: int) -> Node | None:
        """Return the open unit one above a depth, None at the top."""
        return self.rungs[depth - 1].node if depth else None

    @property
    def innermost(self) -> Node | None:
        """The deepest open unit."""
        return self.rungs[-1].node if self.rungs else None

    def clear(self) -> None:
        """Close everything and forget it."""
        self.rungs.clear()
        self._closed.clear()
