"""Labour (劳动合同, N23 N24 N25): training penalties, competition after leaving, overtime."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.span import Span
from models.checks.contract.numbers.probation import months_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import shown
from models.contracts.figures.sentences import Sentence

_NONCOMPETE = re.compile(
    r"竞业(?:限制|禁止)|不得[^，。；]{0,24}(?:竞争|同类|同业|同行|竞品)|(?:离职|解除|终止)[^。；]{0,24}不得[^。；]{0,24}(?:任职|就业|就职|工作|上班|上岗|从事)"
)
_TRAINED = re.compile(r"培训|进修|课程|学习|取证|深造|研修|读")
_OWED = re.compile(
    "(?:赔付|赔偿|违约金|罚|退还?|返还|支付|偿付|偿还|补偿|赔|最高|最多)[^，。；]{0,8}$"
)
_NEAR = 4
_OVERTIME = re.compile(r"加班|延长工作时间|加点|延时")


def check_labour(view: Numbers) -> Said:
    """服务期、竞业限制、加班 of contracts of employment."""
    if not view.has_kind("labour", "dispatch"):
        return
    yield from _training(view)
    yield from _noncompete(view)
    yield from _overtime(view)


def _training(view: Numbers) -> Said:
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
    for amount in view.figures.amounts_of("penalty"):
        sentence = view.figures.sentence_at(amount.span.start)
        around = view.text[max(0, amount.span.start - 160) : amount.span.end + 40]
        if (
            sentence is None
            or not re.search("服务期|培训", around)
            or _NONCOMPETE.search(sentence.text)
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
            if re.search("服务|[干做]满|工作满|未满|不满|离职|辞职|年限|年头", s.text)
            and not _NONCOMPETE.search(s.text)
        ]
        owed = next((a for s in about for a in _owed(view, s.span) if a.span != fee.span), None)
        owed = owed or next((a for s in about for a in _by_year(view, s.span, near)), None)
        if owed is not None and owed.value > fee.value:
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


def _is_cost(view: Numbers, amount: Amount) -> bool:
    """出资八万元, 学费3万元, 为乙方支付培训费用五万元."""
    before = view.text[max(0, amount.span.start - 14) : amount.span.start]
    behind = view.text[amount.span.end : amount.span.end + 14]
    costs = re.search("(?:费用?|花费|花|出资|学费|资助|投入|支付|承担)[^，。；]{0,8}$", before)
    sent = re.match("[^，。；]{0,4}(?:送|派|供|选派|资助|用于|为乙方)", behind)
    return amount.is_certain and not amount.per and bool(costs or sent)


def _by_year(view: Numbers, span: Span, near: tuple[Sentence, ...]) -> Iterator[Amount]:
    """每少干一年偿还三万元: over all the years of service."""
    whole = Span(near[0].span.start, near[-1].span.end)
    years = {
        p.months / 12
        for p in view.figures.periods_in(whole)
        if p.unit == "year" and re.search(r"服务(?:期)?|[干做]满|工作满", p.before[-10:])
    }
    for amount in view.figures.amounts_in(span):
        before = view.text[max(span.start, amount.span.start - 18) : amount.span.start]
        if len(years) == 1 and re.search("每(?:少|差|缺|提前|不满)[^，。；]{0,8}年", before):
            yield replace(amount, value=amount.value * (max(years) or 1))


def _owed(view: Numbers, span: Span) -> list[Amount]:
    return [
        a
        for a in view.figures.amounts_in(span)
        if a.is_certain
        and not a.per
        and not re.search(
            "每(?:少|差|缺|提前|不满)", view.text[max(span.start, a.span.start - 18) : a.span.start]
        )
        and _OWED.search(view.text[max(span.start, a.span.start - 16) : a.span.start])
    ]


def _noncompete(view: Numbers) -> Said:
    most = view.limit("noncompete_months")
    for sentence in view.figures.sentences:
        if not _NONCOMPETE.search(sentence.text) or "服务期" in sentence.text:
            continue
        for period in view.figures.periods_in(sentence.span):
            months = months_of(period)
            near = period.before[-24:] + period.behind[:10]
            about = re.search(r"竞业|离职|解除|终止|限制期|期限|劳动关系", near)
            if (
                months is None
                or not about
                or re.search("保密(?:期|义务)|工资|补偿|平均", period.before[-10:])
            ):
                continue
            if months > most:
                yield issue(
                    "N24",
                    period.span,
                    f"{view.place(period.span)}的竞业限制期限{period.text}（{shown(months, 1)}个月），"
                    f"超过{most}个月，"
                    f"多出{shown(months - most, 1)}个月，超出部分无效。",
                    f"竞业限制期限改为不超过{most}个月，并约定按月支付经济补偿。",
                    severity=view.grade("T45"),
                    source="comparison",
                )
                return
            yield Fine("竞业限制期限", f"{period.text}，没有超过{most}个月", period.span)
            return


def _overtime(view: Numbers) -> Said:
    yield from _long_days(view)
    for sentence in view.figures.sentences:
        if not _OVERTIME.search(sentence.text):
            continue
        for period in view.figures.periods_in(sentence.span):
            before = period.before[-20:]
            if period.unit != "hour" or not re.search(
                "加班|延长|加点|延时|不超过|超|最多|最长|上限", before + period.behind[:6]
            ):
                continue
            if re.search(r"工作(?:时间)?(?:超过|满|不超过)?$", before):
                continue
            marks = [(m.start(), m[0]) for m in re.finditer("每月|每[日天]|月|日|天", before)]
            last = max(marks)[1] if marks else ""
            name = "overtime_month" if "月" in last else "overtime_day" if last else ""
            if not name or re.search("标准工时|工作时间为|每[日天]工作", before):
                continue
            most, when = view.limit(name), "每月" if name == "overtime_month" else "每日"
            if period.number > most:
                yield issue(
                    "N25",
                    period.span,
                    f"{view.place(period.span)}约定{when}加班{shown(period.number)}小时，"
                    f"超过{most}小时的上限，多出{shown(period.number - most)}小时。",
                    "改为每日加班一般不超过1小时、特殊情况不超过3小时，每月不超过36小时；实行特殊工时制的，写明批准文号。",
                    severity=view.grade("T48"),
                    source="comparison",
                )
                return


def _long_days(view: Numbers) -> Said:
    """每日工作十四小时: over eight hours and the three of overtime."""
    most = view.limit("overtime_day") + 8
    for sentence in view.figures.sentences:
        if re.search("综合计算|不定时|批准|轮班|倒班", sentence.text):
            continue
        for period in view.figures.periods_in(sentence.span):
            if (
                period.unit == "hour"
                and period.number > most
                and re.search("每[日天](?:工作|出勤|上班)$", period.before)
            ):
                yield issue(
                    "N25",
                    period.span,
                    f"{view.place(period.span)}约定每日工作{shown(period.number)}小时，"
                    f"减去标准8小时，加班{shown(period.number - 8)}小时，"
                    f"超过每日{most - 8}小时的上限。",
                    "按标准工时安排，加班每日不超过3小时、每月不超过36小时；实行特殊工时制的，写明批准文号。",
                    severity=view.grade("T48"),
                    source="comparison",
                )
                return
