"""Abbreviations (简称): uses of a name that the text defined by 以下简称."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations.bare_names import NameHit, stands_free
from corpus.citations.inner_references import SELF_WORDS
from corpus.span import Span

_GENERIC = re.compile(rf"(?:{SELF_WORDS})")
_NUMBERED = re.compile(r"[”\"]?[ \t\u3000]*(?:的|中)?第[ \t\u3000]*[零〇一二三四五六七八九十百0-9]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_GENERIC = re.compile(r"(?:依照|按照|根据|依据|违反|符合|适用|执行|和|与|及|或)$")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """简称: a name, the law it stands for, and from where on."""

    name: str
    law: str
    since: int


@dataclass(frozen=True, slots=True)
class Use:
    """简称的使用: where an abbreviation without 《》 stands, and the law it means."""

    span: Span
    law: str


def find_uses(text: str, defined: Sequence[Abbreviation]) -> Iterator[Use]:
    """简称的使用: uses without 《》 behind the definition; uses in 《》 are titles."""
    latest = {a.name: a for a in defined}
    for one in latest.values():
        for found in re.compile(re.escape(one.name)).finditer(text, one.since):
            hit = NameHit(Span(found.start(), found.end()), one.name)
            if _is_use(text, hit):
                yield Use(hit.span, one.law)


def _is_use(text: str, hit: NameHit) -> bool:
    before, after = text[max(0, hit.span.start - 3) : hit.span.start], text[hit.span.end :][:1]
    if before.endswith(("“", '"')) and after in ("”", '"'):
        return True
    if not _GENERIC.fullmatch(hit.name):
        return stands_free(text, hit)
    led = not before or not _HAN.match(before[-1]) or bool(_BEFORE_GENERIC.search(before))
    return led and bool(_NUMBERED.match(text, hit.span.end))
