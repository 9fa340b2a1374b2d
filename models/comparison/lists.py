"""Lists (列举): members that the law has and the draft dropped, or that only the draft has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span
from models.comparison.difference import Difference, difference
from models.comparison.sides import Pair

_LIST = re.compile(
    r"(?P<members>[一-龥A-Za-z]{2,12}(?:(?:、|，?或者?|以?及|和)[一-龥A-Za-z]{2,12}){1,12})(?P<open>等|及其他|以及其他)?"
)
_SPLIT = re.compile(r"、|，?或者|以及|和")


@dataclass(frozen=True, slots=True)
class Listing:
    """列举: members, whether it is open (等), and where it stands."""

    members: tuple[str, ...]
    is_open: bool
    span: Span


def find_lists(text: str) -> tuple[Listing, ...]:
    """列举识别: lists of two or more short members."""
    found = []
    for match in _LIST.finditer(text):
        members = tuple(m for m in _SPLIT.split(match["members"]) if m)
        if len(members) >= 2:
            found.append(Listing(members, bool(match["open"]), Span(*match.span("members"))))
    return tuple(found)


def compare_lists(pair: Pair) -> Iterator[Difference]:
    """列举比较: a closed list in which all but one or two members are the law's."""
    ours, theirs = find_lists(pair.draft.text), find_lists(pair.law.text)
    for listing in ours:
        for law in theirs:
            item = _compare(listing, law, pair)
            if item is not None:
                yield item
                break


def _compare(ours: Listing, law: Listing, pair: Pair) -> Difference | None:
    inner_law, inner = law.members[1:-1], ours.members[1:-1]
    shared = [m for m in law.members if any(m in o or o in m for o in ours.members)]
    exact = set(law.members) & set(ours.members)
    if len(shared) < 2 or not exact:
        return None
    dropped = [m for m in inner_law if m not in pair.draft.text and m not in shared]
    added = [m for m in inner if not any(m in x or x in m for x in law.members)]
    closed = not law.is_open and not ours.is_open and "其他" not in pair.law.text
    if len(added) == 1 and closed and added[0] not in pair.law.text and len(shared) >= 2:
        return _report("list_member_added", added[0], ours, law, pair)
    if len(dropped) == 1 and not ours.is_open and len(shared) >= len(law.members) - 1:
        return _report("list_member_dropped", dropped[0], ours, law, pair)
    return None


def _report(kind: str, member: str, ours: Listing, law: Listing, pair: Pair) -> Difference:
    words = "多列" if kind == "list_member_added" else "漏列"
    return difference(
        "definition",
        "list_member_added" if kind == "list_member_added" else "list_member_dropped",
        (pair.draft.text, ours.span),
        (pair.law.text, law.span),
        f"与上位法的列举相比，草案{words}了“{member}”。",
    )
