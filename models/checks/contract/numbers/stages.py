"""Payment stages (付款节点): what is paid when, as a share of the price or a sum, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.document import ProvisionKind
from corpus.span import Span
from models.checks.contract.numbers.view import Numbers
from models.contracts.figures.rates import Rate
from models.contracts.figures.sentences import Sentence, clause_at

Mode = Literal["part", "until", "held"]
"""part: this much is paid; until: paid up to this much in all (付至); held: kept back (质保金)."""
_UNTIL = re.compile(r"(?:付|支付|拨付|拨|结算|支)(?:款)?(?:至|到)|累计|达到|达")
_PAYS = re.compile(r"付|结清|拨|作为|结算")
_NO_PAYMENT = re.compile(
    r"违约|滞纳|赔偿|罚|逾期|迟延|税率|税点|利息|利率|履约保证|保函|担保|折扣|优惠|下浮|上浮|追加|不超过|超过|超出|上限|下限|以内|"
    r"增减|变更|扣除|扣减|扣款|解除|终止|退还|返还|浮动|合格率|损失|考核|得分|分成|提成"
)
_HELD = re.compile(
    r"质量保证金|质保金|保修金|质量保修金|质量保证款|尾款留存|预留|留存|留作|扣留|暂扣"
)
_DEPOSIT = re.compile(r"定金")
_CLOSING = re.compile(
    r"余款|剩余|其余|余下|尾款|余额|结清|付清|全额|全部|一次性|据实|按实|按月|每月|按季|每季|每年|按年|按进度|按批|每批"
)
_FINE = re.compile("违约|罚|赔偿|滞纳|逾期")
_SPREAD = 3
_REPEATED = re.compile(r"各[付支]?[^，。]{0,3}$|每(?:个?月|季度?|年|次|批|期|半年)")
_REMAINDER = re.compile(
    r"(?:余款|剩余|其余|余下|尾款|余)(?:的|部分|款项|合同(?:总)?(?:价款|款|价)|[（(]?即)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """付款节点: `share` is a fraction of the price."""

    share: Decimal
    mode: Mode
    span: Span
    text: str
    optional: bool


@dataclass(frozen=True, slots=True)
class StageList:
    """付款节点 of one clause.

    `open` tells that something else is paid too (余款, 按月) or that a share could not be read,
    so that a sum below 100 % proves nothing.
    """

    stages: tuple[Stage, ...]
    span: Span
    open: bool


def stage_lists(view: Numbers) -> tuple[StageList, ...]:
    """付款节点 of every clause that has at least two."""
    found = (_list(view, clause) for clause in clauses_of(view))
    return tuple(s for s in found if len(s.stages) > 1)


def spread_list(view: Numbers) -> StageList | None:
    """付款节点 told one a clause over clauses that follow each other: at least three, no more read."""
    runs: list[list[StageList]] = [[]]
    for clause in clauses_of(view):
        found = _list(view, clause)
        if len(found.stages) == 1 and found.stages[0].mode != "until":
            runs[-1].append(found)
        elif len(found.stages) > 1 or runs[-1]:
            runs.append([])
    run = max(runs, key=len)
    if len(run) < _SPREAD:
        return None
    stages = tuple(s for one in run for s in one.stages)
    return StageList(
        stages, Span(stages[0].span.start, stages[-1].span.end), any(one.open for one in run)
    )


def clauses_of(view: Numbers) -> tuple[Span, ...]:
    """条款: articles, else the outermost numbered headings, else the whole main text."""
    if view.draft.articles:
        return tuple(a.span for a in view.draft.articles)
    levels = [p for p in view.draft.document.root.children if p.kind is ProvisionKind.LEVEL]
    if levels:
        return tuple(p.span for p in levels)
    return (Span(0, view.figures.annex_start),)


def _list(view: Numbers, clause: Span) -> StageList:
    stages: list[Stage] = []
    is_open = False
    for sentence in view.figures.sentences:
        if sentence.is_row or not clause.contains(sentence.span):
            continue
        rates = [r for r in view.figures.rates_in(sentence.span) if r.per is None]
        mine = [s for r in rates if (s := _stage(r, sentence, view)) is not None]
        stages += mine
        is_open = is_open or _leaves_open(sentence, rates, mine)
    span = Span(stages[0].span.start, stages[-1].span.end) if stages else clause
    return StageList(tuple(stages), span, is_open)


def _leaves_open(sentence: Sentence, rates: list[Rate], mine: list[Stage]) -> bool:
    """Money of an unknown share is paid here: 余款付清, or a share of something else."""
    if not _PAYS.search(sentence.text):
        return False
    if not rates:
        paid = re.search(r"支付|付清|付款|结清|拨付", sentence.text)
        return bool(paid and _CLOSING.search(sentence.text)) and not _NO_PAYMENT.search(
            sentence.text
        )
    others = [r for r in rates if r.span not in {s.span for s in mine}]
    unread = any(
        re.search("付[^，。]{0,12}$", r.before) and not _FINE.search(r.before) for r in others
    )
    repeated = any(_REPEATED.search(r.before) for r in others)
    of_else = (
        repeated
        or unread
        or any(r.base == "other" and re.search(r"付|拨", r.before) for r in others)
    )
    words = (
        re.sub(r"[前内]?(?:付清|结清|足额付清|一次性?付清)", "", sentence.text)
        if mine
        else sentence.text
    )
    closing = bool(_CLOSING.search(words)) and not any(
        _CLOSING.search(s.text) or s.mode != "part" for s in mine
    )
    return of_else or closing or any(r.is_range for r in rates)


def _stage(rate: Rate, sentence: Sentence, view: Numbers) -> Stage | None:
    clause = clause_at(view.text, rate.span.start, rate.span.end)
    words = clause.of(view.text)
    lead = view.text[max(sentence.span.start, clause.start - 30) : rate.span.start]
    if (
        rate.is_range
        or rate.value > 2
        or _REPEATED.search(rate.before)
        or _NO_PAYMENT.search(words)
    ):
        return None
    remainder = bool(_REMAINDER.search(rate.before))
    if rate.base not in ("total", "bare", "settled") and not remainder:
        return None
    if not _PAYS.search(sentence.text) or (
        rate.base == "bare" and not _is_paid(rate, words, remainder)
    ):
        return None
    behind = view.text[rate.span.end : clause.end]
    held = bool(_HELD.search(behind) or _HELD.search(rate.before))
    until = bool(_UNTIL.search(rate.before)) or bool(re.search(r"累计[^，。]{0,10}$", lead))
    mode: Mode = "until" if until else "held" if held else "part"
    optional = bool(_DEPOSIT.search(words)) or held
    return Stage(rate.value, mode, rate.span, words, optional)


def _is_paid(rate: Rate, words: str, remainder: bool) -> bool:
    """A share of nothing named: 付30%, 首付款：30%, 剩余5%."""
    near = rate.before[-10:]
    return remainder or bool(
        re.search(
            r"(?:付|拨付|支付|付款|预付款?|首付款?|进度款|尾款|验收款|到货款|质保金|质量保证金|保修金)(?:比例)?(?:为|至|到|[:：])?\s*$",
            near,
        )
    )


def rates_with_sums(view: Numbers) -> Iterator[tuple[Rate, int]]:
    """A share of the price with the sum right behind it: the rate, and where the sum begins."""
    gap = re.compile(
        r"\s*(?:的?(?:作为|为|的)[一-龥]{2,10})?(?:[一-龥]{0,6}(?:预付款|进度款|尾款|定金|首付款|质保金|保证金|余款|款项?))?\s*"
        r"[，,、（(：:]{0,2}(?:即|计|合计|共计|共|约|为|金额|人民币|款项|大写|小写|[：:￥¥\s（(])*"
    )
    starts = {a.span.start: a for a in view.figures.amounts}
    for rate in view.figures.rates:
        if rate.per is not None or rate.is_range or rate.base not in ("total", "bare", "annual"):
            continue
        found = gap.match(view.text, rate.span.end)
        ends = [found.end()] if found else []
        hits = [
            s for e in ends for s in starts if rate.span.end <= s <= e and starts[s].span.end > e
        ]
        before = next(
            (
                a
                for a in starts.values()
                if re.fullmatch(
                    r"\s*[（(]\s*(?:即|为|按|占)?[一-龥]{2,14}的?",
                    view.text[a.span.end : rate.span.start],
                )
            ),
            None,
        )
        if hits:
            yield rate, hits[0]
        elif before and rate.base in ("total", "annual"):
            yield rate, before.span.start
