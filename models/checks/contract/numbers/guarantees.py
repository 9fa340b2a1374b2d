"""Deposits and bonds (定金与保证金, N06 N07 N08 N09): their share of the price has a ceiling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.price import Price, main_fee, price_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.numerals import percent
from models.contracts.figures.rates import Rate
from models.finding import Severity


@dataclass(frozen=True, slots=True)
class Bond:
    """担保金种类: the words for it, the ceiling on it, and what a finding says."""

    check: str
    label: str
    name: str
    words: re.Pattern[str]
    limit: str
    base: str
    effect: str
    advice: str


DEPOSIT = Bond(
    "N06", "deposit", "定金", re.compile("(?<!含)定金"), "deposit_share", "合同标的额",
    "超过部分不产生定金的效力",
    "将定金降到主合同标的额的20%以内，其余部分改称预付款并写明抵作价款。",
)  # fmt: skip
PERFORMANCE = Bond(
    "N07", "performance_bond", "履约保证金", re.compile("履约(?:保证金|担保|保函|押金|"
"保障金|金)|(?<=[的纳交付供])保证金"),
    "performance_bond_share", "中标（成交）合同金额", "超过法定上限",
    "将履约保证金调整到中标（成交）合同金额的10%以内，并允许以保函等非现金形式提交。",
)  # fmt: skip
BID = Bond(
    "N08", "bid_bond", "投标保证金", re.compile("(?:投标|磋商|谈判|响应)保证金"), "bid_bond_share",
    "估算价或者采购预算", "超过法定上限", "将保证金调整到项目估算价或者采购预算金额的2%以内。",
)  # fmt: skip
RETENTION = Bond(
    "N09", "retention", "质量保证金", re.compile("质量保证金|质保金|质量保修金|保修金|保修款|保修保证金"),
    "retention_share", "工程价款结算总额", "超过规定上限",
    "将质量保证金调整到结算总额的3%以内，并允许以保函替代；已缴履约保证金的，竣工前不得同时预留。",
)  # fmt: skip
_OTHER_SUBJECT = re.compile(
    r"违约金|预付款|进度款|首付款|尾款|滞纳金|赔偿|质保金|质量保证金|保修金|定金|保证金|押金|余款|剩余|税"
)
_LEFT = re.compile(r"(?:余下|剩余|其余|余|另外?|另行)的?\s*$")
_ANOTHER_NAME = re.compile(
    r"\s*(?:的?[^，。；\d]{0,4}(?:作为|留作|为|充作|用作))[^，。；\d]{0,10}(?:备用金|保留金|风险金|风险保证金|运行金|运行保证金|"
    r"保障金|抵押金|尾留款|暂留款|审计保证金|后续保证金|维护金)"
)
_KEPT = re.compile(r"\s*(?:部分)?(?:留作|作为|为|是|留为|充作|暂扣|扣留|转为|预留|列为)")
_TENDERED = re.compile("采购预算|采购人|采购单位|中标|成交通知|招标|政府采购|采购文件|磋商")
_TAKEN = re.compile(r"扣除|扣减|扣罚|没收|不予退还|退还|返还|退回|释放|递减|补足")


def check_guarantees(view: Numbers) -> Said:
    """定金、履约保证金、投标保证金、质量保证金 of the contract."""
    yield from _bond(view, DEPOSIT, view.grade("T08"), "N06")
    if _has_performance_limit(view):
        yield from _bond(view, PERFORMANCE, view.grade("T25"), "N07")
        yield from _bond(view, BID, view.grade("T25"), "N08")
    if view.has_kind("construction"):
        yield from _bond(view, RETENTION, view.grade("T25"), "T25")
        yield from _kept_twice(view)
    elif view.has_kind("gov_procurement"):
        yield from _bond(view, RETENTION, Severity.MINOR, "T25")


def _kept_twice(view: Numbers) -> Said:
    """Money of the settled price kept back under another name counts with the retention."""
    limit = view.share_limit(RETENTION.limit)
    bonds = {share for share, _, _ in _by_share(view, RETENTION)}
    if len(bonds) != 1 or max(bonds) > limit:
        return
    bond = bonds.pop()
    for rate in view.figures.rates:
        behind = view.text[rate.span.end : rate.span.end + 24]
        if rate.per is not None or rate.is_range or not _ANOTHER_NAME.match(behind):
            continue
        if (
            not re.search("扣留|预留|暂扣|留存|留置|扣下|押", rate.before)
            or rate.value + bond <= limit
        ):
            continue
        total = bond + rate.value
        formula = f"{percent(bond)}＋另行扣留{percent(rate.value)}＝{percent(total)}"
        yield _issue(view, RETENTION, total, rate.span, formula, view.grade("T25"), "T25")
        return


def _has_performance_limit(view: Numbers) -> bool:
    if view.has_kind("construction", "gov_procurement", "survey_design_supervision"):
        return True
    leasing = view.has_kind(
        "lease", "state_asset_lease", "land_grant", "franchise_ppp", "investment", "finance_lease"
    )
    return bool(_TENDERED.search(view.text)) and not leasing


def _bond(view: Numbers, bond: Bond, severity: Severity, rule: str) -> Said:
    limit = view.share_limit(bond.limit)
    found = sorted({*_by_share(view, bond), *_by_sum(view, bond)}, key=lambda f: f[1])
    wrong = [f for f in found if f[0] > limit]
    for share, span, formula in wrong[:1]:
        yield _issue(view, bond, share, span, formula, severity, rule)
    if found and not wrong:
        share, span, _ = found[0]
        yield Fine(bond.name, f"{bond.name}为{percent(share, 2)}，在{percent(limit)}以内", span)


def _issue(
    view: Numbers,
    bond: Bond,
    share: Decimal,
    span: Span,
    formula: str,
    severity: Severity,
    rule: str,
) -> Issue:
    limit = view.share_limit(bond.limit)
    return issue(
        bond.check,
        span,
        f"{view.place(span)}的{bond.name}为{formula}，高于{bond.base}的{percent(limit)}，{bond.effect}。",
        bond.advice,
        severity=severity,
        rule=rule,
    )


def _by_share(view: Numbers, bond: Bond) -> Iterator[tuple[Decimal, Span, str]]:
    for rate in view.figures.rates:
        if rate.per is not None or rate.is_range or rate.value > 1 or rate.bound == "min":
            continue
        if not _is_about(view, rate, bond):
            continue
        yield rate.value, rate.span, percent(rate.value)


def _is_about(view: Numbers, rate: Rate, bond: Bond) -> bool:
    """The bond's name is the nearest such name, and nothing but the price is the measure."""
    sentence = view.figures.sentence_at(rate.span.start)
    if sentence is None or (sentence.is_row and "\t" not in sentence.text):
        return False
    behind = view.text[rate.span.end : min(sentence.span.end, rate.span.end + 24)]
    before = view.text[max(sentence.span.start, rate.span.start - 36) : rate.span.start]
    named = bool(bond.words.match(behind.lstrip(" 的")))
    measured = (
        (named and not rate.is_part)
        or rate.base in ("total", "settled", "annual")
        or (rate.base == "bare" and _names_last(before, bond))
        or (bool(_LEFT.search(rate.before)) and bool(_KEPT.match(behind)))
    )
    if not measured or _TAKEN.search(rate.before) or _TAKEN.match(behind.lstrip("的，")):
        return False
    found = re.match(
        rf"\s*(?:[（(][^（()）]{{0,30}}[)）])?\s*(?:的|作为|作|为|向[^，。]{{2,8}}|缴纳|交纳|提交|支付|提供|预留|留作|留取|留为|扣留|暂扣|充作|标准|金额|银行|等额|不可撤销的?|见索即付的?)*(?:{bond.words.pattern})",
        behind,
    )
    if found:
        return not rate.is_part or bool(_LEFT.search(rate.before))
    if re.match(
        r"\s*(?:的|作为|作|为|缴纳|支付|提交|预留)*(?:工程)?(?:违约金|预付款|进度款|赔偿|滞纳金|定金|保证金|质保金|质量保证金|履约保证金|余款|尾款)",
        behind,
    ):
        return False
    return _names_last(before, bond)


def _names_last(before: str, bond: Bond) -> bool:
    names = [*bond.words.finditer(before)]
    if not names:
        return False
    rest = before[names[-1].end() :]
    last = re.split("[，,]", rest)[-1]
    if last != rest and not re.match(
        r"\s*(?:金额|比例|标准|数额|额度|其|该|按|为|即|共计|计)", last
    ):
        return False
    return not _OTHER_SUBJECT.search(rest) and not re.search(r"未|如果|逾期|违约|抵", rest)


def _by_sum(view: Numbers, bond: Bond) -> Iterator[tuple[Decimal, Span, str]]:
    base = _base(view, bond)
    if base is None:
        return
    for amount in view.figures.amounts_of(bond.label):
        if not amount.is_certain or amount.per or _is_taken(view, amount.span):
            continue
        share = amount.value / base
        formula = f"{yuan(amount.value)}÷{yuan(base)}＝{percent(share, 2)}"
        yield share, amount.span, formula


def _set_off(view: Numbers) -> Decimal | None:
    """定金…抵作加盟费: the only sum with that name, where the contract has no price."""
    for found in re.finditer(
        r"定金[^。；\n]{0,24}?(?:抵作|折抵|冲抵|转为|抵充|抵)(?P<what>[一-龥]{2,6}?)(?=[，。；、]|的|后|$)",
        view.text,
    ):
        values = {
            a.value
            for a in view.figures.amounts
            if a.is_certain
            and not a.per
            and re.search(
                rf"{found['what']}(?:为|共|计|：|人民币|[\s￥¥（(])*$",
                view.text[max(0, a.span.start - 20) : a.span.start],
            )
        }
        if len(values) == 1:
            return values.pop()
    return None


def _is_taken(view: Numbers, span: Span) -> bool:
    sentence = view.figures.sentence_at(span.start)
    low = sentence.span.start if sentence else 0
    return bool(_TAKEN.search(view.text[max(low, span.start - 12) : span.start]))


def _base(view: Numbers, bond: Bond) -> Decimal | None:
    if bond is BID:
        values = {a.value for a in view.figures.amounts_of("budget") if a.is_certain}
        return values.pop() if len(values) == 1 else None
    price: Price | None = price_of(view)
    if price or bond is not DEPOSIT:
        return price.highest if price else None
    named = _set_off(view)
    if named is not None:
        return named
    wholes = {
        a.value
        for a in view.figures.amounts_of("land_total", "rent_total")
        if a.is_certain and not a.per
    }
    if len(wholes) == 1:
        return wholes.pop()
    fee = main_fee(view)
    return fee.value if fee and not wholes else None
