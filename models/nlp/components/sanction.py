"""Sanctions (处罚): kinds by the word list, fines with their range and base."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from corpus.span import Span
from models.nlp.components.money import find_money
from models.nlp.lexicon import load
from models.nlp.marking import mark
from models.nlp.norm import Amount, Sanction

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AFTER = re.compile(r"^(?:之间|范围内|区间内?|幅度内?)?的?[^，。；、的]{0,6}罚款")
_LATER = re.compile(r"^(?!的)[^。；]{0,40}(?:罚款|裁量|处罚)")
_BEFORE = re.compile(
    r"罚(?<![处加惩])$|罚款(?:数额|金额|额度|上限|总额)?(?:按照?|可以|应当|最高|为|在|的){0,2}[^，。；、\d]{0,10}$"
)
_BASE = re.compile(
    "违法所得|非法所得|所得|造价|货值金额|货值|合同价款|工程价款|合同金额|采购金额|中标项目金额|应缴[^，。；]{0,6}"
    "|应付[^，。；]{0,6}|收入|销售额|营业额|广告费用|市场价值|多收价款|评估费用|检验费用"
)
_BARE = re.compile(r"(?:(?<!加)处以?|并处|可以处|给予|处以[^，。；]{0,6})罚款(?!数额|金额)")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["kind"], re.compile(entry["pattern"])) for entry in load("sanctions"))


@cache
def sanction_names() -> dict[str, str]:
    """处罚种类名称: kind and Chinese name, the fine included."""
    return {e["kind"]: e["name"] for e in load("sanctions")} | {"fine": "罚款"}


def find_sanctions(text: str) -> tuple[Sanction, ...]:
    """处罚识别: all sanctions of a text, in order; a fine without an amount has no range."""
    found = list(_fines(text))
    for kind, pattern in _patterns():
        for match in pattern.finditer(text):
            base = match.groupdict().get("base") or ""
            found.append(Sanction(Span(*match.span()), kind, base=base))
    return tuple(sorted(found, key=lambda s: s.span))


def _fines(text: str) -> list[Sanction]:
    if "罚" not in text and "裁量" not in text:
        return []
    fines = [f for f in (_fine(a, text) for a in find_money(text)) if f is not None]
    for match in _BARE.finditer(text):
        span = Span(*match.span())
        if not any(f.span.overlaps(span) for f in fines):
            fines.append(Sanction(span, "fine"))
    return fines


def _fine(amount: Amount, text: str) -> Sanction | None:
    if amount.unit not in ("yuan", "times") and amount.unit != "percent":
        return None
    before = text[max(0, amount.span.start - 24) : amount.span.start]
    rest = text[amount.span.end : amount.span.end + 50]
    close = _AFTER.match(rest)
    bounded = amount.low is not None and amount.high is not None and amount.low < amount.high
    if not close and not _BEFORE.search(before) and not (bounded and _LATER.match(rest)):
        return None
    end = amount.span.end + (close.end() if close else 0)
    bases = _BASE.findall(re.split("[。；]", before)[-1])
    unit: Literal["yuan", "times"] = "yuan" if amount.unit == "yuan" else "times"
    share = 100 if amount.unit == "percent" else 1
    low = None if amount.low is None else amount.low / share
    high = None if amount.high is None else amount.high / share
    base = bases[-1] if bases and unit == "times" else ""
    return Sanction(Span(amount.span.start, end), "fine", low, high, unit, base)


def mark_sanctions(doc: Doc) -> Doc:
    """处罚 into `doc.spans["sanction"]`."""
    found = find_sanctions(doc.text)
    return mark(doc, "sanction", found, [s.kind for s in found])
