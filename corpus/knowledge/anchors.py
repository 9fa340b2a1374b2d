"""Anchors (类别支点): words without which the model's suspicion of a category is not believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of

FILE = Path(__file__).parent / "data" / "public" / "anchors.yaml"
_KEYS = {"category", "needs", "unless", "hits", "misses"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """类别支点 of one category, or of all where `category` is "".

    A clause is looked into only if it holds `needs` and does not hold `unless`. `hits` are clauses
    that must be kept, `misses` clauses that must be let go.
    """

    category: str
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def fits(self, text: str) -> bool:
        """Whether a clause may be of this category at all."""
        if self.unless is not None and self.unless.search(text):
            return False
        return self.needs is None or self.needs.search(text) is not None


@lru_cache(maxsize=2)
def load_anchors(path: Path = FILE) -> dict[str, Anchor]:
    """读取类别支点, by category; "" is for all.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    found: dict[str, Anchor] = {}
    for entry in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader):
        where = f"{path.name}：{entry.get('category', '（无 category）')}"
        if "category" not in entry or entry.keys() - _KEYS:
            raise KnowledgeError(f"{where} 多出 {sorted(entry.keys() - _KEYS)}")
        found[entry["category"]] = Anchor(
            entry["category"],
            any_of(entry.get("needs") or None, {}, where),
            any_of(entry.get("unless") or None, {}, where),
            tuple(entry.get("hits", ())),
            tuple(entry.get("misses", ())),
        )
    return found
