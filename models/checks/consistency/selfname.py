"""Self name (自称): a 规定 calls itself 本规定; a contract keeps to one word (FR-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue, genre_of
from models.finding import Severity

_STRONG = ("条例", "办法", "规定", "细则", "规则")
_SELF = re.compile(
    r"(?<![根基资成日版文原样])本(?P<noun>条例|办法|规定|细则|规则)(?![性的]?(?:所列|出台))"
)
_CONTRACT = re.compile(r"(?<![根基资成日版文原样])本(?P<noun>合同|协议)")
_QUOTED = re.compile(r"“[^“”\n]{0,300}”")
_FEW = 3


def check_self_name(draft: Draft) -> Iterator[Issue | Fine]:
    """自称: a word for itself that is not the title's."""
    if draft.is_contract:
        yield from _contract(draft)
    elif draft.is_regulation and not draft.is_amending:
        yield from _regulation(draft)


def _regulation(draft: Draft) -> Iterator[Issue | Fine]:
    own = next((n for n in _STRONG if draft.genre.endswith(n)), "")
    if not own:
        return
    allowed = {own} | {genre_of(a.heading)[-2:] for a in draft.annexes}
    end = min(draft.main_end, draft.articles[-1].span.end)
    quoted = [m.span() for m in _QUOTED.finditer(draft.text, 0, end)]
    hits = [
        Span(m.start(), m.end())
        for m in _SELF.finditer(draft.text, draft.articles[0].span.start, end)
        if m["noun"] not in allowed and not any(a <= m.start() < b for a, b in quoted)
    ]
    if not hits:
        yield Fine("文件自称", f"全文自称“本{own}”，与标题一致")
        return
    words = "、".join(dict.fromkeys(f"“{h.of(draft.text)}”" for h in hits))
    yield Issue(
        "consistency:self_name",
        "FR-12",
        "FR-12",
        Severity.MINOR,
        f"标题为“{own}”，但{draft.places(hits)}自称{words}，前后不一致，容易误解为另一份文件。",
        f"统一改为“本{own}”；确指其他文件的，写明全称。",
        hits[0],
    )


def _contract(draft: Draft) -> Iterator[Issue | Fine]:
    found = list(_CONTRACT.finditer(draft.main_text))
    counts = {n: sum(m["noun"] == n for m in found) for n in ("合同", "协议")}
    fewer = min(counts, key=lambda n: counts[n])
    if counts[fewer] == 0 or sum(counts.values()) < _FEW or "协议书" in draft.text:
        return
    usual = "协议" if fewer == "合同" else "合同"
    first = next(m for m in found if m["noun"] == fewer)
    yield Issue(
        "consistency:self_name",
        "T60",
        "T60",
        Severity.NOTICE,
        f"文中既自称“本{usual}”（{counts[usual]}处）又自称“本{fewer}”（{counts[fewer]}处），"
        "容易被理解为两份文件。",
        f"统一为“本{usual}”；确有另一份{fewer}的，写明其名称和签订日期。",
        Span(first.start(), first.end()),
        confidence=0.8,
    )
