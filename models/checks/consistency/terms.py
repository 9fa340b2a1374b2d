"""Defined terms (定义): what 本办法所称… defines is used elsewhere, and defined once (FR-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_DEFINED = re.compile(
    r"本(?:办法|规定|条例|细则|规则|规范|合同|协议)(?:中)?所(?:称|指)的?[“\"]?"
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)[”\"]?(?:，|,)?(?:是指|指的是|系指)"
)


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    span: Span


def check_terms(draft: Draft) -> Iterator[Issue | Fine]:
    """定义: terms that nothing uses, and terms defined twice."""
    found = [_Term(m["name"], Span(m.start(), m.end())) for m in _DEFINED.finditer(draft.main_text)]
    unused = [term for term in found if not _is_used(term, draft)]
    names = [term.name for term in found]
    twice = [t for i, t in enumerate(found) if t.name in names[:i]]
    if unused:
        yield _unused(unused, draft)
    for term in twice:
        yield _redefined(term, draft)
    if found and not unused and not twice:
        yield Fine("定义", f"所定义的{len(found)}个用语在文中均有使用")


def _is_used(term: _Term, draft: Draft) -> bool:
    elsewhere = draft.text[: term.span.start] + draft.text[term.span.end :]
    return term.name in elsewhere or term.name in draft.title


def _unused(unused: list[_Term], draft: Draft) -> Issue:
    names = "、".join(f"“{term.name}”" for term in unused[:6])
    return Issue(
        "consistency:term",
        "FR-12",
        "FR-12",
        Severity.NOTICE,
        f"{draft.place(unused[0].span)}定义的{names}在其他条文中没有使用，或者后文用了别的说法。",
        "删去不用的定义；后文说法不同的，统一为所定义的用语。",
        unused[0].span,
        confidence=0.8,
    )


def _redefined(term: _Term, draft: Draft) -> Issue:
    return Issue(
        "consistency:term",
        "FR-12",
        "FR-12",
        Severity.MINOR,
        f"“{term.name}”在{draft.place(term.span)}再次定义，一个用语有两个定义会产生歧义。",
        "合并为一个定义；仅在特定条文适用的，写明适用范围。",
        term.span,
        confidence=0.8,
    )
