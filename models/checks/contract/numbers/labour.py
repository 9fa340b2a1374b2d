"""Labour (劳动合同, N23 N24 N25): training penalties, competition after leaving, overtime."""

from __future__ import annotations

import re

from models.checks.contract.numbers.probation import months_of
from models.checks.contract.numbers.training import NONCOMPETE, check_training
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine
from models.contracts.figures.numerals import shown
from models.contracts.figures.sentences import Sentence

_RESTRICTED = re.compile(
    r"(?:受限|限制|约束)(?:的)?(?:期|时间|时限)|(?:离职|离开|走)[^，。；]{0,6}后?的?(?:限制|约束)|不得[^，。；]{0,8}(?:竞争|同行)"
)
_CHOICE = re.compile(r"竞业|择业|同业|同行|竞争|同类")
_ABOVE = 300
_OVERTIME = re.compile(r"加班|延长工作时间|加点|延时")


def check_labour(view: Numbers) -> Said:
    """服务期、竞业限制、加班 of contracts of employment."""
    if not view.has_kind("labour", "dispatch"):
        if re.search(r"劳动合同|服务期", view.text) and re.search(
            "培训(?:费|花费|费用)", view.text
        ):
            yield from check_training(view)
        if re.search(r"劳动合同|劳动者|聘用|竞业|择业", view.text):
            yield from _noncompete(view)
            yield from _overtime(view)
        return
    yield from check_training(view)
    yield from _noncompete(view)
    yield from _overtime(view)


def _noncompete(view: Numbers) -> Said:
    most = view.limit("noncompete_months")
    for sentence in view.figures.sentences:
        if not _is_restriction(view, sentence) or "服务期" in sentence.text:
            continue
        for period in view.figures.periods_in(sentence.span):
            months = months_of(period)
            near = period.before[-24:] + period.behind[:10]
            about = re.search(
                r"竞业|离职|离开|解除|终止|(?:限制|受限|约束)(?:的)?(?:期|时间|时限)|期限|劳动关系|走后|走人",
                near,
            )
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


def _is_restriction(view: Numbers, sentence: Sentence) -> bool:
    """A sentence on 竞业限制, or on the time of a restriction under such words of the same chapter."""
    if NONCOMPETE.search(sentence.text):
        return True
    if not _RESTRICTED.search(sentence.text):
        return False
    return bool(_CHOICE.search(view.text[max(0, sentence.span.start - _ABOVE) : sentence.span.end]))


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
