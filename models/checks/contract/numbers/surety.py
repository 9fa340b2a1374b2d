"""Surety (担保, N35 N36): the amount secured and the end of the surety's period."""

from __future__ import annotations

import re
from datetime import date

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.calendar import LINK, in_words
from models.contracts.figures.dates import LabelledDate
from models.finding import Severity

_PARTIAL = re.compile(r"每[期次月季年]|归还|偿还|第[一二三四五六\d]+[期次]|合计|抵押|剩余")
_REGARDLESS = re.compile(
    r"(?:大于|超过|超出|高于|多出)[^。；\n]{0,12}(?:部分|范围|数额)?的?[^。；\n]{0,6}(?:亦|也|仍|均|一并)[^。；\n]{0,4}(?:予以?)?(?:承担|负责|清偿|支付)|"
    r"(?:主债(?:权|务)|债务|借款|本息|欠款|余额)[^。；\n]{0,16}(?:不足|少于|低于|小于|没有达到|未达)[^。；\n]{0,12}"
    r"(?:数额|金额|限额|额度)?的?[，,][^。；\n]{0,12}(?:也|仍|均|还)[^。；\n]{0,6}(?:按|以)[^。；\n]{0,10}"
    r"(?:数额|金额|限额|额度|全额)|"
    r"(?:保证|担保)(?:责任|金额|数额)[^。；\n]{0,20}不(?:因|随)[^。；\n]{0,12}(?:主债(?:权|务)|借款|债务|欠款)[^。；\n]{0,10}(?:减少|清偿|归还|降低)"
    r"[^。；\n]{0,6}(?:而)?(?:减少|减轻|降低|调减|调整)"
)
_PERIOD = re.compile("保证期间|保证期限|担保期间|担保期限|保证责任期间")
_ENDS = re.compile(
    r"(?:担保|保证)[^，。；]{0,14}(?:至|到|止于|截至|截止到?|于)\s*$|(?:担保|保证)(?:人|责任)[^，。；]{0,14}(?:为)?\s*$"
)
_DUE_DATE = re.compile(r"(?:到期日|还款日|归还日|清偿日|届满日)[^，。；\d]{0,6}$")
_UNTIL_DUE = re.compile(
    r"(?:至|到|止于)[^，。；]{0,14}(?:主债务|主合同|借款|贷款|债务|还款|本合同项下债务)[^，。；]{0,10}(?:履行)?(?:期限?)?(?:届满|到期|期满|届至)(?:之)?(?:日|时)?(?:为)?(?:止|终止|截止)?|于[^，。；]{0,16}(?:还款日|到期日|清偿日)(?:当天|当日|之日)?(?:止|截止|终止|结束)"
    r"(?!(?:之日|日|之次日|次日)?(?:起|后|之后|另|再|满|加))"
)
_FROM_DUE = re.compile(
    r"(?:届满|到期|期满)(?:之日|日|之次日|次日)?(?:起|后|之后)|满[一二两三]年|(?:起|后)[一二两三1-3]年|后[一二两三1-3]年"
)
_LENT = re.compile(r"^(?!.*(?:保证|担保)).*(?:借款|贷款|出借|本金)", re.S)
_DUE = re.compile(
    r"(?:租赁|融资租赁|承租|借款|贷款|主债务|债务|主合同|融资)(?:履行)?(?:期限|期间|到期日|还款日|期)|还款(?:期限|日)|到期日|债务履行|^\s*(?:第[一-龥]{1,3}条|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*期限(?:为|：|:)"
)


def check_surety(view: Numbers) -> Said:
    """担保金额 and 保证期间."""
    guarantee = view.has_kind("guarantee")
    if guarantee or "保证人" in view.text or "担保人" in view.text:
        found = [*_amount(view)]
        yield from found
        if not any(isinstance(one, Issue) for one in found):
            yield from _regardless(view)
    if guarantee or view.has_kind("loan_bank", "loan_private", "finance_lease"):
        yield from _period(view)


def _regardless(view: Numbers) -> Said:
    """主债权不足该数额的，也按该数额支付: the surety pays more than the debt by its own words."""
    for found in _REGARDLESS.finditer(view.text):
        span = Span(found.start(), found.end())
        yield issue(
            "N35",
            span,
            f"{view.place(span)}约定担保人承担的数额不随主债权减少，担保责任可能大于主债务，"
            "超出部分担保人可以主张不承担。",
            "改为在主债权未受清偿的范围内承担担保责任，约定的数额作为最高限额。",
            source="comparison",
            confidence=0.85,
        )
        return


def _amount(view: Numbers) -> Said:
    secured = {
        a.value: a
        for a in view.figures.amounts_of("guaranteed")
        if a.currency == "CNY" and not a.is_range
    }
    debts = {
        a.value: a
        for a in view.figures.amounts_of("principal")
        if a.is_certain
        and not _PARTIAL.search(view.text[max(0, a.span.start - 16) : a.span.start])
        and not _is_secured_principal(view, a)
    }
    named = {a.value: a for a in view.figures.amounts if _is_secured_principal(view, a)}
    if named:  # the highest principal that a surety answers for
        secured = {(most := max(named)): named[most]}
    if len(secured) != 1 or len(debts) != 1:
        return
    (value, amount), (debt, place) = next(iter(secured.items())), next(iter(debts.items()))
    if value <= debt:
        yield Fine("担保金额", f"担保金额{yuan(value)}没有超过主债权{yuan(debt)}", amount.span)
        return
    sentence = view.figures.sentence_at(amount.span.start)
    words = re.sub(
        "(?:不(?:含|包括)|不论|无论|不管|不问)[^，。；]*", "", sentence.text if sentence else ""
    )
    wider = re.search("利息|违约金|实现债权|费用", words)
    if not named and (wider or "最高" in amount.label.words):
        return
    yield issue(
        "N35",
        amount.span,
        f"{view.place(amount.span)}担保金额{yuan(value)}，"
        f"大于{view.place(place.span)}主债权{yuan(debt)}，超出{yuan(value - debt)}，"
        "担保人可以主张在主债务范围内承担责任。",
        "把担保金额改为不超过主债权，利息、违约金等列明为担保范围。",
        source="comparison",
    )


def _is_secured_principal(view: Numbers, amount: Amount) -> bool:
    """保证人担保的本金最高到七百万元; 对三百万元本金承担连带责任: a principal that a surety answers for."""
    sentence = view.figures.sentence_at(amount.span.start)
    if sentence is None or amount.per or amount.currency != "CNY" or amount.is_range:
        return False
    before = view.text[sentence.span.start : amount.span.start]
    behind = view.text[amount.span.end : min(sentence.span.end, amount.span.end + 14)]
    ensured = re.search(r"(?:保证|担保)人?[^，。；]{0,20}本金[^，。；]{0,12}$", before)
    named = re.search(r"(?:保证|担保)[^，。；]{0,14}$", before)
    return bool(ensured or (named and re.match("的?(?:借款|贷款)?本金", behind)))


def _period(view: Numbers) -> Said:
    """A period that ends when the debt falls due, or on a day no later than that."""
    due = _due_day(view)
    ends = [
        d for d in view.figures.dates if _ENDS.search(d.before) and not _FROM_DUE.search(d.before)
    ]
    dues = {d.value for d in view.figures.dates if _DUE_DATE.search(d.before)}
    dues = dues or ({due} if due else set())
    if len(dues) == 1 and ends and ends[0].value <= (day := dues.pop()):
        yield _early(
            view, ends[0].span, f"止于{in_words(ends[0].value)}，不晚于主债务到期日{in_words(day)}"
        )
        return
    for sentence in view.figures.sentences:
        found = _PERIOD.search(sentence.text)
        if not found or sentence.is_row:
            continue
        rest = sentence.text[found.end() :]
        offset = sentence.span.start + found.end()
        dates = [d for d in view.figures.dates if offset <= d.span.start < sentence.span.end]
        until = _UNTIL_DUE.search(rest)
        if until and not _FROM_DUE.search(rest):
            yield _early(view, sentence.span, "止于主债务到期之日")
            return
        if due and dates and not _FROM_DUE.search(rest):
            end = max(d.value for d in dates)
            if end <= due:
                yield _early(
                    view, dates[-1].span, f"止于{in_words(end)}，不晚于主债务到期日{in_words(due)}"
                )
                return
            yield Fine(
                "保证期间",
                f"保证期间止于{in_words(end)}，晚于主债务到期日{in_words(due)}",
                dates[-1].span,
            )
            return


def _early(view: Numbers, span: Span, how: str) -> Issue:
    severity = view.grade("T17")
    return issue(
        "N36",
        span,
        f"{view.place(span)}的保证期间{how}，早于或者等于主债务履行期限届满，视为没有约定，保证期间为主债务履行期限届满之日起六个月。",
        "写明保证期间自主债务履行期限届满之日起若干年（如三年）。",
        severity=severity if severity.rank < Severity.MINOR.rank else Severity.MINOR,
        source="comparison",
    )


def _due_day(view: Numbers) -> date | None:
    """主债务到期日: the last day of the sentence that gives the term of the loan."""
    days = set()
    for sentence in view.figures.sentences:
        dates = view.figures.dates_in(sentence.span)
        lent = _LENT.search(sentence.text) and len(dates) == 2 and _is_range(view, *dates)
        if _PERIOD.search(sentence.text) or not (_DUE.search(sentence.text) or lent):
            continue
        if dates:
            days.add(max(d.value for d in dates))
    return days.pop() if len(days) == 1 else None


def _is_range(view: Numbers, one: LabelledDate, other: LabelledDate) -> bool:
    return bool(LINK.fullmatch(view.text, one.span.end, other.span.start))
