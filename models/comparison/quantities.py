"""Quantities (数量标准): ages, shares, counts and multiples that are no fines and no periods."""

from __future__ import annotations

from collections.abc import Iterator

from models.comparison.difference import Difference, DifferenceType, difference
from models.comparison.overlap import similar, window
from models.comparison.sides import Pair
from models.nlp import Amount, Norm

_CONTEXT = 0.34
_TYPES: dict[str, DifferenceType] = {
    "age": "definition",
    "percent": "sanction",
    "times": "sanction",
    "count": "condition",
    "yuan": "condition",
}


def compare_quantities(pair: Pair) -> Iterator[Difference]:
    """数量标准比较: another number than the law's in the same surroundings."""
    for norm in pair.draft.norms:
        for amount in norm.amounts:
            if any(amount.span.overlaps(s.span) for s in norm.sanctions) or _is_money_range(amount):
                continue
            law = _counterpart(amount, norm, pair)
            if law is not None:
                yield _report(amount, law, pair)


def _is_money_range(amount: Amount) -> bool:
    """A range of money is a fine whose word stands farther off: not compared here."""
    return (
        amount.unit == "yuan"
        and None not in (amount.low, amount.high)
        and amount.low != amount.high
    )


def _counterpart(amount: Amount, norm: Norm, pair: Pair) -> Amount | None:
    around = window(pair.draft.text, amount.span, 14, 14, norm.span)
    rated = [
        (similar(around, window(pair.law.text, law.span, 14, 14, other.span)), law)
        for other in pair.law.norms
        for law in other.amounts
        if law.unit == amount.unit
        and law.of == amount.of
        and not any(law.span.overlaps(s.span) for s in other.sanctions)
    ]
    rated = [(score, law) for score, law in rated if score >= _CONTEXT]
    if not rated or any(_fits(amount, law) for _, law in rated):
        return None
    return max(rated, key=lambda item: item[0])[1]


def _fits(draft: Amount, law: Amount) -> bool:
    """The same numbers, or within the law's floor and ceiling."""
    if {draft.low, draft.high} - {None} <= {law.low, law.high}:
        return True
    low_kept = law.low is None or (draft.low is not None and draft.low >= law.low)
    high_kept = law.high is None or (draft.high is not None and draft.high <= law.high)
    return low_kept and high_kept


def _report(amount: Amount, law: Amount, pair: Pair) -> Difference:
    ours, theirs = amount.span.of(pair.draft.text), law.span.of(pair.law.text)
    return difference(
        _TYPES[amount.unit],
        "quantity_changed",
        (pair.draft.text, amount.span),
        (pair.law.text, law.span),
        f"草案的标准为“{ours}”，上位法为“{theirs}”，两者不一致。",
    )
