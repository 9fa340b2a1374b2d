"""Caps (赔偿限额, N37): a cap on all that one party owes lies below a penalty agreed elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.price import price_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import percent
from models.contracts.figures.rates import Rate
from models.finding import Severity

_ABOUT = re.compile(r"赔(?=[给付])|赔钱|赔偿|违约金|违约责任|责任")
_ALL = re.compile(
    r"一切|任何情[形况]|一共|全算上|统统|通通|归总|合总|拢共|责任限额|赔偿限额|总共|统共|总额|总和|总计|总数|累计|全部|所有|各类|各项|一切|任何|合计|加总|相加|加起来|合并计|加在一起|均以|总责任|最高责任|责任上限|总体"
)
_SINGLE = re.compile(
    r"逾期|迟延|延误|误期|每[日天次项]|该项|此项|本项|该违约金|上述违约金|保险|每次事故|单项|押金|保证金"
)
_LIMIT_BEHIND = re.compile(
    r"^[整正]?\s*(?:[（(][^（()）]*[)）])?\s*(?:为(?:最高)?(?:限额|上限|限度?|最高额?|顶|止)|到顶|封顶|以内|以下|为最高限额)"
)
_LIMIT_BEFORE = re.compile(
    r"(?:到顶|为顶|顶格|封顶于|不出|不(?:得|应|再|会)?(?:超过|高于|多于|大于)|上限[为是]|限额[为是]|最高(?:限额|额)?(?:为|不超过)?|以|限于|至多|最多|顶多|封顶)[^，。；\d]{0,8}$"
)
_MOST_SHARE = re.compile(
    r"(?:不(?:得|应|再|会)?(?:超过|高于|多于|大于)|上限[为是]|限额[为是]|最高(?:额)?(?:为|不超过)?|以|至多|最多|顶多)[^，。；\d]{0,14}$"
)
_DUE = re.compile(r"违约金|逾期|迟延|延误")
_PENALTY = re.compile(r"违约金|赔偿金|赔付|补偿金|罚|(?:赔偿|偿付|赔)[^，。；]{0,12}$")


_PAYEE = re.compile(
    r"(?:向|给|对)[^，。；]{1,6}?(?:支付|付|赔|偿)|(?:赔偿|赔付|赔给|付给|支付给?|偿付)[^，。；]{1,4}(?:方|人)"
)


def check_caps(view: Numbers) -> Said:
    """赔偿总额 limited to less than a fixed (or itself capped) penalty of the same party."""
    agreed = [*_agreed(view)]
    for cap in view.figures.amounts:
        if not _is_cap(view, cap):
            continue
        who = _who(view, cap.span)
        high = next(
            (
                a
                for a in agreed
                if a.value > cap.value
                and not a.span.overlaps(cap.span)
                and (who is None or _who(view, a.span) in (None, who))
            ),
            None,
        )
        if high is None:
            continue
        yield issue(
            "N37",
            cap.span,
            f"{view.place(cap.span)}把责任总额限制在{yuan(cap.value)}，"
            f"而{view.place(high.span)}约定的违约金可达{yuan(high.value)}，"
            f"高出{yuan(high.value - cap.value)}，两处矛盾{_share(view, cap.value)}。",
            "写明限额是否包含该违约金，或者把限额提高到不低于约定的违约金；故意、重大过失和人身损害不受限额约束。",
            severity=Severity.MINOR,
            source="comparison",
            confidence=0.8,
        )
        return
    yield from _by_shares(view)


def _by_shares(view: Numbers) -> Said:
    """全部责任不超过合同总价的5% beside a penalty that may come to 10% of it."""
    bounded = [
        r for r in view.figures.rates if r.per is None and r.base == "total" and _is_most(view, r)
    ]
    caps = [r for r in bounded if _is_whole(view, r)]
    for cap in caps:
        who = _who(view, cap.span)
        high = next(
            (
                r
                for r in bounded
                if r.value > cap.value
                and _DUE.search(_sentence(view, r.span))
                and (who is None or _who(view, r.span) in (None, who))
            ),
            None,
        )
        if high is not None:
            yield issue(
                "N37",
                cap.span,
                f"{view.place(cap.span)}把责任总额限制在合同价款的{percent(cap.value)}，"
                f"而{view.place(high.span)}约定的违约金可达{percent(high.value)}，两处矛盾。",
                "写明限额是否包含该违约金，或者把限额提高到不低于约定的违约金；故意、重大过失和人身损害不受限额约束。",
                severity=Severity.MINOR,
                source="comparison",
                confidence=0.8,
            )
            return


def _is_most(view: Numbers, rate: Rate) -> bool:
    """不超过…5%, 上限为…5%, 以…5%为限."""
    return bool(
        rate.bound == "max"
        or _LIMIT_BEHIND.match(view.text[rate.span.end : rate.span.end + 30])
        or _MOST_SHARE.search(rate.before)
    )


def _is_whole(view: Numbers, rate: Rate) -> bool:
    """A bound on all that is owed, no single penalty, and none that stays outside of it."""
    words = _clause(view, rate.span)
    excluded = re.search(
        r"除[^，。；]*(?:逾期|迟延|延误|违约金)[^，。；]*外|不含|另计|其他|其余", words
    )
    owed = _ABOUT.search(words) and _ALL.search(words)
    return bool(owed) and not _SINGLE.search(words) and not excluded


def _sentence(view: Numbers, span: Span) -> str:
    sentence = view.figures.sentence_at(span.start)
    return sentence.text if sentence else ""


def _share(view: Numbers, cap: Decimal) -> str:
    price = price_of(view)
    return f"（限额为合同价的{percent(cap / price.highest, 2)}）" if price else ""


def _is_cap(view: Numbers, amount: Amount) -> bool:
    """A bound on the whole of what is owed, not on one kind of penalty."""
    if amount.per or amount.currency != "CNY" or amount.is_range:
        return False
    words = _clause(view, amount.span)
    if not (_ABOUT.search(words) and _ALL.search(words)) or _SINGLE.search(words):
        return False
    low = max(0, amount.span.start - 14)
    bounded = (
        amount.label.bound == "max"
        or _LIMIT_BEHIND.match(view.text[amount.span.end : amount.span.end + 30])
        or _LIMIT_BEFORE.search(view.text[low : amount.span.start])
    )
    return bool(bounded)


def _clause(view: Numbers, span: Span) -> str:
    """The sentence up to the sum: the subject may stand some commas before it."""
    sentence = view.figures.sentence_at(span.start)
    low, high = (sentence.span.start, sentence.span.end) if sentence else (0, span.end)
    comma = view.text.find("，", span.end, high)
    high = min(high, comma if comma >= 0 else high, span.end + 12)
    return view.text[max(low, span.start - 70) : high]


def _agreed(view: Numbers) -> Iterator[Amount]:
    """Penalties as sums, also the most that a daily one may come to."""
    for amount in view.figures.amounts:
        sentence = view.figures.sentence_at(amount.span.start)
        if sentence is None or sentence.is_row or amount.per or amount.currency != "CNY":
            continue
        near = view.text[max(sentence.span.start, amount.span.start - 40) : amount.span.end + 12]
        daily = re.search(
            r"每[^，。；]{0,6}[日天项人][^，。；]{0,16}$", near[: -len(amount.text) - 12]
        )
        penalty = _PENALTY.search(near[: len(near) - 12 - len(amount.text)])
        other = daily or re.search("保险|押金|保证金|注册资本|价款为|总价", near)
        if penalty and not other and not _is_cap(view, amount):
            yield amount


def _who(view: Numbers, span: Span) -> str | None:
    """The party that owes: the first one the sentence names; None for 任何一方, 双方."""
    sentence = view.figures.sentence_at(span.start)
    if sentence is None or re.search("任何一方|任一方|双方|各方|违约方|一方", sentence.text):
        return None
    if re.search("收取|(?:有权|可以?|得)(?:要求|请求|主张)", sentence.text):
        return None
    near = re.split("[，,；：:]", view.text[sentence.span.start : span.start])[-1]
    payer = view.party_of(_PAYEE.sub("", near))
    party = payer or view.party_of(sentence.text)
    return party.role if party else None
