"""Clause signs (应备条款识别): when a clause is asked for, and wording that settles it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of, compiled

FILE = Path(__file__).parent / "data" / "contract" / "clause_signs.yaml"
_KEYS = {"clause", "when", "unless", "not_kinds", "public", "shows", "weak"}


@dataclass(frozen=True, slots=True)
class ClauseSigns:
    """应备条款识别.

    The clause is asked for only if `when` is found in the contract and its main kind is none of
    `not_kinds`; where no kind is told or excluded, if `unless` is not in its first lines. `public` ones only
    where a public body or a state firm is a party. Any of `shows` in one clause unit settles it.
    `weak`: the law does not ask for it to be written, so that its absence is a hint at most.
    """

    clause: str
    when: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    shows: tuple[re.Pattern[str], ...]
    weak: bool
    public: bool = False
    not_kinds: frozenset[str] = frozenset()


@lru_cache(maxsize=2)
def load_clause_signs(path: Path = FILE) -> dict[str, ClauseSigns]:
    """读取应备条款识别, by the clause's id.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    entries = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    signs = [_signs(entry, path.name) for entry in entries]
    return {one.clause: one for one in signs}


def _signs(entry: dict[str, Any], file: str) -> ClauseSigns:
    where = f"{file}：{entry.get('clause', '（无 clause）')}"
    if "clause" not in entry or entry.keys() - _KEYS:
        raise KnowledgeError(f"{where} 多出 {sorted(entry.keys() - _KEYS)}")
    return ClauseSigns(
        clause=entry["clause"],
        when=any_of(entry.get("when"), {}, where),
        unless=any_of(entry.get("unless"), {}, where),
        shows=tuple(compiled(pattern, {}, where) for pattern in entry.get("shows") or ()),
        weak=bool(entry.get("weak", False)),
        public=bool(entry.get("public", False)),
        not_kinds=frozenset(entry.get("not_kinds") or ()),
    )
