"""Act rules (行为识别规则): patterns that tell what a clause does to people, before any judgement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from corpus.errors import KnowledgeError
from corpus.instrument import ArticleNumber
from corpus.knowledge.patterns import any_of, compiled
from corpus.knowledge.types import BasisRef

Strength = Literal["strong", "weak"]
DATA = Path(__file__).parent / "data" / "acts"
_REQUIRED = {"id", "act", "category", "name", "strength", "any", "hits", "misses"}
_OPTIONAL = {"bases", "unless", "with", "levels", "title_unless", "guards"}


@dataclass(frozen=True, slots=True)
class ActRule:
    """行为识别规则: a clause that matches `any` does `act`, unless something tells otherwise.

    `strong` rules are precise enough to become findings when power and basis fail; `weak` ones
    become undecided. All patterns look at one sentence. `needs` must match too where given.
    `levels` restricts the rule to issuers of these levels; empty means all. `guards` are ids of
    the knowledge guards that silence the rule. `title_unless` looks at the document's title.
    `bases` are the provisions against it; where empty, the category's serve.
    """

    id: str
    act: str
    category: str
    name: str
    strength: Strength
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    title_unless: re.Pattern[str] | None
    levels: frozenset[str]
    guards: tuple[str, ...]
    bases: tuple[BasisRef, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@lru_cache(maxsize=4)
def load_act_rules(directory: Path = DATA) -> tuple[ActRule, ...]:
    """读取行为识别规则, all files of a directory in name order.

    Raises:
        KnowledgeError: names the file and the entry that is wrong.
    """
    rules: list[ActRule] = []
    seen: set[str] = set()
    for path in sorted(directory.glob("*.yaml")):
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        macros = {key: str(value) for key, value in (data.get("macros") or {}).items()}
        for entry in data["rules"]:
            rule = _rule(entry, macros, path.name)
            if rule.id in seen:
                raise KnowledgeError(f"{path.name}：规则 {rule.id} 重复")
            seen.add(rule.id)
            rules.append(rule)
    return tuple(rules)


def _rule(entry: dict[str, Any], macros: dict[str, str], file: str) -> ActRule:
    where = f"{file}：规则 {entry.get('id', '（无 id）')}"
    missing, unknown = _REQUIRED - entry.keys(), entry.keys() - _REQUIRED - _OPTIONAL
    if missing or unknown:
        raise KnowledgeError(f"{where} 缺少 {sorted(missing)}，多出 {sorted(unknown)}")
    if entry["strength"] not in ("strong", "weak"):
        raise KnowledgeError(f"{where} 的 strength 只能是 strong 或 weak")
    return ActRule(
        id=entry["id"],
        act=entry["act"],
        category=entry["category"],
        name=entry["name"],
        strength=cast(Strength, entry["strength"]),
        patterns=tuple(compiled(pattern, macros, where) for pattern in entry["any"]),
        unless=any_of(entry.get("unless"), macros, where),
        needs=any_of(entry.get("with"), macros, where),
        title_unless=any_of(entry.get("title_unless"), macros, where),
        levels=frozenset(entry.get("levels") or ()),
        guards=tuple(entry.get("guards") or ()),
        bases=tuple(basis_of(b) for b in entry.get("bases") or ()),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
    )


def basis_of(entry: dict[str, Any]) -> BasisRef:
    """依据 of a rule: law, article and the words that anchor it."""
    number = ArticleNumber(int(entry["article"]))
    return BasisRef(entry["law"], number, "", entry["anchor"], "", "laws.db", "")
