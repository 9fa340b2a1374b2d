"""Placeholders (待填内容): blanks, template variables and drafting notes left in the text (T57)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import ProvisionKind
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_BLANK = re.compile(
    r"_{2,}|＿{2,}|\[[ \u3000]+\]|【[ \u3000]*】|[×✕]{2,}"
    r"|(?<![A-Za-z0-9Ｘ])[XxＸ]{2,}(?![A-Za-z0-9Ｘ])|\*{3,}"
    r"|…{3,}年|(?<=[自至于为])[ \u3000]+年[ \u3000]*月[ \u3000]*日"
)
_UNFILLED = re.compile(
    r"(?<=[一-龥])[ \u3000]{3,}(?=(?:个)?(?:工作)?[日天年月周]|万?元|[%％]|份)"
    r"|^[ \t\u3000]*(?:单位|企业)?(?:名称|姓名|统一社会信用代码|住所地?|地址|法定代表人|合同编号)"
    r"[ \u3000]*[：:][ \u3000]*$(?=\s*(?:\Z|[^\n]{0,24}[：:]|[甲乙丙丁]方|鉴于))",
    re.M,
)
"""In contracts: room left for a figure, and particulars of a party with nothing behind them."""
_NOTE = re.compile(
    r"\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{0,40}\}|(?<!另行)(?<![等期])待定(?![期岗])|此处(?:填写|补充|插入|略)|（待补充[^）\n]{0,20}）"
    r"|待(?:补充|填写|完善|确认)(?=[）)】\]。；，\n])"
    r"|【[^】\n]{0,60}(?:填写|待|备注|起草|请|说明|可选|二选一|择一|删除|修改为|TODO)[^】\n]{0,60}】"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])"
)


def check_placeholders(draft: Draft) -> Iterator[Issue | Fine]:
    """待填内容: one notice for all blanks, one finding for what a drafter left behind."""
    if draft.submission.kind is Kind.OTHER:
        return  # a report or an opinion masks names on purpose
    notes = [Span(m.start(), m.end()) for m in _NOTE.finditer(draft.text)]
    blanks = list(_blank_places(draft))
    if notes:
        yield _left_behind(notes, draft)
    if blanks:
        yield _blanks(blanks, draft)
    if not notes and not blanks:
        yield Fine("待填内容", "未发现空白、占位符或者起草批注")


def has_blank(text: str) -> bool:
    """空白: whether something in a passage is still to be filled in."""
    return bool(_BLANK.search(text) or _UNFILLED.search(text))


def _blank_places(draft: Draft) -> Iterator[Span]:
    found = list(_BLANK.finditer(draft.text))
    found += _UNFILLED.finditer(draft.text) if draft.is_contract else ()
    for match in sorted(found, key=lambda one: one.start()):
        if not _beside(match, draft):
            yield Span(match.start(), match.end())


def _beside(found: re.Match[str], draft: Draft) -> bool:
    """A blank of the signature block is there to be filled by hand."""
    chain = draft.document.path_at(found.start())
    return any(p.kind is ProvisionKind.SIGNATURE for p in chain)


def _left_behind(notes: list[Span], draft: Draft) -> Issue:
    words = "、".join(dict.fromkeys(f"“{n.of(draft.text)}”" for n in notes[:4]))
    more = f"等共{len(notes)}处" if len(notes) > 4 else f"（{draft.places(notes)}）"
    return Issue(
        "T57" if draft.is_contract else "consistency:placeholder",
        "T57" if draft.is_contract else "FR-26",
        "T57" if draft.is_contract else "FR-26",
        Severity.MINOR,
        f"文中留有未处理的占位符或者起草批注：{words}{more}。",
        "补齐内容或者删去批注后再送审、签署。",
        notes[0],
    )


def _blanks(blanks: list[Span], draft: Draft) -> Issue:
    count = len(blanks)
    return Issue(
        "T57" if draft.is_contract else "consistency:placeholder",
        "T57" if draft.is_contract else "FR-26",
        "T57" if draft.is_contract else "FR-26",
        Severity.NOTICE,
        f"文中尚有{count}处空白或者待填内容（{draft.places(blanks)}），审查只及于已写明的内容。",
        "签署、印发前逐处填写；不适用的划去或者写“无”，不得留空后补。",
        blanks[0],
    )
