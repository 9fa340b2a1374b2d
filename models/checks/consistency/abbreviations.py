"""Abbreviations (简称): defined once, used afterwards (FR-11, FR-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_DEFINED = re.compile(
    r"[（(](?P<all>(?:以下|下)(?:统一)?(?:统称|简称|合称|称)(?:为|：|:)?\s*[“\"《‘'「]?"
    r"(?P<name>[^”\"》’'」（）()，。；、\n]{1,24}?)[”\"》’'」]?)[)）]"
)
_PARTY = re.compile("^[甲乙丙丁戊]方$")
_SAID_BEFORE = 12


@dataclass(frozen=True, slots=True)
class _Definition:
    name: str
    span: Span
    end: int
    full: str


def check_abbreviations(draft: Draft) -> Iterator[Issue | Fine]:
    """简称: never used, or defined twice for different things."""
    found = [d for d in _definitions(draft) if not _PARTY.match(d.name)]
    unused = [d for d in found if d.name not in draft.text[d.end :]]
    twice = _twice(found)
    if unused:
        yield _unused(unused, draft)
    for definition in twice:
        yield _redefined(definition, draft)
    fine = len(found) - len(unused) - len(twice)
    if fine > 0:
        yield Fine("简称", f"定义的简称中有{fine}个使用正常")


def _definitions(draft: Draft) -> list[_Definition]:
    return [
        _Definition(
            m["name"].strip(),
            Span(m.start("all"), m.end("all")),
            m.end(),
            draft.text[max(0, m.start() - _SAID_BEFORE) : m.start()],
        )
        for m in _DEFINED.finditer(draft.text)
    ]


def _twice(found: list[_Definition]) -> list[_Definition]:
    """Definitions of a name that an earlier one gave to something else."""
    first: dict[str, _Definition] = {}
    again = []
    for definition in found:
        earlier = first.setdefault(definition.name, definition)
        if earlier is not definition and earlier.full[-4:] != definition.full[-4:]:
            again.append(definition)
    return again


def _unused(unused: list[_Definition], draft: Draft) -> Issue:
    names = "、".join(f"“{d.name}”" for d in unused[:6])
    return Issue(
        "consistency:abbreviation",
        "FR-11",
        "FR-11",
        Severity.NOTICE,
        f"简称{names}定义后没有再使用，或者后文用了别的写法。",
        "删去不用的简称；后文写法不同的，统一为所定义的简称。",
        unused[0].span,
        confidence=0.9,
    )


def _redefined(definition: _Definition, draft: Draft) -> Issue:
    return Issue(
        "consistency:abbreviation",
        "FR-12",
        "FR-12",
        Severity.MINOR,
        f"简称“{definition.name}”在{draft.place(definition.span)}再次定义，且与前文所指不同，含义不确定。",
        "一个简称只指一个对象；分别使用不同的简称。",
        definition.span,
        confidence=0.8,
    )
