"""Instalments (付款比例): shares of the price listed in one clause do not exceed 100 % (N04)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.document import Provision, ProvisionKind
from corpus.numbering import parse_number
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_TOTAL = (
    r"(?:合同|协议|工程|项目|服务|采购|设备|货物)?(?:暂定)?(?:总)?"
    r"(?:价款|金额|价格|总价|总额|价|款|费用|费|报酬|造价)"
)
_SHARE = re.compile(
    rf"{_TOTAL}(?:总额)?的?\s*(?:百分之(?P<words>[零一二三四五六七八九十百]{{1,5}})|(?P<figures>\d{{1,3}}(?:\.\d+)?)\s*[%％])"
)
_LISTED = re.compile(
    r"(?:付款|支付|分[一二两三四五六\d]+[期次批])[^。；\n%％]{0,16}?"
    r"(?P<all>\d{1,3}(?:\.\d+)?[%％](?:[、，,和及/]\s*\d{1,3}(?:\.\d+)?[%％])+)"
)
_PAYS = re.compile("支付|付款|付清|结清|结算|付给|作为")
_OTHER = re.compile(
    "违约|滞纳|赔偿|罚|逾期|税率|利息|定金|保证金|保函|担保|折扣|优惠|追加|不超过|超过|上限|下限|以内|增减|变更|累计|付至|支付至|付到|达到|扣除|扣减"
)
_SENTENCE = re.compile(r"[^。；;\n]+")
_HUNDRED = Decimal(100)


def check_instalments(draft: Draft) -> Iterator[Issue | Fine]:
    """付款比例 of each clause of a contract that lists at least two."""
    if not draft.is_contract:
        return
    yield from _listed(draft)
    for clause in _clauses(draft):
        shares = _shares(draft.text, clause.span)
        if len(shares) < 2:
            continue
        total = sum((value for _, value in shares), Decimal(0))
        span = Span(shares[0][0].start, shares[-1][0].end)
        if total > _HUNDRED:
            yield _issue(draft, span, [value for _, value in shares], total)
        elif total == _HUNDRED:
            yield Fine("付款比例", "各期付款比例合计为100%", span)


def _listed(draft: Draft) -> Iterator[Issue | Fine]:
    """A bare list in one sentence: 分三期支付：30%、40%、30%."""
    for found in _LISTED.finditer(draft.text):
        span = Span(found.start("all"), found.end("all"))
        values = [Decimal(v) for v in re.findall(r"\d+(?:\.\d+)?", found["all"])]
        total = sum(values, Decimal(0))
        if total > _HUNDRED:
            yield _issue(draft, span, values, total)


def _clauses(draft: Draft) -> tuple[Provision, ...]:
    """Articles, or the outermost numbered headings of a contract without articles."""
    if draft.articles:
        return draft.articles
    return tuple(p for p in draft.document.root.children if p.kind is ProvisionKind.LEVEL)


def _shares(text: str, clause: Span) -> list[tuple[Span, Decimal]]:
    """Shares that are paid; a clause with cumulative shares (付至) is left to a person."""
    found = []
    for sentence in _SENTENCE.finditer(text, clause.start, clause.end):
        if _OTHER.search(sentence[0]):
            if re.search("累计|付至|付到|支付至|达到", sentence[0]):
                return []
            continue
        if not _PAYS.search(sentence[0]):
            continue
        for share in _SHARE.finditer(text, sentence.start(), sentence.end()):
            value = _value(share)
            if value is not None:
                found.append((Span(share.start(), share.end()), value))
    return found


def _value(share: re.Match[str]) -> Decimal | None:
    if share["figures"]:
        return Decimal(share["figures"])
    number = parse_number(share["words"])
    return None if number is None else Decimal(number)


def _issue(draft: Draft, span: Span, values: list[Decimal], total: Decimal) -> Issue:
    sum_up = "＋".join(f"{value.normalize():f}%" for value in values)
    return Issue(
        "N04",
        "N04",
        "N04",
        Severity.MAJOR,
        f"{draft.article(span)}各期付款比例合计为{sum_up}＝{total.normalize():f}%，超过100%。",
        "重新核定各期比例，使合计等于100%；质量保证金应当包含在内，不得重复计算。",
        span,
        source="arithmetic",
        confidence=0.95,
    )
