"""Land (土地, N30 N31): years by use, area times unit price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import shown
from models.contracts.figures.quantities import Quantity

_USES = (
    (
        "land_commercial",
        "商业、旅游、娱乐用地",
        re.compile(r"商业|商服|商务|旅游|娱乐|零售|餐饮|旅馆|酒店"),
    ),
    ("land_industrial", "工业用地", re.compile(r"工业|工矿|仓储|物流")),
    ("land_residential", "居住用地", re.compile(r"居住|住宅")),
    (
        "land_public",
        "教育、科技、文化、卫生、体育用地",
        re.compile(r"教育|科技|科研|文化|卫生|医疗|体育"),
    ),
    ("land_mixed", "综合或者其他用地", re.compile(r"综合|其他")),
)
_YEARS = re.compile(
    r"(?:出让|使用)(?:年限|年期|期限|期)|(?:商业|商服|工业|住宅|居住|仓储|科教|旅游|综合)[^，。；]{0,8}用地[^，。；]{0,8}$"
)
_USE = re.compile(r"(?:规划)?(?:土地)?用途(?:为|：|:|是)?[^，。；\n]{0,20}")
_SLACK = Decimal("0.005")


def check_land(view: Numbers) -> Said:
    """土地年限 and 出让金 of land contracts; area prices of leases and expropriations too."""
    yield from _converted(view)
    yield from _years(view)
    if view.has_kind(
        "land_grant", "collective_land", "lease", "state_asset_lease", "sale", "equity"
    ):
        yield from _area_price(view)


def _years(view: Numbers) -> Said:
    """The years beside a use, or beside the contract's only use."""
    general = _uses_in("".join(_USE.findall(view.text)))
    fine = False
    for sentence in view.figures.sentences:
        for period in view.figures.periods_in(sentence.span):
            before = sentence.text[: period.span.start - sentence.span.start]
            if (
                period.unit != "year"
                or not _YEARS.search(before[-30:])
                or re.search("届满|期满|续期|满|提前|闲置", before[-8:])
            ):
                continue
            near = _uses_in(
                re.split("[，,；、]", before)[-1]
                if _uses_in(re.split("[，,；、]", before)[-1])
                else before
            )
            uses = near or general
            land = view.has_kind("land_grant") or re.search("用地|出让|土地", sentence.text)
            if len(uses) != 1 or not land or re.search("软件|著作|专利|商标", sentence.text):
                continue
            name, words = uses[0]
            most = view.limit(name)
            fine = fine or period.number <= most
            if period.number > most:
                yield issue(
                    "N30",
                    period.span,
                    f"{view.place(period.span)}约定{words}出让{shown(period.number)}年，"
                    f"超过最高{most}年，多出{shown(period.number - most)}年。",
                    f"将出让年限改为不超过{most}年；多种用途的，分别写明年限。",
                    source="comparison",
                )
    if fine:
        yield Fine("土地出让年限", "土地出让年限没有超过法定最高年限")


def _uses_in(words: str) -> list[tuple[str, str]]:
    found = [(name, label) for name, label, pattern in _USES if pattern.search(words)]
    mixed = [f for f in found if f[0] != "land_mixed"]
    return mixed or found


def _area_price(view: Numbers) -> Said:
    """面积 × 单价 = 总价: one area, one unit price per area, one total, all in the contract."""
    units = [
        a
        for a in view.figures.amounts
        if a.per in ("平方米", "平米", "㎡", "m2", "m²", "亩") and a.is_certain
    ]
    prices = {
        (a.value, "亩" if a.per == "亩" else "㎡"): a for a in units if not _is_monthly(view, a)
    }
    areas = {(q.number, q.unit): q for q in view.figures.quantities if _is_whole_area(q)}
    totals = {a.value: a for a in _totals(view)}
    if len(prices) != 1 or len(totals) != 1 or not areas:
        return
    price, total = next(iter(prices.values())), next(iter(totals.values()))
    dues = {d for q in areas.values() if (d := _due(view, q, price)) is not None}
    metres = {round(m, 0) for q in areas.values() if (m := _metres(view, q)) is not None}
    if not dues or (len(metres) > 1 and max(metres) - min(metres) > max(metres) * _SLACK):
        return
    if any(abs(due - total.value) <= max(total.value * _SLACK, Decimal(1)) for due in dues):
        yield Fine("面积与单价", "面积×单价与总价相符", total.span)
        return
    area = next(iter(areas.values()))
    due = _due(view, area, price) or Decimal(0)
    yield issue(
        "N31",
        total.span,
        f"{view.place(total.span)}总价与面积、单价不符：面积{area.text}×单价{yuan(price.value)}／{price.per}＝{yuan(due)}，"
        f"合同写{yuan(total.value)}，相差{yuan(abs(due - total.value))}。",
        "核对宗地面积、单位（1亩＝666.67平方米）、单价和总价，改为一致。",
    )


def _converted(view: Numbers) -> Said:
    """…平方米（折合…亩）: 1亩＝666.67㎡."""
    rate = view.limit("mu_in_square_metres")
    areas = view.figures.quantities
    for one, other in pairwise(areas):
        between = view.text[one.span.end : other.span.start]
        pair = {one.unit == "亩": one, other.unit == "亩": other}
        if len(pair) != 2 or not re.fullmatch(
            r"[\s（()），,]*(?:折合|约合|合计|合|即|约)(?:约|为)?[\s（(]*", between
        ):
            continue
        metres = pair[False].square_metres
        if metres is None or abs(metres - pair[True].number * rate) <= metres * Decimal("0.01"):
            continue
        due = shown(pair[True].number * rate, 2)
        yield issue(
            "N31",
            Span(one.span.start, other.span.end),
            f"{view.place(one.span)}面积换算不符：{pair[True].text}×{rate}＝{due}平方米，"
            f"合同写{pair[False].text}。",
            "按1亩＝666.67平方米换算后改正，并与测绘成果、总价核对。",
        )


def _is_monthly(view: Numbers, amount: Amount) -> bool:
    around = view.text[max(0, amount.span.start - 24) : amount.span.end + 10]
    return bool(re.search("每?[·/／]?(?:月|日|天|年)|物业|违约|补偿|投资强度|税", around))


def _is_whole_area(quantity: Quantity) -> bool:
    named = re.search(
        r"(?:总|宗地|出让|用地|土地|建筑|租赁|转让|流转|地块)?面积(?:共计|合计|约)?(?:为|是|：|:|共)?(?:大写[^，。；]{2,14}[（(])?(?:小写)?[^，。；一-龥]{0,6}$",
        quantity.before,
    )
    return quantity.unit in ("平方米", "平米", "㎡", "m²", "m2", "亩", "公顷") and bool(named)


def _totals(view: Numbers) -> Iterator[Amount]:
    for amount in view.figures.amounts_of("land_total", "total", "rent_total"):
        if amount.is_certain and not amount.per:
            before = view.text[max(0, amount.span.start - 30) : amount.span.start]
            if not re.search(
                "%|百分之|支付|缴纳|剩余|首期|第[一二三]期|定金|逾期",
                re.split("[。；\n]", before)[-1],
            ):
                yield amount


def _metres(view: Numbers, quantity: Quantity) -> Decimal | None:
    if quantity.unit == "亩":
        return quantity.number * view.limit("mu_in_square_metres")
    return quantity.square_metres


def _due(view: Numbers, area: Quantity, price: Amount) -> Decimal | None:
    metres = _metres(view, area)
    if metres is None:
        return None
    if price.per == "亩":
        return price.value * (
            area.number if area.unit == "亩" else metres / view.limit("mu_in_square_metres")
        )
    return price.value * metres
