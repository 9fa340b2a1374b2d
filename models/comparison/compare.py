"""The comparison (比对): an explicit table of comparers, each stating one sort of difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from models.comparison.bodies import compare_bodies, compare_liability
from models.comparison.conditions import (
    compare_alternatives,
    compare_exceptions,
    compare_fees,
    compare_filing,
    compare_residence,
)
from models.comparison.difference import Difference
from models.comparison.fines import compare_fines, compare_stages
from models.comparison.lists import compare_lists
from models.comparison.modality import compare_modality, compare_waivers
from models.comparison.periods import compare_immediacy, compare_periods
from models.comparison.quantities import compare_quantities
from models.comparison.sanctions import compare_sanctions
from models.comparison.sides import Pair, read_side

COMPARERS: tuple[Callable[[Pair], Iterator[Difference]], ...] = (
    compare_fines,
    compare_stages,
    compare_sanctions,
    compare_periods,
    compare_immediacy,
    compare_quantities,
    compare_waivers,
    compare_modality,
    compare_bodies,
    compare_liability,
    compare_lists,
    compare_alternatives,
    compare_exceptions,
    compare_filing,
    compare_fees,
    compare_residence,
)
"""比对项目, in the order in which differences are reported."""


def compare(draft: str, law: str) -> tuple[Difference, ...]:
    """上下位法比对: where the clause `draft` departs from the provision `law`.

    Only what can be said with confidence; no difference does not mean no conflict. Differences at
    the same place of the draft are stated once, by the first comparer. Empty texts have none.
    """
    if not draft.strip() or not law.strip():
        return ()
    pair = Pair(read_side(draft), read_side(law))
    if not pair.same_matter:
        return ()
    found: list[Difference] = []
    for comparer in COMPARERS:
        for item in comparer(pair):
            if not any(item.draft_span.overlaps(f.draft_span) for f in found):
                found.append(item)
    return tuple(found)
