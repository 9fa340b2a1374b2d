"""Grounds (依据选取): which provisions a finding rests on, quoted from the library as of the date."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.knowledge.types import BasisRef, Category
from models.checks.base import Context
from models.checks.content.basis import overlap
from models.checks.content.power import PowerAnswer
from models.checks.content.suspicion import Candidate, Suspicion
from models.checks.grounding import ground
from models.finding import LegalBasis
from models.neural.clauses.usual_bases import usual_bases

_SHOWN = 4
_OF_ONE = "contradicts_upper_law"
_LIKE = 0.25
"""Share of a clause's pairs of characters that a provision needs to be shown beside those of another category.
Of 25 that had less, of 260 clauses that the judge is fitted on, two were the ground."""


def grounds(
    suspect: Suspicion, power: PowerAnswer, against: Candidate | None, context: Context
) -> tuple[LegalBasis, ...]:
    """依据选取: the provision in conflict first, then the usual ones, the rule's, the category's.

    A provision of like words that a clause of another category conflicts with comes third. Verified ones
    only, unless there is none; at most four.
    """
    first = [against.basis] if against is not None and (suspect.by_law or against.cited) else []
    also = (
        [against.basis] if against is not None and not first and _is_like(suspect, against) else []
    )
    rules = [ref for m in suspect.matches for ref in m.rule.bases][:1]
    table = list(power.power.bases) if power.power else []
    usual = usual_bases(suspect.category.id, suspect.text)
    refs: list[BasisRef] = [*usual[:1], *rules, *usual[1:]]
    rest = ground([*suspect.category.bases, *table], context.library)
    bases = [*first, *ground(refs[:2], context.library), *also, *ground(refs[2:], context.library)]
    bases += rest
    distinct = list({(b.law, b.article): b for b in bases if b.verified}.values())
    return tuple(distinct[:_SHOWN]) or tuple(bases[:1])


def _is_like(suspect: Suspicion, candidate: Candidate) -> bool:
    return overlap(suspect.text, candidate.basis.quoted_text) >= _LIKE


def category_grounds(
    category: Category,
    own: Sequence[BasisRef],
    power: PowerAnswer,
    text: str,
    context: Context,
) -> tuple[LegalBasis, ...]:
    """依据选取 for a clause judged by its words: the rule's own provision, the usual ones, the category's.

    A conflict with superior law is with the rule's own provision, and with no other.
    """
    table = power.power.bases if power.power else ()
    refs = list(own)
    if not own or category.id != _OF_ONE:
        refs += [*usual_bases(category.id, text), *category.bases, *table]
    bases = ground(refs, context.library)
    distinct = list({(b.law, b.article): b for b in bases if b.verified}.values())
    return tuple(distinct[:_SHOWN]) or bases[:1]
