"""Events (关键日期): what the contract says happens on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers
from models.contracts.figures.dates import LabelledDate

_EVENTS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "award": (
        re.compile(r"(?:中标|成交)(?:结果)?(?:通知书?|公告)[^，。；]{0,16}$"),
        re.compile(r"^[^，。；]{0,24}(?:发出|签发|收到|取得|发布|领取|下达)[^，。；]{0,6}(?:中标|成交)通知书?"),
    ),
    "signing": (
        re.compile(r"(?:签订|签署|签约|订立)(?:日期|时间|日|于|时间为|合同日期)?[^，。；\n一-龥]{0,4}(?:为|于|是)?\s*$"),
        re.compile(r"^\s*(?:由?(?:甲乙|合同)?(?:双方|各方|三方))?(?:共同)?(?:在[^，。；]{1,16})?(?:正式)?(?:签订|签署|订立|签约)(?!的(?:补充|原))(?!.{0,4}(?:补充|原合同|框架))"),
    ),
    "approval": (
        re.compile(r"(?:批准|批复|核准|审批|审定|审议通过|研究同意|研究通过|表决通过|讨论通过|审议同意|决议通过)(?:日期|时间|于|日)?[^，。；一-龥]{0,4}(?:为|于|是)?\s*$"),
        re.compile(r"^[^，。；]{0,20}(?:批准|批复|核准|审议通过|审批同意|研究同意|研究通过|表决通过|讨论通过|审议同意|作出决议|形成决议|决议同意)(?!之日|后|日)"),
    ),
    "start": (
        re.compile(r"(?<!实际)(?:计划|合同|约定)?开工(?:日期|时间|日)?(?:为|是|于)?[^，。；一-龥]{0,3}(?:为|于|定于)?\s*$"),
        re.compile(r"^\s*(?:前|之前)?(?:正式)?开工(?!令|报告|通知|后|前)"),
    ),
    "finish": (
        re.compile(r"(?<!实际)(?:计划|合同|约定)?(?:竣工|完工)(?:验收)?(?:日期|时间|日)?(?:为|是|于)?[^，。；一-龥]{0,3}(?:为|于|定于)?\s*$"),
        re.compile(r"^\s*(?:前|之前|以前)?(?:全部|整体|全面)?(?:竣工|完工)(?!图|结算|资料|决算|后|前)"),
    ),
    "delivery": (
        re.compile(r"(?:交货|交付|交房|供货)(?:日期|时间|期限|期|日)(?:为|是|于)?[^，。；一-龥]{0,3}(?:为|于)?\s*$"),
        re.compile(r"^\s*(?:前|之前|以前)?[^，。；]{0,14}(?:交货|交付(?:完毕|货物|设备|全部|成果|租赁物|标的物|租赁房屋|房屋|仓库|厂房|场地|商铺|库房|车辆)|供货完毕|送达|送至|运抵|到货)"),
    ),
}  # fmt: skip
_SIGNATURE = re.compile(r"(?:日期|签约日期|签署日期|签订日期|时间|年月日)\s*[：:]?\s*$")


@dataclass(frozen=True, slots=True)
class Event:
    """关键日期: `name` is award, signing, approval, start, finish or delivery."""

    name: str
    day: date
    span: Span


def read_events(view: Numbers) -> tuple[Event, ...]:
    """关键日期 in document order; a date of which two things may be meant is left out."""
    return tuple(_events(view))


def signing_days(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """签订日期 at every place."""
    return tuple(e for e in events if e.name == "signing")


def _events(view: Numbers) -> Iterator[Event]:
    for day in view.figures.dates:
        names = [
            n
            for n, (before, behind) in _EVENTS.items()
            if before.search(day.before) or behind.search(day.behind)
        ]
        names = ["award"] if "award" in names else names
        if not names and _is_signature_date(view, day):
            names = ["signing"]
        if len(names) == 1:
            yield Event(names[0], day.value, day.span)


def _is_signature_date(view: Numbers, day: LabelledDate) -> bool:
    """日期：… under 盖章 near the end of the text, or a line of its own there."""
    line = view.text.rfind("\n", 0, day.span.start) + 1
    end = view.text.find("\n", day.span.end)
    rest = view.text[day.span.end : end if end >= 0 else len(view.text)]
    alone = not view.text[line : day.span.start].strip() and not rest.strip()
    if not _SIGNATURE.search(day.before) and not alone:
        return False
    around = view.text[max(0, day.span.start - 200) : day.span.start]
    return (
        bool(re.search("盖章|签字|签章|公章|（章）|印章", around))
        and day.span.start > len(view.text) * 0.4
    )
