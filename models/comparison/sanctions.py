"""Kinds of sanctions (处罚种类): those the law does not have for the matter, and those dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.comparison.difference import Difference, difference
from models.comparison.overlap import contained
from models.comparison.sides import Pair
from models.nlp import Sanction
from models.nlp.components.sanction import sanction_names
from models.nlp.lexicon import load

_PENALTIES = frozenset(load("comparison")["penalties"])
_NEGATED = re.compile("(?:不得|不予|免予|免于|不再|可以不|以外的?|除)[^，。；]{0,8}$")
_ABOUT = 0.22
"""Share of the draft's words that the law must have before a kind may be called added."""


def compare_sanctions(pair: Pair) -> Iterator[Difference]:
    """处罚种类比较: a kind that the law's provision on the same matter does not have."""
    allowed = {s.kind for n in pair.law.norms for s in n.sanctions}
    if not allowed & _PENALTIES or contained(pair.draft.text, pair.law.text) < _ABOUT:
        return
    for norm in pair.draft.norms:
        for sanction in norm.sanctions:
            if sanction.kind in _PENALTIES - allowed and not _negated(sanction, pair):
                yield _added(sanction, pair)


def _negated(sanction: Sanction, pair: Pair) -> bool:
    start = sanction.span.start
    return bool(_NEGATED.search(pair.draft.text[max(0, start - 12) : start]))


def _added(sanction: Sanction, pair: Pair) -> Difference:
    first = next(s for n in pair.law.norms for s in n.sanctions if s.kind in _PENALTIES)
    name = sanction_names()[sanction.kind]
    return difference(
        "sanction",
        "sanction_added",
        (pair.draft.text, sanction.span),
        (pair.law.text, first.span),
        f"草案规定了“{name}”，所对照的上位法条文没有规定这一处罚种类。",
    )
