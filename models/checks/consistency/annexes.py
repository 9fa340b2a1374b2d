"""Annexes (附件): those the text names are there, and the others are named (FR-19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.numbering import NUMERAL, parse_number
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_NAMED = re.compile(rf"附[件录表图](?P<n>{NUMERAL}{{1,3}})?(?!材料|资料|文件)")
_SKIPPED = frozenset({Kind.OTHER})
_ENDING = 3
_OWN = re.compile(
    r"(?:详?见|按照?|依照|根据|符合|本(?:合同|协议|办法|规定|细则|通知|方案))[^，。；\n]{0,8}$"
)


def check_annexes(draft: Draft) -> Iterator[Issue | Fine]:
    """附件: hints only, for annexes often travel in files of their own."""
    if draft.kind in _SKIPPED:
        return
    named = list(_NAMED.finditer(draft.main_text))
    if not draft.annexes:
        relied = [m for m in named if _OWN.search(draft.text[: m.start()][-14:])]
        if relied:
            yield _absent(relied, draft)
        return
    present = {a.ordinal for a in draft.annexes}
    missing = [m for m in named if m["n"] and parse_number(m["n"]) not in present]
    if missing and len(present) > 1:
        yield _unmatched(missing, draft)
    elif named or any(_is_named(annex.heading, draft) for annex in draft.annexes):
        yield Fine("附件", f"正文提及附件，送审文本附有{len(draft.annexes)}个附件")
    else:
        yield _unnamed(draft)


def _is_named(heading: str, draft: Draft) -> bool:
    """The text may call an annex by the end of its name (裁量表) without the word 附件."""
    name = re.sub(r"[\W_a-zA-Z]+$", "", heading)
    return len(name) < _ENDING or name[-_ENDING:] in draft.main_text


def _absent(named: list[re.Match[str]], draft: Draft) -> Issue:
    span = Span(named[0].start(), named[0].end())
    return _issue(
        f"{draft.place(span)}等处提及附件，但送审文本中没有附件内容，附件未能一并审查。",
        "将附件与正文一并送审；附件不得夹带正文没有的义务和处罚。",
        span,
    )


def _unmatched(missing: list[re.Match[str]], draft: Draft) -> Issue:
    words = "、".join(dict.fromkeys(m[0] for m in missing))
    span = Span(missing[0].start(), missing[0].end())
    return _issue(
        f"正文提及{words}，但送审文本所附的附件中没有对应的序号。",
        "核对附件的数量、名称和序号，使正文与附件一致。",
        span,
        Severity.MINOR,
    )


def _unnamed(draft: Draft) -> Issue:
    first = draft.annexes[0]
    end = min(first.span.end, first.span.start + max(len(first.number), 2))
    return _issue(
        "文末附有附件，但正文没有提及，附件的效力和用途不清楚。",
        "在正文相应条款写明“见附件”或者“按照附件执行”，并写明附件名称。",
        Span(first.span.start, end),
    )


def _issue(message: str, advice: str, span: Span, severity: Severity = Severity.NOTICE) -> Issue:
    return Issue("FR-19", "FR-19", "FR-19", severity, message, advice, span, confidence=0.8)
