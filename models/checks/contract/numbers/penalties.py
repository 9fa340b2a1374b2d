"""Penalties (违约金, N11 N12 N37): hints on daily rates, one-off sums and caps; never more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.caps import check_caps
from models.checks.contract.numbers.price import main_fee, price_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.numerals import percent
from models.contracts.figures.rates import Rate
from models.contracts.figures.sentences import clause_at
from models.finding import Severity

_PENALTY = re.compile(
    r"误期|误工|误[一1][日天]|拖[一1]?[个]?[日天]|加付|另付|晚[付交还缴]|晚一[天日]|拖欠|加收|违约金|滞纳金|逾期|迟延|罚款|赔偿金|罚息"
)
_CAP = re.compile(
    r"(?:赔偿|责任|违约金)[^，。；]{0,16}(?:总额|总和|累计|上限|限额|最高)|(?:累计|总额|最高|全部|所有|各项)[^，。；]{0,14}(?:赔偿|责任)"
)
_SMALL_BASE = re.compile(
    r"(?:月|当日|当天|当期|当次|当批|每批|每次|单次|该项|该批)(?:(?!按|合同|总)[一-龥]){0,6}(?:费|费用|金|额|款|报酬)的?$"
)
_MODEST, _LOW_CAP = Decimal("0.001"), Decimal("0.2")
_ONE_OFF = re.compile(r"违约金|赔偿金")


def check_penalties(view: Numbers) -> Said:
    """违约金 of any contract but one of employment, which has rules of its own."""
    if view.has_kind("labour", "dispatch"):
        return
    yield from _daily(view)
    yield from _one_off(view)
    found = [*_cap(view)]
    yield from found or check_caps(view)


def _daily(view: Numbers) -> Said:
    """日率 × 365 above the hint line; each rate once, at its first place."""
    if view.has_kind("loan_private"):
        return
    line = view.share_limit("penalty_hint_annual")
    seen: dict[Decimal, list[Rate]] = {}
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if view.has_kind("land_grant") and rate.value <= Decimal("0.001"):
            continue  # the rate of the official form of these contracts
        if rate.value <= _MODEST and sentence and _is_capped(view, sentence.span):
            continue
        if _SMALL_BASE.search(rate.before):
            continue  # a share of a month's fee is no rate on what is owed
        if (
            rate.per == "day"
            and sentence
            and _PENALTY.search(sentence.text)
            and rate.value * 365 > line
        ):
            seen.setdefault(rate.value, []).append(rate)
    for value, rates in seen.items():
        more = f"，{view.draft.places([r.span for r in rates[1:]])}同" if len(rates) > 1 else ""
        annual = percent(value * 365, 2)
        yield issue(
            "N11",
            rates[0].span,
            f"{view.place(rates[0].span)}的日违约金比例折合年率{percent(value)}×365＝{annual}，"
            f"高于{percent(line)}的提示线{more}。是否过高以实际损失为准，约定本身并不因此无效。",
            "评估可预见的损失；通常以日万分之五左右为宜，并约定累计上限。",
            severity=Severity.MINOR,
            confidence=0.8,
        )


def _is_capped(view: Numbers, span: Span) -> bool:
    """累计不超过合同总价的10% in the same sentence takes the sting out of a modest daily rate."""
    return any(
        r.per is None and r.base == "total" and r.value <= _LOW_CAP and r.bound == "max"
        for r in view.figures.rates_in(span)
    )


def _one_off(view: Numbers) -> Said:
    """A single penalty against the price."""
    line = view.share_limit("penalty_hint_share")
    for span, share, formula in _fixed(view):
        if share > line:
            yield issue(
                "N12",
                span,
                f"{view.place(span)}的一次性违约金{formula}，高于{percent(line)}的提示线。"
                "是否过高应当与实际损失比较，不因比例高而当然无效。",
                "结合可能的损失说明依据，或者降低数额；同时约定违约金不足以弥补损失时的赔偿。",
                severity=Severity.MINOR,
                confidence=0.75,
            )


def _fixed(view: Numbers) -> Iterator[tuple[Span, Decimal, str]]:
    """违约金 once, as a share of the price or as a sum: place, share of the price, formula."""
    for rate in view.figures.rates:
        clause = clause_at(view.text, rate.span.start, rate.span.end).of(view.text)
        plain = rate.per is None and rate.base == "total" and not rate.bound and not rate.is_range
        daily = _CAP.search(clause) or re.search("每[日天次]|日", clause)
        if plain and _ONE_OFF.search(clause) and not daily:
            yield rate.span, rate.value, f"为合同价的{percent(rate.value)}"
    price, fee = price_of(view), main_fee(view)
    whole = price.highest if price else fee.value if fee else None
    if whole is None:
        return
    for amount in view.figures.amounts_of("penalty"):
        if amount.is_certain and not amount.per:
            share = amount.value / whole
            yield (
                amount.span,
                share,
                f"为{yuan(amount.value)}÷合同价{yuan(whole)}＝{percent(share, 2)}",
            )


def _cap(view: Numbers) -> Said:
    """赔偿限额 below a fixed penalty of the same party: the two clauses contradict."""
    fixed = [*_fixed(view), *_capped(view)]
    for span, cap in _caps(view):
        who = _who(view, span)
        for place, share, formula in fixed:
            other = _who(view, place)
            same = who is None or other is None or who == other
            if share <= cap or not same or span.overlaps(place):
                continue
            yield issue(
                "N37",
                span,
                f"{view.place(span)}把赔偿责任限制在合同价的{percent(cap, 2)}，"
                f"而{view.place(place)}约定的违约金{formula}，"
                "高于限额，两处矛盾。",
                "写明限额是否包含违约金，或者把限额提高到不低于约定的违约金；故意、重大过失和人身损害不受限额约束。",
                severity=Severity.MINOR,
                source="comparison",
                confidence=0.75,
            )
            return


def _capped(view: Numbers) -> Iterator[tuple[Span, Decimal, str]]:
    """每日…，累计不超过合同总价的10%: what a daily penalty may come to."""
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        capped = rate.per is None and rate.bound == "max" and rate.base == "total"
        if not capped or sentence is None or not re.search("累计|合计|总额", rate.before):
            continue
        if re.search("违约金", sentence.text) and re.search("逾期|迟延|每[日天]", sentence.text):
            yield rate.span, rate.value, f"累计可达合同价的{percent(rate.value)}"


def _caps(view: Numbers) -> Iterator[tuple[Span, Decimal]]:
    price = price_of(view)
    for rate in view.figures.rates:
        clause = clause_at(view.text, rate.span.start, rate.span.end).of(view.text)
        plain = rate.per is None and rate.base == "total" and rate.bound == "max"
        late = re.search("逾期|迟延|每[日天]", clause)
        if plain and _CAP.search(clause) and "赔偿" in clause and not late:
            yield rate.span, rate.value
    for amount in view.figures.amounts:
        clause = clause_at(view.text, amount.span.start, amount.span.end).of(view.text)
        if (
            price
            and amount.label.bound == "max"
            and _CAP.search(clause)
            and "赔偿" in clause
            and not amount.per
        ):
            yield amount.span, amount.value / price.highest


def _who(view: Numbers, span: Span) -> str | None:
    sentence = view.figures.sentence_at(span.start)
    party = view.party_of(sentence.text) if sentence else None
    return party.role if party else None
