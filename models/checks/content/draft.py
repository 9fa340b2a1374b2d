"""Draft view (草案视图): what is known of a draft before any model reads it.

Its clauses, the acts and wordings that rules see in them, and what they cite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citations import Citation, find_citations
from corpus.knowledge.acts import load_act_rules
from corpus.knowledge.unlawful import Strength
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.act import ActMatch, find_acts
from models.checks.content.evidence import citing_units
from models.checks.content.units import Unit, units
from models.checks.content.words import WordMatch
from models.submission import Submission


@dataclass(frozen=True, slots=True)
class DraftView:
    """草案视图. `citing` are the clauses that cite an article of another instrument."""

    submission: Submission
    pieces: tuple[Unit, ...]
    acts: tuple[ActMatch, ...]
    words: Sequence[WordMatch]
    citations: Sequence[Citation]
    citing: frozenset[Span]

    def acts_in(self, unit: Unit) -> tuple[ActMatch, ...]:
        """What act rules see in a clause."""
        return tuple(m for m in self.acts if unit.span.overlaps(m.span))

    def words_in(self, unit: Unit) -> dict[str, Strength]:
        """The categories that rules of wordings see in a clause, by the stronger of their rules."""
        found: dict[str, Strength] = {}
        for word in self.words:
            if unit.span.overlaps(word.span) and found.get(word.rule.category) != "sure":
                found[word.rule.category] = word.rule.strength
        return found

    def is_pointed_at(self, unit: Unit) -> bool:
        """Whether a rule or a citation asks for a whole reading of a clause."""
        return bool(unit.span in self.citing or self.acts_in(unit) or self.words_in(unit))


def view_draft(
    submission: Submission, context: Context, words: Sequence[WordMatch], *, cited: bool = True
) -> DraftView:
    """草案视图 of a submission; without `cited` what it cites is left aside (for the ablation)."""
    pieces = units(submission.document)
    issuer = submission.issuer_level.value if submission.issuer_level else None
    guards = {g.id: g for g in context.knowledge.guards}
    acts = find_acts(submission.document, load_act_rules(), guards, issuer_level=issuer)
    text, aliases = submission.document.text, context.knowledge.aliases
    citations = find_citations(text, context.library.names(), aliases)
    citing = citing_units((u.span for u in pieces), citations) if cited else frozenset()
    return DraftView(submission, pieces, acts, words, citations, citing)
