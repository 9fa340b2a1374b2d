"""Merging (合并): a duty that a contract states twice becomes one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.contracts.obligations.prices import Prices
from models.contracts.obligations.row import Row
from models.contracts.obligations.types import Duty

_ALIKE = 0.62


def merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """合并: rows in order of the text; of two that say the same the fuller one is kept, first placed."""
    kept: list[Row] = []
    for row in rows:
        twin = next((i for i, other in enumerate(kept) if _same(other, row)), None)
        if twin is None:
            kept.append(row)
        else:
            kept[twin] = _fuller(kept[twin], row)
    return tuple(kept)


def with_whole_price(rows: Sequence[Row], prices: Prices, payer: str) -> tuple[Row, ...]:
    """全额付款: the only payment of the payer, of no sum of its own, is the whole price."""
    paid = [row for row in rows if row.kind is Duty.PAYMENT and row.role == payer]
    price = prices.price
    alone = len(paid) == 1 and paid[0].amount is None and paid[0].share is None
    if not alone or price is None or price.conflict is not None or paid[0].due.every:
        return tuple(rows)
    action = paid[0].action
    if not re.search("款|价|报酬|费", action) or re.search("付至|支付至|累计|[%％]|百分", action):
        return tuple(rows)
    return tuple(replace(row, amount=price.value) if row is paid[0] else row for row in rows)


def _same(one: Row, other: Row) -> bool:
    if one.kind is not other.kind or one.role != other.role:
        return False
    if one.span == other.span:
        return True
    if (one.amount, one.share) != (other.amount, other.share) and None not in (
        one.amount,
        other.amount,
    ):
        return False
    if _only_rhythm(one, other):
        return True
    times = _alike(one.due.text, other.due.text)
    if one.due.is_set and other.due.is_set and times < _ALIKE:
        return False
    if one.share and one.share == other.share:
        return times >= _ALIKE
    return _alike(one.action, other.action) >= _ALIKE


def _recurs(row: Row) -> bool:
    return bool(row.due.every) or re.match("每", row.due.text) is not None


def _only_rhythm(one: Row, other: Row) -> bool:
    """租金按季度支付 beside 每季度首月10日前付清当季租金, in one 条."""
    if one.article != other.article or not all(_recurs(row) for row in (one, other)):
        return False
    bare = [row.due.text == row.due.every and row.amount is None for row in (one, other)]
    return one.kind is Duty.PAYMENT and bare[0] != bare[1]


def _alike(one: str, other: str) -> float:
    """The share of common pairs of characters, 1 for equal words."""
    pairs = [{word[i : i + 2] for i in range(len(word) - 1)} for word in map(_bare, (one, other))]
    if not pairs[0] or not pairs[1]:
        return float(one == other)
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))


def _bare(words: str) -> str:
    return re.sub(r"[^\w%]|应当?|向[甲乙丙]方|本?合同", "", words)


def _fuller(one: Row, other: Row) -> Row:
    if _only_rhythm(one, other):
        return other if one.due.text == one.due.every else one
    due = one.due if one.due.is_definite or not other.due.is_definite else other.due
    return replace(
        one,
        due=due,
        amount=one.amount if one.amount is not None else other.amount,
        share=one.share if one.share is not None else other.share,
    )
