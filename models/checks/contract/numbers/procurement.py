"""Procurement (采购与招标, N26 N27 N28): additions up to a tenth, thresholds for tendering."""

from __future__ import annotations

import re
from decimal import Decimal

from models.checks.contract.numbers.price import price_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import percent
from models.contracts.types import Nature
from models.finding import Severity

_TENDERED = re.compile(
    r"中标|公开招标|邀请招标|招标文件|招标投标|招标人|投标文件|施工招标|依法招标|招标方式"
)
_THRESHOLDS = (
    ("construction", "tender_works", "施工"),
    ("survey_design_supervision", "tender_services", "勘察、设计、监理"),
)
_ADDED_SHARE = re.compile(
    r"(?:加刊|加印|加做|增做|加量|扩容|扩充|追加|增加|新增|添购|增补|增订|增购|加购|续购|加订|扩购|补充采购)[^。；]{0,30}$"
)


def check_procurement(view: Numbers) -> Said:
    """追加、添购 of public procurement, 招标门槛 of public works."""
    if (
        view.has_kind("gov_procurement")
        or (view.contract.public_parties and re.search("采购", view.text[:400]))
        or re.search("磋商采购|政府采购|谈判采购|询价采购|采购文件|成交通知书", view.text)
    ):
        yield from _added(view)
    yield from _threshold(view)


def _single_source(view: Numbers) -> bool:
    return bool(re.search("单一来源", view.text))


def _added(view: Numbers) -> Said:
    """Σ追加 ÷ 原合同金额 ≤ 10%."""
    single = _single_source(view)
    check, name = (
        ("N27", "additional_share")
        if single and re.search("添购|增购|加购|续购", view.text)
        else ("N26", "supplement_share")
    )
    limit = view.share_limit(name)
    original = _one(view.figures.amounts_of("original"))
    added = [a for a in view.figures.amounts_of("added") if _is_firm(a)]
    price = price_of(view)
    if original is None and price is not None and any(a.label.bound for a in added):
        original = price.amount
    if original and added:
        summed = next(
            (
                a
                for a in added
                if re.search(
                    "累计|合计|共", a.label.words + view.text[a.span.start - 6 : a.span.start]
                )
            ),
            None,
        )
        total = summed.value if summed else sum((a.value for a in _distinct(added)), Decimal(0))
        share = total / original.value
        parts = (
            "＋".join(yuan(a.value) for a in _distinct(added))
            if not summed and len(_distinct(added)) > 1
            else yuan(total)
        )
        if share > limit:
            yield issue(
                check,
                added[-1].span,
                f"{view.place(added[-1].span)}追加金额（{parts}）÷原合同金额{yuan(original.value)}"
                f"＝{percent(share, 2)}，"
                f"超过{percent(limit)}，上限{yuan(original.value * limit)}，"
                f"多出{yuan(total - original.value * limit)}。",
                f"将追加金额合计控制在原合同金额的{percent(limit)}以内，超出部分另行组织采购。",
            )
        else:
            yield Fine(
                "追加金额",
                f"追加金额为原合同金额的{percent(share, 2)}，没有超过{percent(limit)}",
                added[-1].span,
            )
        return
    yield from _added_share(view, check, limit)


def _added_share(view: Numbers, check: str, limit: Decimal) -> Said:
    """The contract itself allows additions above the ceiling."""
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if rate.per is not None or sentence is None or rate.value <= limit or rate.value > 2:
            continue
        before = sentence.text[: rate.span.start - sentence.span.start]
        based = re.search(
            r"(?:原)?(?:合同|采购|协议)[^，。；]{0,10}(?:金额|价款?|总价|总额)的?(?:百分)?$", before
        )
        if (
            _ADDED_SHARE.search(before)
            and based
            and not re.search(
                "违约|应当(?:重新|另行)|须重新|预付|保证金|不得(?!超过|高于|多于|大于)",
                sentence.text,
            )
        ):
            yield issue(
                check,
                rate.span,
                f"{view.place(rate.span)}允许追加到原合同金额的{percent(rate.value)}，超过{percent(limit)}的上限。",
                f"改为追加合同的采购金额合计不超过原合同采购金额的{percent(limit)}。",
                source="comparison",
            )
            return


def _is_firm(amount: Amount) -> bool:
    """A sum to be added, or the most that may be."""
    plain = amount.words is None and not amount.is_range and amount.currency == "CNY"
    return plain and not amount.per and amount.label.bound != "min"


def _distinct(amounts: list[Amount]) -> list[Amount]:
    return list({a.value: a for a in amounts}.values())


def _one(amounts: tuple[Amount, ...]) -> Amount | None:
    certain = [a for a in amounts if a.is_certain]
    return certain[0] if len({a.value for a in certain}) == 1 else None


def _threshold(view: Numbers) -> Said:
    """A price at which tendering is a must, and not a word about it; a hint only."""
    owner = view.contract.public_parties or [
        p for p in view.contract.parties if p.nature is Nature.STATE_FIRM
    ]
    price = price_of(view)
    if not owner or price is None or _TENDERED.search(view.text):
        return
    main = view.contract.kind_ids[:1]
    for kind, name, words in _THRESHOLDS:
        least = view.limit(name)
        if kind in main and min(price.values) >= least:
            yield issue(
                "N28",
                price.amount.span,
                f"合同总价{yuan(price.value)}，达到国有资金{words}项目必须招标的{yuan(least)}，但合同没有写明招标、中标情况。",
                "核对项目性质和资金来源；依法应当招标的，附中标通知书，并在合同中写明招标编号和中标价。",
                severity=Severity.MINOR,
                source="comparison",
                confidence=0.7,
            )
