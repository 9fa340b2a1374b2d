"""Time words (期限用语): the patterns by which contracts say when something is due."""

from __future__ import annotations

import re

from models.contracts.figures.calendar import DATE
from models.contracts.figures.numerals import parse_decimal
from models.contracts.obligations.types import Period, Unit

_BLANK = (
    r"[_＿]{2,}|[【\[][\s\u3000/]*[】\]]|[ \u3000]{2,}|\{\{[^}]*\}\}|"
    r"[×xX*]{1,4}(?=个|日|天|工|月|年)|＿"
)
_NUM = (
    r"(?:[0-9０-９]{1,4}|[零〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]{1,5}|半|"
    rf"{_BLANK})"
)
_UNITS: dict[str, Unit] = {
    "工作日": "workday",
    "自然日": "day",
    "日历天": "day",
    "日历日": "day",
    "日": "day",
    "天": "day",
    "月": "month",
    "年": "year",
    "小时": "hour",
    "分钟": "minute",
    "季度": "quarter",
    "周": "week",
    "星期": "week",
}
_UNIT = r"(?:个)?(?P<unit>工作日|自然日|日历[天日]|小时|分钟|季度|星期|日|天|月|年|周)"
PERIOD = (
    rf"(?P<n>{_NUM})[ \u3000]*(?:[（(][^（()）]{{1,8}}[)）])?[ \u3000]*{_UNIT}"
    r"(?![份度租息利金检均产薪费末初底]|报[表告，。；])(?:[（(][^（()）]{1,6}[)）])?"
)
"""A number with a unit of time; a blank number counts."""
_MUST = r"(?:应当?|须|需|必须|将|由)?"
_MODAL = rf"(?:，|,)?{_MUST}(?:[甲乙丙丁]方|双方)?{_MUST}(?:在|于)?(?:的)?(?:第)?"
AFTER = re.compile(
    r"(?P<link>之日后|之日起|当日起|之日|次日起|之后|以后|起算?|后|签字盖章|签订本合同|签订)"
    rf"(?:算|计算)?{_MODAL}(?P<period>{PERIOD})"
    r"(?:之?内|以内|期满|届满|前|不超过|(?=支付|付清|付款|向))(?:[（(]含本数[)）])?"
)
"""生效之日起十日内, 验收合格后30日内."""
BEFORE = re.compile(
    r"(?P<event>[一-龥]{2,14}?)(?<![提此目])(?:之?日|日期)?(?:之?前|以前)(?:的)?(?:至少|不少于)?"
    rf"(?P<period>{PERIOD})(?:之?内|以前|前|以上)?"
)
"""租期届满前三个月."""
AHEAD = re.compile(rf"提前(?:至少|不少于)?(?P<period>{PERIOD})")
SO_LONG_BEFORE = re.compile(rf"(?P<event>[一-龥]{{2,12}}?)(?P<period>{PERIOD})(?:之?前|以前)")
"""开工三日前."""
WITHIN = re.compile(
    rf"(?P<period>{PERIOD})(?:[（(]含本数[)）])?(?:之?内|以内)(?P<not>未|仍|不|没有)?"
)
_RHYTHM = (
    r"每(?:个)?(?:自然|会计|日历)?"
    r"(?:周[一二三四五六日末]|半年度?|两周|[二两三四六]个月|季度?|月度?|年度?|周|学期|日(?!历)|天)"
    r"(?!租金为|租金标准|租金[\d人¥]|逾期|迟延|[元人平]|\d[\d,.]*元)|"
    r"按(?:月|季度?|半年度?|年度?|周|学期)(?!利率|息)|逐[月季年]"
)
_DAY_OF_RHYTHM = (
    r"(?:的)?(?:首|最?后|末|第[一二三]个?|下)?(?:一)?(?:个)?(?:月|季度|季|年度?)?(?:的)?(?:第|前|末)?"
    rf"(?:{_NUM}[ \u3000]*(?:月[ \u3000]*{_NUM}[ \u3000]*)?(?:个?工作)?[日号]|底|末|初)"
    r"(?:之?前|以前|内|止)?|[一-龥]{1,6}(?<!提)前"
)
EVERY = re.compile(rf"(?P<every>{_RHYTHM})(?P<day>{_DAY_OF_RHYTHM})?")
"""每月25日前, 每季度首月10日前, 按月."""
FOLLOWING = re.compile(
    r"(?:次|下一?个?|当)(?P<unit2>月|季度?|年度?)(?:的)?(?:首月)?(?:第)?"
    rf"{_NUM}[ \u3000]*(?:个?工作)?[日号](?:之?前|以前|内)"
)
"""次月15日前."""
DAY = re.compile(
    rf"(?:{DATE.pattern}|(?P<y2>\d{{4}})\s*年\s*(?P<m2>\d{{1,2}})\s*月\s*(?:底|末))"
    r"(?P<tail>之?前|以前|止|内|起)?"
)
"""2026年9月30日前, 2026年9月底."""


def read_period(found: re.Match[str]) -> Period:
    """期间 of a match with the groups of `PERIOD`."""
    number = parse_decimal(found["n"]) if not found["n"].isspace() else None
    unit = _UNITS[found["unit"]]
    if found["n"] == "半":
        return Period(6, "month") if unit == "year" else Period(15, "day")
    return Period(int(number) if number is not None else None, unit)
