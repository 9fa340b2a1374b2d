"""Payment to smaller firms (中小企业款项, N19 N20): days until payment, interest on arrears."""

from __future__ import annotations

import re
from decimal import Decimal

from models.checks.contract.numbers.events import read_events, signing_days
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine
from models.contracts.figures.calendar import in_words
from models.contracts.figures.numerals import percent, shown
from models.contracts.figures.periods import Period
from models.contracts.figures.sentences import Sentence, clause_at
from models.contracts.types import Nature, Party
from models.finding import Severity

_PAYS = re.compile(r"支付|付款|付清|结清|付至|支付至|拨付|付讫|结算")
_DUE_AFTER = re.compile(
    r"验收|初验|终验|检验|交付|交货|到货|发票|结算|完工|竣工|入库|服务期满|考核|签收|审核|审计|送达|完成|票据|单据|资料"
)
_NOT_PRICE = re.compile(
    r"质保金|质量保证金|保修金|履约保证金|保证金|押金|退还|返还|退回|违约金|赔偿|罚|租金|逾期|超过|迟延|工资|保函|质保期|保修期|提出|异议|答复|解除|有权"
)
_OTHER_STEP = re.compile(r"[日天月]内|交货|交付|完成|验收|提交|后[，,]")
_LATE = re.compile(
    r"逾期|未按[期时]|晚付|迟付|迟延|延期|延迟|未按[^，。]{0,12}(?:支付|付款)|拖欠|拖延"
)
_INTEREST = re.compile(r"利息|利率|违约金|滞纳金|资金占用费")


def check_smes(view: Numbers) -> Said:
    """付款期限 and 逾期利率 where an authority or institution pays a firm."""
    payer = _payer(view)
    if payer is None or view.has_kind(
        "labour",
        "land_grant",
        "expropriation",
        "loan_bank",
        "loan_private",
        "donation",
        "lease",
        "state_asset_lease",
    ):
        return
    yield from _days(view, payer)
    yield from _interest(view, payer)


def _payer(view: Numbers) -> Party | None:
    """机关、事业单位 that buys from a firm, else a state-owned firm that buys from another."""
    states = tuple(p for p in view.contract.parties[:1] if p.nature is Nature.STATE_FIRM)
    public = view.contract.public_parties or states
    firms = [
        p
        for p in view.contract.parties
        if p.nature in (Nature.FIRM, Nature.STATE_FIRM, Nature.UNKNOWN) and p not in public
    ]
    return public[0] if len(public) >= 1 and firms else None


def _days(view: Numbers, payer: Party) -> Said:
    most = view.limit("payment_days")
    fine = False
    for sentence in view.figures.sentences:
        if sentence.is_row or not _PAYS.search(sentence.text):
            continue
        for period in view.figures.periods_in(sentence.span):
            days = _calendar_days(period)
            if days is None or not _is_due(view, sentence, period, payer):
                continue
            fine = fine or days <= most
            if days > most:
                who = "机关、事业单位" if payer.nature.is_public else "大型企业"
                yield issue(
                    "N19",
                    period.span,
                    f"{view.place(period.span)}约定{payer.role}在{period.text}内付款，约{shown(days, 0)}天，"
                    f"超过{who}向中小企业付款一般不超过{most}日的限制，多出{shown(days - most, 0)}天。",
                    f"改为自交付（验收合格）之日起30日内付款，确需另行约定的最长不超过{most}日。",
                    severity=view.grade("T29") if payer.nature.is_public else Severity.NOTICE,
                    source="comparison",
                    confidence=0.9,
                )
    if fine:
        yield Fine("付款期限", f"约定的付款期限没有超过{most}日")


def _yearly(value: Decimal, every: int) -> str:
    if every == 1:
        return f"为年{percent(value)}"
    return f"折年{percent(value, 6)}×{every}＝{percent(value * every, 3)}"


def _calendar_days(period: Period) -> Decimal | None:
    if period.days is not None:
        return period.days
    return period.months * 30 if period.months is not None and period.unit != "quarter" else None


def _is_due(view: Numbers, sentence: Sentence, period: Period, payer: Party) -> bool:
    """…验收合格后N日内，甲方支付…: the payment follows the length, in the same or the next clause."""
    behind = view.text[period.span.end : min(sentence.span.end, period.span.end + 48)]
    before = view.text[max(sentence.span.start, period.span.start - 30) : period.span.start]
    paid = re.match(
        r"\s*(?:[（(][^（()）]*[)）])?(?:之内|内|以内)?[^；。]{0,44}?(?:支付|付款|付清|结清|付至|拨付|付讫|汇至|汇入|转入|划付)",
        behind,
    )
    late = re.search(
        r"(?:付款|支付)(?:期限|时间|账期|期)(?:为|是|：|:)?[^。；]{0,24}$", before
    ) or re.search(r"账期[^，。]{0,8}$", before)
    own = clause_at(view.text, period.span.start, period.span.end).of(view.text)
    if not (paid or late) or not _DUE_AFTER.search(before + own) or _NOT_PRICE.search(own):
        return False
    if paid and (_NOT_PRICE.search(paid[0]) or _OTHER_STEP.search(paid[0][2:])):
        return False
    if not re.match(r"\s*(?:[（(][^（()）]*[)）])?(?:之内|内|以内|后|的)", behind) and not late:
        return False
    subject = view.party_of(paid[0] if paid else own)
    return (
        subject is None
        or subject.role == payer.role
        or bool(re.search(f"向(?:{'|'.join(subject.titles)})", behind))
    )


def _interest(view: Numbers, payer: Party) -> Said:
    signed = signing_days(read_events(view))
    day = signed[0].day if signed else view.as_of
    lpr = view.lpr(day)
    if lpr is None:
        return
    least = lpr.one_year / 100
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or rate.per is None or rate.is_range or rate.bound:
            continue
        text = sentence.text
        pays = re.search("付款|支付|价款|欠款|款项", text)
        party = view.party_of(text[: rate.span.start - sentence.span.start])
        if (
            not _LATE.search(text)
            or not _INTEREST.search(text)
            or not pays
            or (party and party.role != payer.role)
        ):
            continue
        if party is None and re.search("交货|交付|完工|竣工|服务", text):
            continue
        every = {"day": 365, "month": 12, "year": 1}[rate.per]
        if re.search(r"(?:LPR|报价利率)的?$", rate.before):
            continue
        annual = rate.value * every
        if annual < least:
            yield issue(
                "N20",
                rate.span,
                f"{view.place(rate.span)}的逾期付款利率{_yearly(rate.value, every)}，低于合同订立时"
                f"一年期LPR {percent(least)}（{in_words(lpr.since)}公布，请核对）。",
                "改为不低于合同订立时一年期LPR；不作约定的，按日利率万分之五支付逾期利息。",
                severity=view.grade("T30") if payer.nature.is_public else Severity.NOTICE,
                source="comparison",
                confidence=0.9,
            )
