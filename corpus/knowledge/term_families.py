"""Term families (问题条款家族): which T and G entries say the same thing of one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "contract" / "term_families.yaml"


@dataclass(frozen=True, slots=True)
class TermFamilies:
    """问题条款家族. `rather` holds pairs of which only the first is reported of one sentence.

    `pairs` are (the id for a public party, the id otherwise). `numeric` entries are judged by
    arithmetic alone; `absent` ones by what a contract or its materials lack. `spared` are words by
    which a sentence says what the law wants: only a strong rule may object to it.
    """

    pairs: tuple[tuple[str, str], ...]
    siblings: tuple[frozenset[str], ...]
    numeric: frozenset[str]
    absent: frozenset[str]
    proved: dict[str, frozenset[str]]
    only: dict[str, frozenset[str]]
    rather: frozenset[tuple[str, str]]
    by_rule: frozenset[str]
    spared: dict[str, re.Pattern[str]]

    def shown(self, term: str, *, public: bool) -> str:
        """The id under which a term is reported."""
        for gov, other in self.pairs:
            if term in (gov, other):
                return gov if public else other
        return term

    def proved_by(self, term: str) -> frozenset[str]:
        """The numeric checks whose finding says the same of a clause."""
        return self.proved.get(term, frozenset())

    def related(self, term: str) -> frozenset[str]:
        """All entries that may be true of the same clause, the term itself included."""
        pairs = {t for pair in self.pairs if term in pair for t in pair}
        return frozenset({term, *pairs}).union(*(s for s in self.siblings if term in s))


@lru_cache(maxsize=1)
def load_term_families(path: Path = FILE) -> TermFamilies:
    """读取问题条款家族."""
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return TermFamilies(
        pairs=tuple((row["public"], row["else"]) for row in data["families"]),
        siblings=tuple(frozenset(group) for group in data["siblings"]),
        numeric=frozenset(data["numeric"]),
        absent=frozenset(data["absent"]),
        by_rule=frozenset(data["by_rule"]),
        rather=frozenset((first, second) for first, second in data["rather"]),
        only={term: frozenset(kinds) for term, kinds in data["only"].items()},
        spared={term: re.compile(words) for term, words in data["spared"].items()},
        proved={term: frozenset(ids) for term, ids in data["proved"].items()},
    )
