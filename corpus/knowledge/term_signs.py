"""Term signs (问题条款识别规则): patterns that tell that a clause is what a T or G entry describes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of, compiled

Strength = Literal["strong", "weak"]
Unit = Literal["sentence", "clause"]
DATA = Path(__file__).parent / "data" / "contract" / "signs"
MACROS = "_macros.yaml"
_REQUIRED = {"id", "term", "strength", "all", "hits", "misses"}
_OPTIONAL = {"unit", "unless", "heading", "kinds", "not_kinds", "needs", "mark", "note", "apart"}
_NEEDS = frozenset({"public_party", "party_line"})


@dataclass(frozen=True, slots=True)
class TermSign:
    """问题条款识别规则: a unit in which every pattern of `patterns` is found is such a term.

    `unit` is what the patterns look at: one sentence, or the whole clause. `unless` silences the
    rule where found in the unit. `heading` must be found in the heading above, where given.
    `strong` rules make findings alone; `weak` ones need the model to agree. `kinds` are contract
    kinds (empty: those of the term); `not_kinds` are left out. `needs` are facts of the contract:
    public_party, party_line (the rule reads the lines that name the parties, and no others).
    `apart` rules say what no figure proves: they stand beside a finding of the figures. `mark`
    finds the words to quote, else the sentence of the first pattern is quoted.
    """

    id: str
    term: str
    strength: Strength
    unit: Unit
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    heading: re.Pattern[str] | None
    mark: re.Pattern[str] | None
    kinds: frozenset[str]
    not_kinds: frozenset[str]
    needs: frozenset[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    apart: bool = False

    def found(self, text: str) -> re.Match[str] | None:
        """Return the match of the first pattern if the rule holds for a unit's text."""
        if self.unless and self.unless.search(text):
            return None
        first = self.patterns[0].search(text)
        if first is None or not all(p.search(text) for p in self.patterns[1:]):
            return None
        return first


@lru_cache(maxsize=4)
def load_term_signs(directory: Path = DATA) -> tuple[TermSign, ...]:
    """读取问题条款识别规则, all files of a directory in name order.

    Macros of `_macros.yaml` and of the file itself stand for pieces of patterns: {PUBLIC}.

    Raises:
        KnowledgeError: names the file and the entry that is wrong.
    """
    shared = directory / MACROS
    common: dict[str, str] = _read(shared) if shared.is_file() else {}
    rules: list[TermSign] = []
    for path in sorted(directory.glob("*.yaml")):
        if path.name == MACROS:
            continue
        data = _read(path)
        macros = {**common, **(data.get("macros") or {})}
        rules += [_rule(entry, macros, path.name) for entry in data["rules"]]
    ids = [rule.id for rule in rules]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise KnowledgeError(f"{directory.name}：规则重复 {twice}")
    return tuple(rules)


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return data


def _rule(entry: dict[str, Any], macros: dict[str, str], file: str) -> TermSign:
    where = f"{file}：规则 {entry.get('id', '（无 id）')}"
    missing, unknown = _REQUIRED - entry.keys(), entry.keys() - _REQUIRED - _OPTIONAL
    needs = frozenset(entry.get("needs") or ())
    if missing or unknown or not needs <= _NEEDS:
        raise KnowledgeError(
            f"{where} 缺少 {sorted(missing)}，多出 {sorted(unknown | (needs - _NEEDS))}"
        )
    if entry["strength"] not in ("strong", "weak") or entry.get("unit", "sentence") not in (
        "sentence",
        "clause",
    ):
        raise KnowledgeError(f"{where} 的 strength 或 unit 写错")
    return TermSign(
        id=entry["id"],
        term=entry["term"],
        strength=cast(Strength, entry["strength"]),
        unit=cast(Unit, entry.get("unit", "sentence")),
        patterns=tuple(compiled(p, macros, where) for p in entry["all"]),
        unless=any_of(entry.get("unless"), macros, where),
        heading=any_of(entry.get("heading"), macros, where),
        mark=any_of(entry.get("mark"), macros, where),
        kinds=frozenset(entry.get("kinds") or ()),
        not_kinds=frozenset(entry.get("not_kinds") or ()),
        needs=needs,
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
        apart=bool(entry.get("apart", False)),
    )
