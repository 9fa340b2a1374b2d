"""Unlawful-clause rules (违法条款规则): wordings, written from the law, that an issuer may not use.

A category has one file, or several: `<category>.yaml`, `<category>.<matter>.yaml`. `sure` rules decide
a sentence by themselves; `lead` rules only make the clause model's suspicion easier to believe. Bases
are the category's; a rule that is about one provision (a period, a share) names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.acts import basis_of
from corpus.knowledge.patterns import LatePattern, any_of, compiled, late, late_any_of
from corpus.knowledge.types import BasisRef

Strength = Literal["sure", "lead"]
DATA = Path(__file__).parent / "data" / "public" / "unlawful"
COMMON = "common.yaml"
_KINDS = ("norm_doc", "major_decision")
_FILE_KEYS = {"category", "words", "lawful", "rules"}
_REQUIRED = {"id", "name", "strength", "any", "hits", "misses"}
_OPTIONAL = {"also", "unless", "kinds", "levels", "title_unless", "bases"}


@dataclass(frozen=True, slots=True)
class UnlawfulRule:
    """违法条款规则: a sentence that holds one of `patterns` and all of `also` does what `name` says.

    `unless` silences it, as `title_unless` does over the document's title. `kinds` and `levels` are
    the documents and issuers concerned; no levels means all.
    """

    id: str
    category: str
    name: str
    strength: Strength
    patterns: tuple[re.Pattern[str], ...]
    also: tuple[LatePattern, ...]
    unless: LatePattern | None
    title_unless: re.Pattern[str] | None
    kinds: frozenset[str]
    levels: frozenset[str]
    bases: tuple[BasisRef, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def concerns(self, kind: str, level: str | None, title: str) -> bool:
        """Tell whether the rule looks into a document of this kind, issuer and title."""
        fits = kind in self.kinds and (not self.levels or level in self.levels)
        return fits and not (self.title_unless and self.title_unless.search(title))

    def match(self, text: str, after: int = 0) -> re.Match[str] | None:
        """Return the words that do it, or None; they must reach beyond `after`.

        What stands before `after` is the lead of a list, and `text` goes on with one item.
        """
        found = next((m for p in self.patterns for m in p.finditer(text) if m.end() > after), None)
        if found is None or not all(p.search(text) for p in self.also):
            return None
        return None if self.unless is not None and self.unless.search(text) else found


@lru_cache(maxsize=4)
def load_unlawful_rules(directory: Path = DATA) -> tuple[UnlawfulRule, ...]:
    """读取违法条款规则, all files of a directory in name order.

    Raises:
        KnowledgeError: names the file and the entry that is wrong.
    """
    common = _read(directory / COMMON).get("words") or {}
    rules: dict[str, UnlawfulRule] = {}
    for path in sorted(directory.glob("*.yaml")):
        if path.name == COMMON:
            continue
        for rule in _rules(_read(path), path.name, common):
            if rule.id in rules:
                raise KnowledgeError(f"{path.name}：规则 {rule.id} 重复")
            rules[rule.id] = rule
    return tuple(rules.values())


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    return cast("dict[str, Any]", yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {})


def _rules(data: dict[str, Any], file: str, common: dict[str, str]) -> list[UnlawfulRule]:
    if not {"category", "rules"} <= data.keys() or data.keys() - _FILE_KEYS:
        raise KnowledgeError(
            f"{file} 应有 category 和 rules，多出 {sorted(data.keys() - _FILE_KEYS)}"
        )
    words = _words({**common, **(data.get("words") or {})})
    lawful = tuple(data.get("lawful") or ())
    return [_rule(entry, data["category"], lawful, words, file) for entry in data["rules"]]


def _words(families: dict[str, str]) -> dict[str, str]:
    """The families with earlier ones put into later ones."""
    found: dict[str, str] = {}
    for name, pattern in families.items():
        for known, value in found.items():
            pattern = pattern.replace("{" + known + "}", value)
        found[name] = pattern
    return found


def _rule(
    entry: dict[str, Any],
    category: str,
    lawful: tuple[str, ...],
    words: dict[str, str],
    file: str,
) -> UnlawfulRule:
    where = f"{file}：规则 {entry.get('id', '（无 id）')}"
    missing, unknown = _REQUIRED - entry.keys(), entry.keys() - _REQUIRED - _OPTIONAL
    if missing or unknown:
        raise KnowledgeError(f"{where} 缺少 {sorted(missing)}，多出 {sorted(unknown)}")
    if entry["strength"] not in ("sure", "lead"):
        raise KnowledgeError(f"{where} 的 strength 只能是 sure 或 lead")
    return UnlawfulRule(
        id=entry["id"],
        category=category,
        name=entry["name"],
        strength=cast(Strength, entry["strength"]),
        patterns=tuple(compiled(p, words, where) for p in entry["any"]),
        also=tuple(late(p, words, where) for p in entry.get("also") or ()),
        unless=late_any_of((*lawful, *(entry.get("unless") or ())), words, where),
        title_unless=any_of(entry.get("title_unless"), words, where),
        kinds=frozenset(entry.get("kinds") or _KINDS),
        levels=frozenset(entry.get("levels") or ()),
        bases=tuple(basis_of(b) for b in entry.get("bases") or ()),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
    )
