"""Agencies (机构名称): names that the reforms of 2018 and 2023 left behind (FR-07).

All outdated names of a draft make one hint: local bodies follow the reforms by their own plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.knowledge.types import Agency
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_SHOWN = 6
_HISTORY = re.compile(r"(?:原|前身为|机构改革前|更名前)[^，。；\n]{0,6}$")
_TITLE = re.compile(r"《[^《》\n]*(?:〈[^〈〉\n]*〉[^《》\n]*)?》")


def check_agencies(draft: Draft) -> Iterator[Issue | Fine]:
    """机构名称: one hint that lists each outdated name."""
    names = [(m.start(), m.end()) for m in _TITLE.finditer(draft.text)]
    found = []
    for agency in draft.context.knowledge.agencies:
        if agency.since <= draft.context.as_of:
            hits = [s for s in _mentions(agency, draft.text) if not _inside(s, names)]
            found += [(agency, hits)] if hits else []
    if found:
        yield _issue(found, draft)


def _mentions(agency: Agency, text: str) -> list[Span]:
    longer = [m.span() for word in agency.not_in for m in re.finditer(re.escape(word), text)]
    spellings = sorted(agency.spellings, key=len, reverse=True)
    pattern = "|".join(map(re.escape, spellings))
    found = re.finditer(pattern, text) if pattern else iter(())
    return [
        Span(m.start(), m.end())
        for m in found
        if not _inside(Span(m.start(), m.end()), longer)
        and not _HISTORY.search(text[max(0, m.start() - 10) : m.start()])
    ]


def _inside(span: Span, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)


def _issue(found: list[tuple[Agency, list[Span]]], draft: Draft) -> Issue:
    found = sorted(found, key=lambda pair: pair[1][0].start)
    listed = "；".join(_line(agency, hits, draft) for agency, hits in found[:_SHOWN])
    more = f"；等共{len(found)}个旧名称" if len(found) > _SHOWN else ""
    return Issue(
        "FR-07",
        "FR-07",
        "FR-07",
        Severity.NOTICE,
        f"文中使用了机构改革前的名称：{listed}{more}。",
        "核对本地机构设置，改用现行名称；法律条文本身仍用旧名的，引用时照录。",
        found[0][1][0],
        confidence=0.7,
    )


def _line(agency: Agency, hits: list[Span], draft: Draft) -> str:
    name = hits[0].of(draft.text)
    return f"“{name}”（{draft.places(hits, 3)}）现一般为{agency.new}"
