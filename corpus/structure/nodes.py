"""Nodes (节点): provisions while they grow, and the eids that keep them apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.document import Provision, ProvisionKind
from corpus.span import Span


@dataclass(slots=True)
class Node:
    """节点: a provision under construction; its span grows with what is put below it."""

    eid: str
    kind: ProvisionKind
    start: int
    end: int
    number: str = ""
    heading: str = ""
    ordinal: int | None = None
    sub: int = 0
    children: list[Node] = field(default_factory=list)

    def freeze(self) -> Provision:
        """Return the finished provision; its span covers its own words and all children."""
        children = tuple(child.freeze() for child in self.children)
        end = max([self.end, *(child.span.end for child in children)])
        return Provision(
            eid=self.eid,
            kind=self.kind,
            number=self.number,
            heading=self.heading,
            span=Span(self.start, end),
            ordinal=self.ordinal,
            sub=self.sub,
            children=children,
        )


class Names:
    """标识: gives every node an eid that no other node of the document has."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """Return `wanted`, with `__dup_2` and so on when it was given out before."""
        count = self._seen.get(wanted, 0) + 1
        self._seen[wanted] = count
        if count == 1:
            return wanted
        return self.take(f"{wanted}__dup_{count}")
