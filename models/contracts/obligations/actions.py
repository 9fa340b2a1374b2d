"""Actions (义务事项): a short phrase of what is to be done, without party, modal and time."""

from __future__ import annotations

import re

from models.contracts.obligations.owing import Roles

LONGEST = 46
_SEGMENT = "，,；;。\n"
_JUNK = re.compile(
    r"^(?:[，,、：:\s\u3000]|应当|应该|应(?!收|付|急|用|对)|须|需要?(?!求|方)|必须|负责|有义务|同意|承诺|保证|务必|确保|在此|则|并(?!联|列|网|购)且?|其中|即|内|之?内|前|时|后|起|的|仍|均|都|也|另行?|将(?=支付|按|于|在|向))+"
)
_NUMBERED = re.compile(r"^[\d.．、（()）一二三四五六七八九十]+\s*")
_NEAR, _SHORT = 34, 10
_EVENT = re.compile(r"(?:后|时|的|前|之日|期间|内)$")
_TOPIC = re.compile(
    r"(?!.*(?:应|须|方|人$|双方|对方|后|时))[一-龥\d]{2,12}(?:费|款|金|结果|报告|成果|资料|意见|文件|方案|计划|图纸|名单|清单)"
)
_TRAIL = re.compile(r"^(?:并|且|同时|以及|及)(?!未|不)")
_HOURS = re.compile(
    r"[\d零一二三四五六七八九十两]{1,4}个?(?:小时|分钟|工作日|日)内(?!未|不|没有|仍)"
)
_BAD_TRAIL = re.compile(
    r"有权|可以|视为|不得|违约|承担[^，。；]{0,20}(?:责任|费用|损失)|否则|费用|包含"
)
_MONEY_WORD = re.compile(
    r"履约保证金|租赁保证金|质量保证金|质保金|履约担保|履约保函|保证金|定金|押金|保函|保修金"
)
_BARE_RETURN = re.compile(
    r"^(?:一次性|全额|无息|不计利息|不计息|如数|予以|原额)*(?:返还|退还|退回)(?:[给]?[甲乙丙丁]方)?$"
)
_RENEWAL = re.compile("续[租签约订]")
_THING = re.compile("数据|个人信息|资料|文件")
_PRICE_WORD = re.compile("合同总?价款|货款|租金|服务费|工程款|价款|余款|尾款|款项|报酬|酬金")
_COST = re.compile(r"([^，。；：:\n]{2,24}(?:费用|款|税))(?:均|全部)?由")
_BARE_NOTICE = re.compile("(?:提出|通知[甲乙丙丁]方|通知[出承]租人)$")
_BARE_DELETE = re.compile(r"^(?:删除|销毁)(?:(?:或者?|并)返还|(?:或者?|并)销毁)?(?=，|$)")
_BARE_PAY = re.compile(
    r"^(?:一次性?|全额|足额|按时|无息)*(?:向[甲乙丙丁]方)?(?:支付|付清|缴纳|交纳|付款|结清|缴清|交清)(?:给[甲乙丙丁]方|完毕)?$"
)


def action_of(
    text: str, verb: int, after: int, due: tuple[int, int], roles: Roles, do: re.Pattern[str]
) -> str:
    """义务事项: the segment of the deed from where party, modal and time end.

    `after` is where the party (or the modal) ends, `due` where the words of the time stand; `do`
    tells which further segments belong to it.
    """
    low = segment_start(text, verb)
    start = max(low, after)
    if low <= due[1] <= verb + 1 and "，" not in text[start : max(due[0], start)]:
        start = max(start, due[1])
    end = _segment_end(text, verb)
    phrase = text[start:end]
    if due[0] >= end or due[1] <= start:
        phrase = text[start:end]
    else:
        phrase = text[start : max(due[0], start)] + text[min(due[1], end) : end]
    phrase = _clean(phrase, roles)
    return _extended(phrase, text, end, roles, do)


def segment_start(text: str, verb: int) -> int:
    """分句起点: where the segment of the deed begins; one that goes on with 并 begins a segment earlier."""
    low = max(text.rfind(mark, 0, verb) for mark in _SEGMENT) + 1
    if low and _TRAIL.match(text[low:]):
        earlier = max(text.rfind(mark, 0, low - 1) for mark in _SEGMENT) + 1
        if low - earlier < _NEAR and not _EVENT.search(text[earlier : low - 1]):
            return earlier
    return low


def with_object(action: str, earlier: str, topic: str) -> str:
    """义务对象: give a bare 返还, 支付, 提出 or 删除 what it is about, from the words before it.

    `topic` stands before the time: 考核结果 in 考核结果在…7日内书面告知.
    """
    topic = topic.rstrip("在于自从")
    if _TOPIC.fullmatch(topic) and len(action) <= _SHORT:
        return f"{action}{topic}" if _BARE_PAY.match(action) else f"将{topic}{action}"
    near = earlier[-_NEAR:]
    if _BARE_NOTICE.search(action):
        return action + _notified(action, near)
    if _BARE_RETURN.match(action):
        return action + _last(_MONEY_WORD, earlier)
    if _BARE_PAY.match(action):
        return action + (_last(_MONEY_WORD, near) or _cost(earlier) or _last(_PRICE_WORD, earlier))
    cut = _BARE_DELETE.match(action)
    if cut:
        things = dict.fromkeys(_THING.findall(earlier))
        return action[: cut.end()] + "和".join(things) + action[cut.end() :]
    return action


def _notified(action: str, near: str) -> str:
    renewed = _RENEWAL.findall(near)
    if renewed:
        return str(renewed[-1])
    return "异议" if action.endswith("提出") and "异议" in near else ""


def _last(words: re.Pattern[str], text: str) -> str:
    found = words.findall(text)
    return str(found[-1]) if found else ""


def _cost(text: str) -> str:
    return _NUMBERED.sub("", _last(_COST, text))


def _segment_end(text: str, at: int) -> int:
    ends = [e for mark in _SEGMENT if (e := text.find(mark, at)) >= 0]
    end = min(ends, default=len(text))
    while text[end : end + 1] in (",", "，") and re.match(r"[,，]\d{3}(?!\d)", text[end:]):
        ends = [e for mark in _SEGMENT if (e := text.find(mark, end + 1)) >= 0]
        end = min(ends, default=len(text))
    return end


def _extended(phrase: str, text: str, end: int, roles: Roles, do: re.Pattern[str]) -> str:
    """Add the next segments that go on with 并 or with the same deed."""
    while text[end : end + 1] in ("，", ","):
        stop = _segment_end(text, end + 1)
        more = text[end + 1 : stop].strip()
        own = roles.pattern.match(_TRAIL.sub("", more))
        goes_on = _TRAIL.match(more) or do.match(more) or _HOURS.match(more)
        if not goes_on or _BAD_TRAIL.search(more) or own or len(phrase + more) > LONGEST:
            break
        phrase, end = f"{phrase}，{more}", stop
    return phrase


def _clean(phrase: str, roles: Roles) -> str:
    phrase = re.sub(r"[（(]含本数[)）]", "", phrase.strip())
    phrase = re.sub(r"[ \u3000\t]{2,}|[_＿]{2,}|[【\[]\s*[】\]]", "＿＿", phrase)
    phrase = re.sub(r"\s", "", phrase)
    head = roles.pattern.match(phrase)
    if head and len(phrase) > head.end() + 3 and phrase[head.end()] != "的":
        phrase = phrase[head.end() :]
    phrase = _JUNK.sub("", phrase)
    return _shortened(phrase.rstrip("，,、：:（(。；;"))


def _shortened(phrase: str) -> str:
    if len(phrase) <= LONGEST:
        return phrase
    cut = max(phrase.rfind(mark, 12, LONGEST) for mark in "、，（(")
    return phrase[: cut if cut > 0 else LONGEST] + "等"
