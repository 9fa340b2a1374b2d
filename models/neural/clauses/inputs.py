"""How a clause becomes tokens (输入): the same in training and in reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_CLAUSE, LONGEST_PAIR = 192, 352
"""Tokens that are read of a clause, and of a clause with a provision."""
_TITLE = 24
_LEAD = 60
_PROVISION = 176


class Tokens(NamedTuple):
    """记号: ids, and for each the characters of the clause it stands for ((-1, -1): none)."""

    ids: list[int]
    offsets: list[tuple[int, int]]


def clause_tokens(tokenizer: Tokenizer, text: str, *, title: str = "", lead: str = "") -> Tokens:
    """Return the tokens of a clause behind its document's title and the words that lead to it."""
    before = "query: " + (f"{title[:_TITLE]}：" if title else "") + lead[-_LEAD:]
    return _cut(_encode(tokenizer, before, text), LONGEST_CLAUSE)


def pair_tokens(tokenizer: Tokenizer, text: str, provision: str) -> Tokens:
    """Return the tokens of a clause, an end mark, and a superior provision."""
    law = _cut(_encode(tokenizer, "", provision), _PROVISION)
    clause = _cut(_encode(tokenizer, "query: ", text), LONGEST_PAIR - len(law.ids))
    nowhere = [(-1, -1)] * (len(law.ids) - 1)
    return Tokens(clause.ids + law.ids[1:], clause.offsets + nowhere)


def _encode(tokenizer: Tokenizer, before: str, text: str) -> Tokens:
    found = tokenizer.encode((before + text).replace("\n", " "))
    shift = len(before)
    offsets = [
        (max(0, start - shift), end - shift) if end > max(start, shift) else (-1, -1)
        for start, end in found.offsets
    ]
    return Tokens(list(found.ids), offsets)


def _cut(tokens: Tokens, longest: int) -> Tokens:
    """Cut to the longest; the end mark stays."""
    ids, offsets = tokens
    if len(ids) <= longest:
        return tokens
    return Tokens([*ids[: longest - 1], ids[-1]], [*offsets[: longest - 1], offsets[-1]])
