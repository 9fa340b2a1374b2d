"""Training (专项培训, N23): what is owed for leaving early is at most the cost of the training."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount
from models.contracts.figures.sentences import Sentence

NONCOMPETE = re.compile(
    r"竞业(?:限制|禁止)|不得[^，。；]{0,24}(?:竞争|同类|同业|同行|竞品)|(?:离职|解除|终止)[^。；]{0,24}不得[^。；]{0,24}(?:任职|就业|就职|工作|上班|上岗|从事)"
)
"""竞业限制: its penalties are not those of training."""
_TRAINED = re.compile(r"培训|进修|课程|学习|取证|深造|研修|读")
_OWED = re.compile(
    "(?:付清|交清|交付|缴|返还|赔付|赔偿|违约金|罚|退还?|返还|支付|偿付|偿还|补偿|赔|最高|最多|不超过)[^，。；]{0,8}$"
)
_NEAR = 6


def check_training(view: Numbers) -> Said:
    """服务期违约金 ≤ 培训费."""
    fees = {
        a.value
        for a in view.figures.amounts_of("training_fee")
        if a.is_certain and not a.label.behind
    } or {a.value for a in view.figures.amounts_of("training_fee") if a.is_certain}
    if len(fees) != 1:
        yield from _training_in_passing(view)
        return
    fee = fees.pop()
    passing = [*_training_in_passing(view)]
    if passing:
        yield from passing
        return
    for amount in view.figures.amounts_of("penalty"):
        sentence = view.figures.sentence_at(amount.span.start)
        around = view.text[max(0, amount.span.start - 160) : amount.span.end + 40]
        if (
            sentence is None
            or not re.search("服务期|培训", around)
            or NONCOMPETE.search(_line(view, amount.span))
        ):
            continue
        if amount.value > fee and amount.is_certain:
            yield issue(
                "N23",
                amount.span,
                f"{view.place(amount.span)}的服务期违约金{yuan(amount.value)}，"
                f"超过培训费{yuan(fee)}，多出{yuan(amount.value - fee)}；"
                "违约金上限＝培训费×（服务期－已服务期）÷服务期。",
                "违约金改为不超过培训费用，并按尚未履行的服务期分摊。",
                severity=view.grade("T46"),
            )
            return


def _training_in_passing(view: Numbers) -> Said:
    """费用三万元，服务期三年，…赔付十万元 in one sentence or in those that follow it."""
    for index, sentence in enumerate(view.figures.sentences):
        if not _TRAINED.search(sentence.text):
            continue
        fee = next((a for a in view.figures.amounts_in(sentence.span) if _is_cost(view, a)), None)
        if fee is None:
            continue
        near = view.figures.sentences[index : index + _NEAR]
        about = [
            s
            for s in near
            if re.search(
                "服务|[干做]满|工作满|未满|不满|离职|走人|先走|[要就]走|中途|提前走|跳槽|辞职|年限|年头",
                s.text,
            )
            and not NONCOMPETE.search(s.text)
        ]
        owed = next((a for s in about for a in _owed(view, s.span) if a.span != fee.span), None)
        claimed = [owed] if owed is not None else []
        claimed += [a for s in about for a in _by_year(view, s.span, near)]
        claimed += [a for s in about for a in _by_month(view, s.span, near)]
        most = max(fee.value, fee.words or fee.value)
        owed = next((a for a in claimed if a.value > most), None)
        if owed is not None:
            yield issue(
                "N23",
                owed.span,
                f"{view.place(owed.span)}的服务期违约金{yuan(owed.value)}，"
                f"超过培训费{yuan(fee.value)}，多出{yuan(owed.value - fee.value)}。",
                "违约金改为不超过培训费用，并按尚未履行的服务期分摊。",
                severity=view.grade("T46"),
                confidence=0.9,
            )
            return


def _line(view: Numbers, span: Span) -> str:
    """The paragraph up to a place."""
    return view.text[view.text.rfind("\n", 0, span.start) + 1 : span.start]


def _is_cost(view: Numbers, amount: Amount) -> bool:
    """出资八万元, 学费3万元, 为乙方支付培训费用五万元."""
    before = view.text[max(0, amount.span.start - 14) : amount.span.start]
    behind = view.text[amount.span.end : amount.span.end + 14]
    costs = re.search("(?:费用?|花费|花|出资|学费|资助|投入|支付|承担)[^，。；]{0,8}$", before)
    sent = re.match("[^，。；]{0,4}(?:送|派|供|选派|资助|用于|为乙方)", behind)
    plain = not amount.is_range and amount.currency == "CNY" and not amount.label.bound
    return plain and not amount.per and bool(costs or sent)


def _by_year(view: Numbers, span: Span, near: tuple[Sentence, ...]) -> Iterator[Amount]:
    """每少干一年偿还三万元: over all the years of service."""
    whole = Span(near[0].span.start, near[-1].span.end)
    years = {
        p.number
        for p in view.figures.periods_in(whole)
        if p.unit == "year"
        and "每" not in p.before[-6:]
        and p.number
        and re.search(r"服务(?:期)?|[干做]满|工作满", p.before[-10:])
    }
    for amount in view.figures.amounts_in(span):
        before = view.text[max(span.start, amount.span.start - 18) : amount.span.start]
        if len(years) == 1 and re.search("每(?:少|差|缺|提前|不满)[^，。；]{0,8}年[^，]*$", before):
            yield replace(amount, value=amount.value * max(years))


def _by_month(view: Numbers, span: Span, near: tuple[Sentence, ...]) -> Iterator[Amount]:
    """按未履行月数，每月1,250元: over all the months of service."""
    whole = Span(near[0].span.start, near[-1].span.end)
    months = {
        p.months
        for p in view.figures.periods_in(whole)
        if p.months and re.search(r"服务期?(?:限)?(?:为|是|共)?$|[干做]满$|工作满$", p.before[-10:])
    }
    for amount in view.figures.amounts_in(span):
        low = max(span.start, amount.span.start - 40)
        folded = re.search(
            r"(?:未履行|未服务|剩余|不足|差)[^。；]{0,12}月", view.text[low : amount.span.start]
        )
        if len(months) == 1 and folded and amount.per == "月":
            yield replace(amount, value=amount.value * max(months))


def _owed(view: Numbers, span: Span) -> list[Amount]:
    return [
        a
        for a in view.figures.amounts_in(span)
        if a.words is None
        and not a.is_range
        and not a.per
        and not re.search("每(?:少|差|缺|提前|不满)[^，]*$", view.text[span.start : a.span.start])
        and _OWED.search(view.text[max(span.start, a.span.start - 16) : a.span.start])
    ]
