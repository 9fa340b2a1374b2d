"""Old agency names (机构旧名) in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.knowledge.public_types import Agency
from corpus.span import Span

_TITLE = "《[^《》]*》"


def find_old_names(text: str, agencies: tuple[Agency, ...]) -> Iterator[tuple[Span, Agency]]:
    """机构旧名: yield every old name with its place and its agency, in order.

    Left out: names in titles between 《》, names with 原 in front (the draft knows), and longer
    words that only contain one (`Agency.not_in`). Where names overlap the longest counts.
    """
    pattern, owners = _compiled(agencies)
    for match in pattern.finditer(text):
        owner = owners.get(match[0])
        if owner is not None:
            yield Span(match.start(), match.end()), owner


@lru_cache(maxsize=4)
def _compiled(agencies: tuple[Agency, ...]) -> tuple[re.Pattern[str], dict[str, Agency]]:
    owners = {spelling: agency for agency in agencies for spelling in agency.spellings}
    others = {word for agency in agencies for word in agency.not_in} - owners.keys()
    words = sorted({*owners, *others}, key=len, reverse=True)
    names = "|".join(map(re.escape, words))
    return re.compile(f"{_TITLE}|原(?:{names})|{names}"), owners
