"""Labelling (称谓识别): what the words around a sum of money say that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.knowledge.figure_labels import load_figure_labels
from corpus.span import Span

_REACH = 60
_STOPS = "。；;\n\t"
_CONNECTOR = re.compile(
    r"(?:人民币|RMB|CNY|USD|[¥￥$]|大写|小写|共计|(?<!价税)合计|总计|总共|共为?|为|是|即|约|按|以|达|系|均|"
    r"暂定|暂估|固定|包干|应当|应|则|至|标准|金额|数额|相当于|等于|(?<!价税合)计|[“”\"‘’：:=＝,，、\s（(【\[])$"
)
_BOUND = re.compile(
    r"(?P<max>不(?:得|应)?(?:超过|高于|大于|超出)|最高(?:不超过)?|上限)$|(?P<min>不(?:得)?(?:低于|少于|小于)|至少|最低)$"
)
_PAREN = re.compile(r"[（(][^（()）]{0,24}[)）]$")
_PER = re.compile(
    r"(?:每(?:一|个)?|按)(?P<per>月|年|季度?|[日天]|周|人|台|套|件|个|辆|吨|次|人天|工日|平方米|平米|㎡|亩|公里|小时|学时|半年)$"
)
_PER_AFTER = re.compile(
    r"^(?:整)?\s*(?:[/／](?:每)?|每)\s*(?:人\s*[/·]\s*)?(?P<per>个?月|年|季度?|[日天]|周|人天|人|台|套|件|个|辆|吨|次|工日|平方米|平米|㎡|m2|m²|亩|公里|小时|学时|kg|公斤|千克|米|延长米|立方米|m³|栋|间|户|份|本|株|棵|盏|项|点位?|半年)"
)
_TAX_OUT = re.compile(r"不含(?:增值)?税|除税|税前价|未税")
_TAX_IN = re.compile(r"(?<!不)含(?:\d+(?:\.\d+)?%)?(?:的)?(?:增值)?税|价税合计|税后")
_AFTER = re.compile(r"^[整正]?\s*(?:[（(][^（()）]{0,30}[)）])?\s*(?:的|作为|作|做为|为)?\s*")
_WORD = re.compile(r"[一-龥A-Za-z0-9]{1,24}$")


@dataclass(frozen=True, slots=True)
class Label:
    """称谓: `kind` is an id of figure_labels.yaml; `words` the words before the sum.

    `bound` is max for 不超过, min for 不低于. `summed` tells that 合计 or 共计 stands before it.
    """

    kind: str
    words: str
    per: str
    tax: Literal["in", "out"] | None
    bound: Literal["max", "min"] | None
    summed: bool
    behind: bool = False


def label_of(text: str, span: Span, after: int | None = None) -> Label:
    """称谓 of the sum at `span`; `after` is where its bracketed twin ends."""
    back = _back(text, span.start)
    rest, per, bound, notes = _stripped(back)
    end = span.end if after is None else after
    behind = text[end : end + 40].split("\n")[0]
    trailing = _PER_AFTER.match(behind) or re.match(
        r"^(?:整)?[)）]?\s*[/／]\s*(?P<per>月|年|㎡|平方米|亩|天|日)", behind
    )
    kind, name = _kind_before(rest)
    is_behind = False
    if not kind:
        kind, is_behind = _kind_after(behind), True
    return Label(
        kind=kind,
        words=name or rest[-16:],
        per=trailing["per"].lstrip("个") if trailing else per,
        tax=_tax((name or rest[-4:]) + notes, behind),
        bound=bound
        or (
            "max"
            if re.match(r"[整正]?(?:[（(][^（()）]*[)）])?(?:以内|以下|封顶|为限|为上限)", behind)
            else None
        ),
        summed=bool(re.search(r"(?:共|合|总)计|总共|^共|[，,]共", back[len(rest) :])),
        behind=bool(kind) and is_behind,
    )


def _back(text: str, start: int) -> str:
    low = max(max(text.rfind(mark, 0, start) for mark in _STOPS) + 1, start - _REACH)
    return text[low:start]


def _stripped(back: str) -> tuple[str, str, Literal["max", "min"] | None, str]:
    """Take connectors, brackets, bounds and 每月 off the end of the words before a sum."""
    per, notes = "", ""
    bound: Literal["max", "min"] | None = None
    while back:
        found = _PAREN.search(back)
        if found:
            notes += found[0]
        elif limit := _BOUND.search(back):
            found, bound = limit, "max" if limit["max"] else "min"
        elif unit := _PER.search(back):
            found, per = unit, unit["per"]
        else:
            found = _CONNECTOR.search(back)
            if found and found[0] == "金额" and _is_named(back):
                found = None
        if not found:
            break
        back = back[: found.start()]
    return back, per, bound, notes


def _is_named(back: str) -> bool:
    return bool(re.search(r"[一-龥]{2}金额$", back)) and bool(_kind_before(back)[0])


def _kind_before(rest: str) -> tuple[str, str]:
    word = _WORD.search(rest)
    if not word:
        return "", ""
    best = ("", "")
    for label in load_figure_labels():
        found = label.before.search(word[0])
        if found and len(found[0]) > len(best[1]):
            best = (label.id, found[0])
    return best


def _kind_after(behind: str) -> str:
    """五万元的定金, 48 万元作为履约保证金."""
    gap = _AFTER.match(behind)
    rest = behind[gap.end() :] if gap else behind
    best, length = "", 0
    for label in load_figure_labels():
        found = label.after.match(rest) if label.after else None
        if found and len(found[0]) > length:
            best, length = label.id, len(found[0])
    return best


def _tax(before: str, behind: str) -> Literal["in", "out"] | None:
    note = re.match(
        r"[整正]?\s*(?:[（(][^（()）]{0,24}[)）]|[，,（(]?(?:不含|含)(?:\d+(?:\.\d+)?%)?(?:的)?(?:增值)?税)",
        behind,
    )
    words = before + (note[0] if note else "")
    if _TAX_OUT.search(words):
        return "out"
    return "in" if _TAX_IN.search(words) else None
