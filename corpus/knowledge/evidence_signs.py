"""Evidence signs (材料识别规则): by name, title and content, what a paper of a package is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from corpus.errors import KnowledgeError
from corpus.knowledge.patterns import any_of, compiled

FILE = Path(__file__).parent / "data" / "public" / "evidence_signs.yaml"
Where = Literal["name", "title", "opening", "text"]
_REQUIRED = {"id", "evidence", "where", "weight", "find", "hits", "misses"}
_OPTIONAL = {"unless", "whole", "not_whole", "note"}


@dataclass(frozen=True, slots=True)
class PaperView:
    """材料识别视图: what the signs look at, blanks taken out and names between 《》 left out.

    `name` is the file name without its ending; `titles` the lines of the head and their joins;
    `opening` the first characters; `text` the whole paper, line breaks kept.
    """

    name: str
    titles: tuple[str, ...]
    opening: str
    text: str

    def at(self, where: Where) -> Sequence[str]:
        """The strings that signs of this place are held against."""
        if where == "title":
            return self.titles
        return ({"name": self.name, "opening": self.opening, "text": self.text}[where],)


@dataclass(frozen=True, slots=True)
class EvidenceSign:
    """材料识别规则: `weight` points for `evidence` where `find` is found and `unless` is not.

    `whole` must and `not_whole` must not be found in the paper's text. `hits` and `misses` are
    examples: a file name for `where: name`, else a small paper.
    """

    id: str
    evidence: str
    where: Where
    weight: int
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    whole: re.Pattern[str] | None
    not_whole: re.Pattern[str] | None
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def found(self, paper: PaperView) -> str:
        """The words by which the sign holds, "" where it does not."""
        for words in paper.at(self.where):
            hit = self.pattern.search(words)
            if hit and not (self.unless and self.unless.search(words)):
                return hit[0] if self._fits(paper.text) else ""
        return ""

    def _fits(self, text: str) -> bool:
        if self.whole and not self.whole.search(text):
            return False
        return not (self.not_whole and self.not_whole.search(text))


@lru_cache(maxsize=4)
def load_evidence_signs(path: Path = FILE) -> tuple[EvidenceSign, ...]:
    """读取材料识别规则, in the order of the file; macros ({NAME}) stand for pieces of patterns.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    macros = data.get("macros") or {}
    signs = tuple(_sign(entry, macros, path.name) for entry in data["signs"])
    ids = [sign.id for sign in signs]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise KnowledgeError(f"{path.name}：规则重复 {twice}")
    return signs


def _sign(entry: dict[str, Any], macros: Mapping[str, str], file: str) -> EvidenceSign:
    where = f"{file}：规则 {entry.get('id', '（无 id）')}"
    missing, unknown = _REQUIRED - entry.keys(), entry.keys() - _REQUIRED - _OPTIONAL
    if missing or unknown:
        raise KnowledgeError(f"{where} 缺少 {sorted(missing)}，多出 {sorted(unknown)}")
    if entry["where"] not in get_args(Where):
        raise KnowledgeError(f"{where} 的 where 写错")
    pattern = any_of(entry["find"], macros, where)
    if pattern is None or not entry["hits"] or pattern.search(""):
        raise KnowledgeError(f"{where} 的 find 或 hits 是空的，或者会命中空文字")
    return EvidenceSign(
        id=entry["id"],
        evidence=entry["evidence"],
        where=cast(Where, entry["where"]),
        weight=int(entry["weight"]),
        pattern=_many_lines(pattern),
        unless=any_of(entry.get("unless"), macros, where),
        whole=_maybe(entry.get("whole"), macros, where),
        not_whole=_maybe(entry.get("not_whole"), macros, where),
        hits=tuple(entry["hits"]),
        misses=tuple(entry["misses"]),
    )


def _maybe(pattern: str | None, macros: Mapping[str, str], where: str) -> re.Pattern[str] | None:
    return _many_lines(compiled(pattern, macros, where)) if pattern else None


def _many_lines(pattern: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(pattern.pattern, re.M)
