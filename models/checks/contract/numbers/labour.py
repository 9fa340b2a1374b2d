"""Labour (劳动合同, N21–N25): probation, its wage, training penalties, competition, overtime."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.numerals import percent, shown
from models.contracts.figures.periods import Period

_LINK = re.compile(r"\s*(?:[（(][^）)\n]{0,10}[)）])?\s*(?:起|始|开始)?[，,]?\s*(?:至|到|—+|－+|-+|~|～|止于)\s*")
_TERM = re.compile(r"(?<!劳动)(?<!补充)合同(?=[一二两三四五六七八九十\d])|(?:劳动合同|合同|聘用|固定)期限|合同期|(?:本|劳动)合同(?:期限)?(?:为|是|自|从)|固定期限")
_PROBATION = re.compile("试用期|试用")
_NONCOMPETE = re.compile(r"竞业(?:限制|禁止)|不得[^，。；]{0,24}(?:竞争|同类|同业|同行|竞品)|(?:离职|解除|终止)[^。；]{0,24}不得[^。；]{0,24}(?:任职|就业|就职|工作|上班|上岗|从事)")
_OVERTIME = re.compile(r"加班|延长工作时间|加点|延时")


def check_labour(view: Numbers) -> Said:
    """劳动合同的数值限制."""
    if not view.has_kind("labour", "dispatch"):
        return
    yield from _probation(view)
    yield from _probation_wage(view)
    yield from _training(view)
    yield from _noncompete(view)
    yield from _overtime(view)


def _months_between(start: date, end: date) -> Decimal:
    """Whole months where the days fit (1st to last, 5th to 4th), else by days."""
    months = (end.year - start.year) * 12 + end.month - start.month
    over = end.day - start.day + 1
    return Decimal(months) + Decimal(over) / Decimal(30) if abs(over) > 1 else Decimal(months + (0 if over in (0, 1) else 0))


def _months(period: Period) -> Decimal | None:
    if period.months is not None:
        return period.months
    return period.days / 30 if period.days is not None else None


def _lengths(view: Numbers, wanted: re.Pattern[str], but: re.Pattern[str] | None) -> Iterator[tuple[Decimal, Span]]:
    """Lengths stated right behind a word, as a number or as two dates."""
    for sentence in view.figures.sentences:
        for found in wanted.finditer(sentence.text):
            start = sentence.span.start + found.end()
            stop = min(sentence.span.end, start + 40)
            nxt = but.search(view.text, start, stop) if but else None
            inside = Span(start, nxt.start() if nxt else stop)
            dates = [d for d in view.figures.dates if inside.start <= d.span.start < inside.end]
            if dates:
                i = view.figures.dates.index(dates[0])
                other = view.figures.dates[i + 1] if i + 1 < len(view.figures.dates) else None
                if other and _LINK.fullmatch(view.text, dates[0].span.end, other.span.start) and other.value > dates[0].value:
                    yield _months_between(dates[0].value, other.value), Span(dates[0].span.start, other.span.end)
                    break
            period = next((p for p in view.figures.periods_in(inside) if _months(p) is not None), None)
            if period and not re.search("前|提前|通知|逾期|满|每", period.before[-4:] + period.behind[:1]):
                yield _months(period) or Decimal(0), period.span
                break


def _lengths_before(view: Numbers, words: str) -> Iterator[tuple[Decimal, Span]]:
    """Lengths right before a word: 前三个月为试用期, 两年期合同."""
    for period in view.figures.periods:
        if re.match(words, period.behind) and not re.search("提前|每|满", period.before[-4:]):
            months = _months(period)
            if months is not None:
                yield months, period.span


def _probation(view: Numbers) -> Said:
    """试用期 by the length of the contract."""
    terms = {m for m, s in _lengths(view, _TERM, _PROBATION) if m > 0 and not _PROBATION.search(view.text[max(0, s.start - 8) : s.start])}
    open_ended = bool(re.search(r"无固定期限(?:的)?劳动合同|[☑√■]\s*无固定期限|期限为无固定期限|合同为无固定期限", view.text)) and not terms
    probations = [*_lengths(view, _PROBATION, re.compile("工资|合同期限|劳动合同期限")), *_lengths_before(view, r"(?:内)?(?:为|的|是|作为)试用期")]
    terms |= {m for m, _ in _lengths_before(view, r"(?:期)?(?:的)?(?:固定期限)?(?:劳动)?合同")}
    if not probations or (not open_ended and len(terms) != 1):
        return
    term = None if open_ended else next(iter(terms))
    name = _ladder(term)
    most = view.limit(name)
    length, span = max(probations, key=lambda p: p[0])
    words = "无固定期限" if term is None else f"期限{shown(term, 1)}个月"
    if length > most + Decimal("0.05"):
        yield issue(
            "N21",
            span,
            f"{view.place(span)}约定试用期{shown(length, 1)}个月，本合同{words}，试用期最长{most}个月，多出{shown(length - most, 1)}个月，"
            "超过部分无效。",
            f"将试用期改为不超过{most}个月。" if most else "删去试用期。",
            severity=view.grade("T39"),
            source="comparison",
        )
    else:
        yield Fine("试用期", f"合同{words}，试用期{shown(length, 1)}个月，没有超过{most}个月", span)


def _ladder(term: Decimal | None) -> str:
    if term is None or term >= 36:
        return "probation_long"
    if term >= 12:
        return "probation_under_3y"
    return "probation_under_1y" if term >= 3 else "probation_under_3m"


def _probation_wage(view: Numbers) -> Said:
    least = view.share_limit("probation_wage")
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if rate.per is None and sentence and re.search(r"试用期[^。；]{0,16}(?:工资|薪资|报酬|月薪|薪酬|待遇)[^。；]{0,20}$", sentence.text[: rate.span.start - sentence.span.start]):
            if rate.value < least and rate.bound is None:
                yield _wage_issue(view, rate.span, f"为约定工资的{percent(rate.value)}，低于{percent(least)}")
                return
    for sentence in view.figures.sentences:
        found = re.search(r"试用期[^。；]{0,12}(?:工资|薪资|报酬|月薪|薪酬|底薪|课时费|待遇)[^。；]{0,16}?(?P<a>[五六七])(?P<b>[一二三四五六七八九])?折", sentence.text)
        if found:
            start = sentence.span.start
            yield _wage_issue(view, Span(start + found.start("a"), start + found.end()), f"为约定工资的{found[0][-3:].lstrip('的按')}，低于{percent(least)}")
            return
    low = {a.value: a for a in view.figures.amounts_of("wage_probation") if a.is_certain}
    full = {a.value: a for a in view.figures.amounts_of("wage") if a.is_certain and a.value > 500}
    if len(low) != 1:
        return
    (value, amount), = low.items()
    rest = [v for v in full if v != value]
    if len(rest) != 1 or "日" in amount.per:
        return
    if value < rest[0] * least:
        due = rest[0] * least
        yield _wage_issue(
            view, amount.span, f"{yuan(value)}，约定工资{yuan(rest[0])}×{percent(least)}＝{yuan(due)}，低{yuan(due - value)}"
        )
    else:
        yield Fine("试用期工资", f"{yuan(value)}不低于约定工资{yuan(rest[0])}的{percent(least)}", amount.span)


def _wage_issue(view: Numbers, span: Span, detail: str) -> Issue:
    return issue(
        "N22",
        span,
        f"{view.place(span)}的试用期工资{detail}。",
        "试用期工资改为不低于本岗位最低档工资或者约定工资的80%，并且不低于当地最低工资标准。",
        severity=view.grade("T40"),
        source="comparison",
    )


def _training(view: Numbers) -> Said:
    """服务期违约金 ≤ 培训费."""
    fees = {a.value for a in view.figures.amounts_of("training_fee") if a.is_certain and not a.label.behind} or {
        a.value for a in view.figures.amounts_of("training_fee") if a.is_certain
    }
    if len(fees) != 1:
        yield from _training_in_passing(view)
        return
    fee = fees.pop()
    for amount in view.figures.amounts_of("penalty"):
        sentence = view.figures.sentence_at(amount.span.start)
        around = view.text[max(0, amount.span.start - 160) : amount.span.end + 40]
        if sentence is None or not re.search("服务期|培训", around) or _NONCOMPETE.search(sentence.text):
            continue
        if amount.value > fee and amount.is_certain:
            yield issue(
                "N23",
                amount.span,
                f"{view.place(amount.span)}的服务期违约金{yuan(amount.value)}，超过培训费{yuan(fee)}，多出{yuan(amount.value - fee)}；"
                "违约金上限＝培训费×（服务期－已服务期）÷服务期。",
                "违约金改为不超过培训费用，并按尚未履行的服务期分摊。",
                severity=view.grade("T46"),
            )
            return


def _training_in_passing(view: Numbers) -> Said:
    """费用三万元，服务期三年，…赔付十万元 in one sentence."""
    for sentence in view.figures.sentences:
        amounts = [a for a in view.figures.amounts_in(sentence.span) if a.is_certain and not a.per]
        if len(amounts) != 2 or "服务" not in sentence.text or not re.search("培训|进修|课程|学习|取证|深造|研修|读", sentence.text):
            continue
        fee, penalty = amounts
        start = sentence.span.start
        costs = re.search("(?:费用?|花费|花|出资|学费|资助)[^，。；]{0,8}$", sentence.text[: fee.span.start - start])
        owed = re.search("(?:赔付|赔偿|违约金|罚|退还?|返还|支付)[^，。；]{0,8}$", sentence.text[: penalty.span.start - start])
        if costs and owed and penalty.value > fee.value:
            yield issue(
                "N23",
                penalty.span,
                f"{view.place(penalty.span)}的服务期违约金{yuan(penalty.value)}，超过培训费{yuan(fee.value)}，多出{yuan(penalty.value - fee.value)}。",
                "违约金改为不超过培训费用，并按尚未履行的服务期分摊。",
                severity=view.grade("T46"),
                confidence=0.9,
            )
            return


def _noncompete(view: Numbers) -> Said:
    most = view.limit("noncompete_months")
    for sentence in view.figures.sentences:
        if not _NONCOMPETE.search(sentence.text) or "服务期" in sentence.text:
            continue
        for period in view.figures.periods_in(sentence.span):
            months = _months(period)
            near = period.before[-24:] + period.behind[:10]
            about = re.search(r"竞业|离职|解除|终止|限制期|期限|劳动关系", near)
            if months is None or not about or re.search("保密(?:期|义务)|工资|补偿|平均", period.before[-10:]):
                continue
            if months > most:
                yield issue(
                    "N24",
                    period.span,
                    f"{view.place(period.span)}的竞业限制期限{period.text}（{shown(months, 1)}个月），超过{most}个月，"
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
            if period.unit != "hour" or not re.search("加班|延长|加点|延时|不超过|超|最多|最长|上限", before + period.behind[:6]):
                continue
            if re.search(r"工作(?:时间)?(?:超过|满|不超过)?$", before):
                continue
            marks = [(m.start(), m[0]) for m in re.finditer("每月|每[日天]|月|日|天", before)]
            last = max(marks)[1] if marks else ""
            name = "overtime_month" if "月" in last else "overtime_day" if last else ""
            if not name or re.search("标准工时|工作时间为|每[日天]工作", before):
                continue
            most = view.limit(name)
            if period.number > most:
                yield issue(
                    "N25",
                    period.span,
                    f"{view.place(period.span)}约定{'每月' if name == 'overtime_month' else '每日'}加班{shown(period.number)}小时，"
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
            if period.unit == "hour" and period.number > most and re.search("每[日天](?:工作|出勤|上班)$", period.before):
                yield issue(
                    "N25",
                    period.span,
                    f"{view.place(period.span)}约定每日工作{shown(period.number)}小时，减去标准8小时，加班{shown(period.number - 8)}小时，"
                    f"超过每日{most - 8}小时的上限。",
                    "按标准工时安排，加班每日不超过3小时、每月不超过36小时；实行特殊工时制的，写明批准文号。",
                    severity=view.grade("T48"),
                    source="comparison",
                )
                return
