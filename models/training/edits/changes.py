"""The edits of each conflict type (冲突改写): each returns the text before, the new words, the rest.

Legal source: the four types of the LCR-CN benchmark (design §2).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from models.training.edits.numbers import amounts, other_value, periods, thresholds

Change = Callable[[str, random.Random], "tuple[int, int, str] | None"]
"""Where to cut (start, end) and what to put there; None where the edit does not fit."""

_BODIES = (
    "公安机关",
    "市场监督管理部门",
    "住房和城乡建设主管部门",
    "生态环境主管部门",
    "应急管理部门",
    "卫生健康主管部门",
    "教育行政部门",
    "交通运输主管部门",
    "农业农村主管部门",
    "自然资源主管部门",
    "人力资源社会保障行政部门",
    "民政部门",
    "城市管理部门",
    "财政部门",
    "乡镇人民政府",
    "街道办事处",
    "行业协会",
    "村民委员会",
)
_BODY = re.compile(
    r"国务院[^，。；、]{2,14}?(?:主管|行政|管理|监督管理)?部门|县级以上(?:地方)?(?:各级)?人民政府"
    r"|(?:省、自治区、直辖市|设区的市级?|县级)人民政府|人民法院|公安机关|市场监督管理部门"
    r"|[^，。；、的由向经应]{2,8}(?:主管部门|行政部门|监督管理部门)"
)
_KINDS = ("警告", "通报批评", "没收违法所得", "吊销许可证", "责令停产停业", "暂扣许可证")
_SANCTION = re.compile(
    "警告|通报批评|没收违法所得|吊销[^，。；、]{0,8}证书?|责令停产停业|责令停业整顿"
)
_MODAL = re.compile("应当|可以")
_UNLESS = re.compile(r"(?:，|。)但[^。；]{4,40}(?:除外|不受[^。；]{0,12}限制)")
_LEAD = re.compile(r"(?<=[，。；])(?=(?:可以|应当|有权|方可|不得)[^，。；]{4,})")
_CONDITIONS = (
    "经所在地街道办事处同意后",
    "在取得行业协会推荐意见后",
    "经县级主管部门现场核查合格后",
    "在缴纳相应保证金后",
    "提交上一年度完税证明后",
    "连续经营满三年的",
    "经专家评审通过后",
    "在本地登记满一年后",
)
_LIST = re.compile(
    r"(?:(?<=[，。；：的对向及])|(?<=^))(?P<list>[^，。；：、（）\s]{2,8}(?:、[^，。；：、（）\s]{2,8}){1,5})"
    r"(?P<tail>等)?(?=[的，。；等])"
)
_SUBJECT = {
    "公民、法人或者其他组织": "法人或者其他组织",
    "公民、法人和其他组织": "法人和其他组织",
    "单位和个人": "单位",
    "任何单位和个人": "任何经营者",
    "用人单位": "企业",
    "经营者": "企业经营者",
    "未成年人": "不满十四周岁的未成年人",
    "老年人": "本地户籍老年人",
    "当事人": "本地当事人",
    "劳动者": "全日制劳动者",
    "消费者": "消费者和经销商",
    "利害关系人": "直接利害关系人",
}


def sanction_amount(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """Another amount or multiple of the fine."""
    return _number(amounts(text), chance) if "罚款" in text else None


def sanction_kind(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """Another kind of sanction, one kind left out, or one added."""
    found = list(_SANCTION.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    others = [k for k in _KINDS if k[:2] not in text]
    if not others:
        return None
    added = f"{match.group()}，并{chance.choice(others)}"
    return match.start(), match.end(), chance.choice((chance.choice(others), added))


def condition_period(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """Another period."""
    return _number(periods(text), chance)


def condition_modal(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """A power made a duty, or a duty an option."""
    found = list(_MODAL.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    return match.start(), match.end(), "可以" if match.group() == "应当" else "应当"


def condition_added(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """A condition that the superior provision does not know."""
    found = list(_LEAD.finditer(text))
    if not found:
        return None
    at = chance.choice(found).start()
    return at, at, chance.choice(_CONDITIONS) + chance.choice(("", "，"))


def condition_exception(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """An exception left out."""
    found = list(_UNLESS.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    return match.start(), match.end(), ""


def body(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """Another authority."""
    found = [m for m in _BODY.finditer(text) if len(m.group()) >= 4]
    if not found:
        return None
    match = chance.choice(found)
    others = [b for b in _BODIES if b[:3] not in match.group()]
    return match.start(), match.end(), chance.choice(others)


def definition_subject(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """A narrower or wider circle of persons."""
    found = [(text.index(k), k) for k in _SUBJECT if k in text]
    if not found:
        return None
    at, word = chance.choice(found)
    return at, at + len(word), _SUBJECT[word]


def definition_list(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """A member of a list left out, or an open list closed."""
    found = [m for m in _LIST.finditer(text) if not _SANCTION.search(m.group())]
    if not found:
        return None
    match = chance.choice(found)
    members = match["list"].split("、")
    if match["tail"] and chance.random() < 0.3:
        return match.end("list"), match.end(), ""
    del members[chance.randrange(len(members))]
    return match.start("list"), match.end("list"), "、".join(members)


def definition_threshold(text: str, chance: random.Random) -> tuple[int, int, str] | None:
    """Another number of persons, area or age."""
    return _number(thresholds(text), chance)


def _number(found: Sequence[object], chance: random.Random) -> tuple[int, int, str] | None:
    from models.training.edits.numbers import Quantity

    quantities = [q for q in found if isinstance(q, Quantity)]
    if not quantities:
        return None
    quantity = chance.choice(quantities)
    value = other_value(quantity, chance)
    return quantity.start, quantity.end, quantity.written(value, chance)


CHANGES: dict[str, tuple[Change, ...]] = {
    "sanction": (sanction_amount, sanction_kind),
    "condition": (condition_period, condition_modal, condition_added, condition_exception),
    "body": (body,),
    "definition": (definition_subject, definition_list, definition_threshold),
}
"""冲突类型 to the edits that make it."""
