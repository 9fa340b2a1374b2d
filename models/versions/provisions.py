"""Provisions (条文对照): the units of two drafts side by side, and what is known through them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.document import Document, Provision, ProvisionKind
from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number
from corpus.span import Span
from models.versions.alignment import Pair, align
from models.versions.identity import Identities, sentence_around
from models.versions.types import ProvisionChange
from models.versions.units import units
from models.versions.wording import pieces

_GONE = "〔已删的条〕"


class Draft:
    """一稿: a document with its units and its own numbers."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.identities = Identities(document)
        self.units = units(document)
        self._starts = [unit.span.start for unit in self.units]

    def at(self, offset: int) -> int:
        """Return the index of the unit at an offset, or of the one before it; -1 before all."""
        return bisect_right(self._starts, offset) - 1

    def folded(self) -> list[str]:
        """Return the folded text of every unit, without numbers."""
        return [self.identities.numbers.folded(unit.body) for unit in self.units]

    def clause(self, span: Span) -> tuple[Span, ...]:
        """条款: the words that decide about a finding at a span.

        In a text of numbered levels: the level around it with all below it, and the words that
        lead to it. Else the article; outside articles the sentence.
        """
        path = self.document.path_at(span.start)
        chain = [p for p in path if p.kind in (ProvisionKind.ARTICLE, ProvisionKind.LEVEL)]
        if not chain:
            return (sentence_around(self.document.text, span),)
        node = chain[-1].span
        return (*map(_lead, chain[:-1]), Span(node.start, max(node.end, span.end)))


class Aligned:
    """对齐的两稿: units paired, and the numbers of articles carried over."""

    def __init__(self, old: Document, new: Document) -> None:
        self.old, self.new = Draft(old), Draft(new)
        pairs = align(self.old.folded(), self.new.folded())
        self._forth: dict[int, Pair] = {pair[0]: pair for pair in pairs}
        self._back: dict[int, Pair] = {pair[1]: pair for pair in pairs}
        self._numbers = self._carried(pairs)

    def partner(self, old_unit: int) -> int | None:
        """Return the unit of the new draft that an old one became."""
        pair = self._forth.get(old_unit)
        return pair[1] if pair else None

    def origin(self, new_unit: int) -> int | None:
        """Return the unit of the old draft that a new one was."""
        pair = self._back.get(new_unit)
        return pair[0] if pair else None

    def moved(self, new_unit: int) -> bool:
        """Whether a unit of the new draft stands elsewhere in the order than before."""
        return new_unit in self._back and self._back[new_unit][2]

    def same_words(self, old: Sequence[Span], new: Sequence[Span]) -> bool:
        """Whether stretches say the same, citations of own articles carried to the new numbers."""
        before = [self.old.identities.numbers.folded(span, self._carry) for span in old]
        return before == [self.new.identities.numbers.folded(span, _write) for span in new]

    def changes(self) -> tuple[ProvisionChange, ...]:
        """条文对照: every unit of both drafts, what was deleted behind what it followed."""
        found = [self._change(self.origin(k), k) for k in range(len(self.new.units))]
        rows: list[ProvisionChange] = []
        gone = self._gone()
        rows += gone.get(None, [])
        for k, change in enumerate(found):
            rows += [change, *gone.get(k, [])]
        return tuple(rows)

    def _gone(self) -> dict[int | None, list[ProvisionChange]]:
        """Deleted units by the new unit that they would follow."""
        found: dict[int | None, list[ProvisionChange]] = {}
        after: int | None = None
        for i, unit in enumerate(self.old.units):
            pair = self._forth.get(i)
            if pair is None:
                found.setdefault(after, []).append(ProvisionChange(unit, None))
            elif not pair[2]:
                after = pair[1]
        return found

    def _change(self, i: int | None, k: int) -> ProvisionChange:
        new = self.new.units[k]
        if i is None:
            return ProvisionChange(None, new)
        old, moved = self.old.units[i], self.moved(k)
        ours, theirs = self.old.document.text, self.new.document.text
        if self.same_words([old.body], [new.body]):
            folded = self.old.identities.numbers.folded, self.new.identities.numbers.folded
            follows = folded[0](old.body, _write) != folded[1](new.body, _write)
            parts = pieces(ours, old.body, theirs, new.body) if follows else ()
            return ProvisionChange(old, new, moved=moved, follows=follows, pieces=parts)
        parts = pieces(ours, old.body, theirs, new.body)
        return ProvisionChange(old, new, moved=moved, changed=True, pieces=parts)

    def _carried(self, pairs: Sequence[Pair]) -> dict[ArticleNumber, ArticleNumber]:
        carried: dict[ArticleNumber, ArticleNumber] = {}
        for i, k, _ in pairs:
            before, after = self.old.units[i].article, self.new.units[k].article
            if before is not None and after is not None:
                carried.setdefault(before, after)
        return carried

    def _carry(self, number: ArticleNumber) -> str:
        after = self._numbers.get(number)
        return _write(after) if after else _GONE


def _lead(provision: Provision) -> Span:
    """The words of a provision before what it is divided into."""
    below = [child.span.start for child in provision.children]
    levels = [c.span.start for c in provision.children if c.kind is ProvisionKind.LEVEL]
    return Span(provision.span.start, min(levels or below or [provision.span.end]))


def _write(number: ArticleNumber) -> str:
    return format_article_number(number)
