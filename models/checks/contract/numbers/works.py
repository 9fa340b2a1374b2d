"""Works (建设工程, T26 N39): least warranty by part of the building, monthly wages of workers."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine
from models.contracts.figures.numerals import shown
from models.contracts.figures.periods import Period

_PARTS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("warranty_waterproof", "防水、防渗漏", re.compile("防水|防渗|渗漏|卫生间")),
    (
        "warranty_pipes",
        "电气管线、给排水管道、设备安装",
        re.compile("电气|管线|给排水|给水|排水管|设备安装|管道|弱电|水电"),
    ),
    ("warranty_decoration", "装修", re.compile("装修|装饰|粉刷|涂料")),
    ("warranty_heating", "供热与供冷系统", re.compile("供热|供冷|采暖|供暖|制冷")),
)
_WARRANTY = re.compile("保修|质保|免修|免费维修")
_SEASON = re.compile(r"(?P<n>[一1])\s*个?(?:完整的?)?(?:采暖|供暖|供热|供冷|制冷)期")
_OTHER = re.compile("缺陷责任|质保金|保证金|保修金|退还|返还|响应|到场")
_WAGES = re.compile(
    r"农民工工资|人工费|工人[^，。；]{0,6}(?:工资|报酬|薪酬|工钱)|劳务费用?中的工资|民工工资|班组工资"
)
_NO_CYCLE = re.compile("不得超过|不超过|保存|备查|留存|缴存|违约|逾期|检查")
_CYCLE = re.compile(
    r"按季度?|每季度?|每满?[一1]?个?季度|逐季|每[两三四六二]个月|隔月|按半年|每半年|按年|每年|年底|春节前|"
    r"竣工(?:验收)?(?:合格)?后[^，。]{0,8}(?:一次性)?|工程完工后"
)
_ANOTHER = re.compile(r"工程款|进度款|材料款|质保金|保证金|结算款|检查|公示|报表|考核|报送")
_PAID = re.compile(r"拨付|支付|发放|结算|划拨|付至|拨入|代发|核定|核拨|[发付]一[次回]")


def check_works(view: Numbers) -> Said:
    """保修期 and 人工费 of construction contracts."""
    if not view.has_kind("construction"):
        return
    yield from _warranty(view)
    yield from _wages(view)


def _warranty(view: Numbers) -> Said:
    wrong = False
    yield from _seasons(view)
    seen: set[str] = set()
    near = [s.span.start for s in view.figures.sentences if _WARRANTY.search(s.text)]
    for sentence in view.figures.sentences:
        if _OTHER.search(sentence.text) or not any(
            -200 < sentence.span.start - at < 400 for at in near
        ):
            continue
        at = 0
        for period in view.figures.periods_in(sentence.span):
            before = sentence.text[at : period.span.start - sentence.span.start]
            at = period.span.end - sentence.span.start
            part = _part(before)
            length = _length(period)
            if part is None or length is None:
                continue
            seen.add(part[0])
            least = view.limit(part[0])
            if length < least:
                wrong = True
                unit = "个供暖（供冷）期" if part[0] == "warranty_heating" else "年"
                yield issue(
                    "T26",
                    period.span,
                    f"{view.place(period.span)}约定{part[1]}工程保修{shown(length)}{unit}，低于法定最低{least}{unit}，"
                    f"短{shown(least - length)}{unit}。",
                    f"保修期改为不少于{least}{unit}；缺陷责任期（退还质量保证金的期限）另行约定。",
                    severity=view.grade("T26"),
                    source="comparison",
                )
    if seen and not wrong:
        yield Fine("保修期", f"{len(seen)}类工程的保修期不低于法定最低期限")


def _seasons(view: Numbers) -> Said:
    """供热与供冷系统 are counted in seasons."""
    for sentence in view.figures.sentences:
        found = _SEASON.search(sentence.text)
        if (
            found
            and re.search("保修|质保", sentence.text)
            and not re.search("供热费|采暖费", sentence.text)
        ):
            start = sentence.span.start
            least = view.limit("warranty_heating")
            yield issue(
                "T26",
                Span(start + found.start(), start + found.end()),
                f"{view.place(sentence.span)}约定供热与供冷系统保修{found['n']}个供暖（供冷）期，低于法定最低{least}个。",
                f"供热与供冷系统的保修期改为不少于{least}个采暖期、供冷期。",
                severity=view.grade("T26"),
                source="comparison",
            )
            return


def _part(before: str) -> tuple[str, str] | None:
    """The part named last before the length; 设计使用年限 and the like name none."""
    hits = [(m.start(), key, name) for key, name, p in _PARTS for m in p.finditer(before)]
    if not hits or (
        not re.search("保修|期限|为|[：:]|不少于|年", before[-14:] or "") and len(before) > 60
    ):
        return None
    waterproof = next((h for h in hits if h[1] == "warranty_waterproof"), None)
    chosen = waterproof or max(hits)
    return chosen[1], chosen[2]


def _length(period: Period) -> Decimal | None:
    months = period.months
    return None if months is None else months / 12


def _wages(view: Numbers) -> Said:
    """人工费 paid less often than once a month, told clause by clause."""
    most = view.limit("wage_cycle")
    for sentence in view.figures.sentences:
        about = _WAGES.search(sentence.text) and _PAID.search(sentence.text)
        if not about or _NO_CYCLE.search(sentence.text):
            continue
        for clause in re.finditer("[^，,]+", sentence.text):
            start = sentence.span.start + clause.start()
            found = _slow(view, clause[0], Span(start, start + len(clause[0])))
            if found is None:
                continue
            span, words = found
            yield issue(
                "N39",
                span,
                f"{view.place(span)}约定人工费（农民工工资）“{words}”拨付，间隔超过{most}个月的上限。",
                "改为人工费按月拨付到农民工工资专用账户，拨付周期不超过1个月。",
                source="comparison",
            )
            return


def _slow(view: Numbers, clause: str, span: Span) -> tuple[Span, str] | None:
    """The words that give an interval of more than a month; None where wages are paid in time."""
    if re.search("每月|按月|工程款按", clause):
        return None
    most = view.limit("wage_cycle")
    for period in view.figures.periods_in(span):
        interval = re.search(r"每(?:隔)?$|周期[^，。]{0,8}$|间隔[^，。]{0,6}$", period.before[-12:])
        if period.months and period.months > most and interval:
            return period.span, period.text
    cycle = _CYCLE.search(clause)
    if cycle and not _ANOTHER.search(clause):
        return Span(span.start + cycle.start(), span.start + cycle.end()), cycle[0]
    return None
