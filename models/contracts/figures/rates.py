"""Rates (比率): shares and rates of interest, per day, month or year where it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.span import Span
from models.contracts.figures.numerals import FIGURES, WORDS, parse_decimal, plain

Per = Literal["day", "month", "year"]
_CHENG = (
    r"(?P<cheng>[一二两三四五六七八九])成"
    r"(?:(?P<cheng_half>[一二三四五六七八九半])|(?![立为员本熟功品交长分]))"
)
_RATE = re.compile(
    rf"(?P<p>(?<![\d.]){FIGURES})\s*(?P<sign>[%‰])"
    rf"|(?P<of>百|千|十万|万)分之(?P<w>{WORDS}+(?:点{WORDS}+)?|\d+(?:\.\d+)?)"
    r"|(?P<lower>[二三四五六七八])分之(?P<upper>[一二三四五六])"
    rf"|(?:(?<![一-龥])|(?<=[的占付为中按至到以价款额资交缴约下余]))(?:{_CHENG})"
    rf"|(?P<yi>月[息利](?:率)?(?:为|按)?)(?P<fen>{WORDS}(?:点{WORDS})?|\d+(?:\.\d+)?)分"
)
_DAY = (
    r"每[一-龥]{1,5}[一1](?:个)?(?:自然|日历|工作)?[日天]|每(?:逾期|迟延|延迟|延期|延误|"
    r"拖延|超过|超期|逾|拖欠|拖|晚|误|迟)?[交付还缴]{0,2}[一1]?(?:个)?(?:自然|日历|工作)?[日天]|按[日天]|逐[日天]|(?:逾期|迟延|延迟|延误|拖欠|晚[交付还缴]?|拖)[一1][日天]|日(?:利率|息|违约金|费率|利|罚息)?(?:为|按)?$|(?:^|[，,按以付])[日天]$|[一1][日天][，,]"
)
_BEFORE: tuple[tuple[Per, re.Pattern[str]], ...] = (
    ("day", re.compile(_DAY)),
    (
        "month",
        re.compile(
            r"每(?:逾期|迟延)?[一1]?个?月(?![一-龥]{0,4}[费租薪资额])|按月(?![一-龥]{0,4}[费租薪资额])|月(?:利率|息|利|费率)|(?:^|[，,按以])月$"
        ),
    ),
    (
        "year",
        re.compile(
            r"年(?:化)?(?:利率|收益率|息|利|费率|化率|化)?(?:为|按)?$|年利率|年化|年息|每年|按年"
        ),
    ),
)
_AFTER: tuple[tuple[Per, re.Pattern[str]], ...] = (
    ("day", re.compile(r"^\s*(?:[/／]\s*(?:日|天)|每[日天]|[（(]?(?:按日|每日)计)")),
    ("month", re.compile(r"^\s*(?:[/／]\s*月|每月)")),
    ("year", re.compile(r"^\s*(?:[/／]\s*年|每年)")),
)
_BOUND = re.compile(
    r"(?P<max>不(?:得|应)?(?:超过|高于|大于|超出)|最高(?:不超过)?|上限[为是]?|以内)[一-龥]{0,14}$|(?P<min>不(?:得)?(?:低于|少于|小于)|至少|最低)[一-龥]{0,14}$"
)
_OF_TOTAL = re.compile(
    r"(?:本|签约)?(?:合同|协议|中标|成交|工程|项目|采购|货物|设备|服务|转让|标的|开发|承包|股权转让|运输|加工)?(?:暂定|含税|签约|结算)?"
    r"(?:价款总额|总价款?|价款|总金额|总额|金额|价格|造价|总费用|总造价|服务费|货款|标的额|标的|合同价|中标价|成交价|转让款|报酬|费用|结算额|结算款|审定额|对价|总款|房款|价)"
    r"(?:[（(][^（()）]{0,16}[)）])?(?:人民币)?(?:总额|金额)?的?\s*$"
)
_SETTLED = re.compile(
    r"(?:结算|审定|决算)(?:总|审定)?(?:价款?|额|金额|总价款?|总额|造价|款)?(?:总额)?的?\s*$"
)
_PART = re.compile(
    r"逾期|迟延|未付|未交|未支付|欠付|拖欠|应付|剩余|余下|当期|本期|当季|当次|当批|每季|该批|该部分|部分|相应|不合格|每批|每次|已完|完成|产值|"
    r"分包(?!人|单位|方)|订单|延误|当月|当年|年度|月度|实际|同期|超出|差额|所涉|对应|违约|短缺|培训|原|投资"
)
_BARE = re.compile(
    r"(?:(?:付|拨|结算|支)(?:款)?(?:至|到)|付|付款|支付|预付|款|比例|金|余|余下|剩余|其余|尾款|税率|为|按|即|[：:\s])\s*$|^\s*$"
)
_WHOLE = re.compile(r"最多|封顶|累计|总额|最高|上限|不(?:得)?超过|不高于|合计|一次性|另|剩余|解除")
_PARTS = {"百": 100, "千": 1000, "万": 10_000, "十万": 100_000}
Base = Literal["total", "settled", "annual", "bare", "other"]


@dataclass(frozen=True, slots=True)
class Rate:
    """比率: `value` is a fraction (0.3 for 30%); `per` is None for a plain share.

    `before` is what the sentence says before it, up to the start of the clause.
    """

    value: Decimal
    span: Span
    text: str
    per: Per | None
    before: str
    bound: Literal["max", "min"] | None
    is_range: bool

    @property
    def is_part(self) -> bool:
        """Whether it is a share of a part only: of what is owed, of a batch, of a month."""
        near = re.split("付|按|后|至|以|时|超过|高于|低于|为|即|达|[日，,]", self.before)[-1]
        return bool(_PART.search(near))

    @property
    def base(self) -> Base:
        """What it is a share of: the contract's price, the settled price, or something else.

        "annual" is a share of a year's price; "bare" where nothing is
        named and the rate follows a verb or a colon at once.
        """
        found = _OF_TOTAL.search(self.before)
        if found is None:
            return "bare" if _BARE.search(self.before) else "other"
        if _SETTLED.search(self.before):
            return "settled"
        near = re.split(
            "付|按|后|至|以|时|超过|高于|低于|为|即|达|[日，,]", self.before[: found.start() + 2]
        )[-1]
        if _PART.search(near):
            return (
                "annual"
                if re.search("年度", near) and not _PART.search(near.replace("年度", ""))
                else "other"
            )
        return "total"


def read_rates(text: str) -> tuple[Rate, ...]:
    """比率 in order: 5%, 百分之五, 三成, 日万分之五, 月息二分, ‰."""
    half = plain(text)
    return tuple(_rates(half))


def _rates(text: str) -> Iterator[Rate]:
    for found in _RATE.finditer(text):
        value = _value(found)
        if value is None:
            continue
        span = Span(found.start(), found.end())
        low = max(text.rfind(mark, 0, span.start) for mark in "。；;\n") + 1
        sentence = text[low : span.start]
        clause = re.split("[，,]", sentence)[-1]
        bound = _BOUND.search(clause)
        yield Rate(
            value=value,
            span=span,
            text=found[0],
            per=_per(found, sentence, text[span.end : span.end + 8]),
            before=clause,
            bound=None if bound is None else ("max" if bound["max"] else "min"),
            is_range=bool(
                re.search(r"[\d%]\s*[-—–~～至到]\s*$", clause)
                or re.match(r"\s*(?:[-—–~～]|至|到)\s*(?:\d|百分)", text[span.end : span.end + 6])
            ),
        )


def _value(found: re.Match[str]) -> Decimal | None:
    if found["sign"]:
        number = parse_decimal(found["p"])
        return None if number is None else number / (100 if found["sign"] == "%" else 1000)
    if found["of"]:
        number = parse_decimal(found["w"])
        return None if number is None else number / _PARTS[found["of"]]
    if found["lower"]:
        lower, upper = parse_decimal(found["lower"]), parse_decimal(found["upper"])
        return upper / lower if lower and upper else None
    number = parse_decimal(found["cheng"] or found["fen"])
    if number is None:
        return None
    if not found["cheng"]:
        return number / 100
    half = found["cheng_half"]
    more = (
        Decimal(5) if half == "半" else (parse_decimal(half) or Decimal(0)) if half else Decimal(0)
    )
    return number / 10 + more / 100


def _per(found: re.Match[str], sentence: str, behind: str) -> Per | None:
    """The unit of time nearest to the rate; what stands behind it goes first."""
    if found["yi"]:
        return "month"
    for per, pattern in _AFTER:
        if pattern.search(behind):
            return per
    near = re.split("[，,]", sentence)
    caps = [m.end() for m in _WHOLE.finditer(near[-1])]
    last = near[-1][caps[-1] :] if caps and found["sign"] == "%" else near[-1]
    for piece in (last, *([sentence] if len(near) > 1 and not caps else [])):
        ends = [(m.end(), per) for per, p in _BEFORE for m in p.finditer(piece)]
        if ends:
            return max(ends)[1]
    return None
