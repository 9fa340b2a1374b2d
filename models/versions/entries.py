"""Entries (发现对照): which findings are the same, reworded, new or resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.span import Span
from models.finding import StepResult
from models.versions.identity import Entry, basis_fingerprint
from models.versions.likeness import grams, likeness
from models.versions.provisions import Aligned, Draft
from models.versions.types import ClauseState, EntryChange, EntryT

_SAME_PROBLEM = 0.4
_SAME_CHECK = 0.2


class Matcher:
    """发现配对 between two aligned drafts.

    Equal fingerprints are one finding. Of the rest, two of one category at clauses that belong
    together are one finding whose clause was reworded, if their sentences are alike.
    """

    def __init__(self, aligned: Aligned, *, same_law: bool = False) -> None:
        """`same_law`: both reviews applied the same library as of the same day."""
        self._aligned = aligned
        self._same_law = same_law

    def changes(
        self, old: Sequence[EntryT], new: Sequence[EntryT]
    ) -> tuple[EntryChange[EntryT], ...]:
        """发现变动, in the order of the new draft; what is gone stands where it stood."""
        ours = self._aligned.old.identities.all(old)
        theirs = self._aligned.new.identities.all(new)
        pairs = self._by_fingerprint(old, new, ours, theirs)
        pairs |= self._reworded(old, new, pairs)
        found: list[tuple[tuple[int, int], EntryChange[EntryT]]] = []
        for k, entry in enumerate(new):
            i = pairs.get(k)
            change = (
                EntryChange("new", self._state_of_new(entry), None, entry, "", theirs[k])
                if i is None
                else self._both(old[i], entry, (ours[i], theirs[k]))
            )
            found.append((self._place(entry, self._aligned.new), change))
        for i in sorted(set(range(len(old))) - set(pairs.values())):
            state = self._state_of_old(old[i])
            gone = EntryChange("resolved", state, old[i], None, ours[i], "")
            found.append((self._old_place(old[i]), gone))
        return tuple(change for _, change in sorted(found, key=lambda row: row[0]))

    def related(self, old: Entry, new: Entry) -> bool:
        """Whether two entries of one category stand at clauses that belong together."""
        if old.category != new.category:
            return False
        if old.span is None or new.span is None:
            return old.span is None and new.span is None and old.check_id == new.check_id
        i, k = self._aligned.old.at(old.span.start), self._aligned.new.at(new.span.start)
        return i >= 0 and self._aligned.partner(i) == k

    def _by_fingerprint(
        self, old: Sequence[Entry], new: Sequence[Entry], ours: Sequence[str], theirs: Sequence[str]
    ) -> dict[int, int]:
        """Index in the new review to index in the old; equal ones by their clause, then in order."""
        rest: dict[str, list[int]] = {}
        for i, identity in enumerate(ours):
            rest.setdefault(identity[:16], []).append(i)
        pairs: dict[int, int] = {}
        for strict in (True, False):
            for k, identity in enumerate(theirs):
                open_ones = rest.get(identity[:16], [])
                fit = [i for i in open_ones if not strict or self.related(old[i], new[k])]
                if k not in pairs and fit:
                    pairs[k] = fit[0]
                    open_ones.remove(fit[0])
        return pairs

    def _reworded(
        self, old: Sequence[Entry], new: Sequence[Entry], pairs: dict[int, int]
    ) -> dict[int, int]:
        used = set(pairs.values())
        scored = [
            (self._likeness(old[i], new[k]), i, k)
            for k in range(len(new))
            if k not in pairs
            for i in range(len(old))
            if i not in used and self.related(old[i], new[k])
        ]
        found: dict[int, int] = {}
        for score, i, k in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
            if score >= _SAME_PROBLEM and i not in used and k not in found:
                used.add(i)
                found[k] = i
        return found

    def _likeness(self, old: Entry, new: Entry) -> float:
        if old.span is None or new.span is None:
            return 1.0
        ours = grams(self._aligned.old.identities.sentence(old.span))
        theirs = grams(self._aligned.new.identities.sentence(new.span))
        return likeness(ours, theirs) + (_SAME_CHECK if old.check_id == new.check_id else 0.0)

    def _both(self, old: EntryT, new: EntryT, names: tuple[str, str]) -> EntryChange[EntryT]:
        law = not self._same_law and basis_changed(old, new)
        change = EntryChange("same", "whole", old, new, *names, law=law)
        if old.span is None or new.span is None:
            told = old.message == new.message
            return change if told else replace(change, status="reworded")
        if names[0][:16] != names[1][:16]:
            return replace(change, status="reworded", clause="changed")
        kept = self._same_clause(old.span, new.span)
        moved = self._aligned.moved(self._aligned.new.at(new.span.start))
        return replace(
            change, status="moved" if moved else "same", clause="same" if kept else "changed"
        )

    def _same_clause(self, old: Span, new: Span) -> bool:
        return self._aligned.same_words(
            self._aligned.old.clause(old), self._aligned.new.clause(new)
        )

    def _state_of_new(self, entry: Entry) -> ClauseState:
        if entry.span is None:
            return "whole"
        k = self._aligned.new.at(entry.span.start)
        i = self._aligned.origin(k)
        if i is None:
            return "inserted"
        return "same" if self._same_units(i, k) else "changed"

    def _state_of_old(self, entry: Entry) -> ClauseState:
        if entry.span is None:
            return "whole"
        i = self._aligned.old.at(entry.span.start)
        k = self._aligned.partner(i)
        if k is None:
            return "deleted"
        return "same" if self._same_units(i, k) else "changed"

    def _same_units(self, i: int, k: int) -> bool:
        old, new = self._aligned.old.units[i], self._aligned.new.units[k]
        return self._aligned.same_words([old.body], [new.body])

    def _place(self, entry: Entry, draft: Draft) -> tuple[int, int]:
        return (draft.at(entry.span.start), 1) if entry.span else (len(draft.units) + 1, 0)

    def _old_place(self, entry: Entry) -> tuple[int, int]:
        """Where in the new draft an entry of the old one would stand."""
        if entry.span is None:
            return len(self._aligned.new.units) + 1, 1
        for i in range(self._aligned.old.at(entry.span.start), -1, -1):
            k = self._aligned.partner(i)
            if k is not None:
                return k, 0 if i == self._aligned.old.at(entry.span.start) else 2
        return -1, 0


def basis_changed(old: Entry | StepResult, new: Entry | StepResult) -> bool:
    """依据变化: whether the law behind it reads differently, or lost or gained force."""
    return _bases(old) != _bases(new)


def _bases(entry: Entry | StepResult) -> frozenset[tuple[str, str]]:
    return frozenset((basis_fingerprint(basis), basis.validity) for basis in entry.basis)
