"""Panel (论证专家): who the experts of an opinion are, how many, who signed, and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.numbering import parse_number

_NAME = "[一-龥·]{2,4}"
_NUMBER = "(\\d+|[一二两三四五六七八九十]+)"
_STATED = re.compile(
    f"(?:专家组?|论证组|评审组|与会|参会)[^。；\\n，]{{0,12}}?{_NUMBER}[ 　]*[名位人](?:组成|专家)?|"
    f"{_NUMBER}[ 　]*[名位](?:与会|参会|论证|评审|技术|行业|有关)*专家"
)
_CAME = re.compile(f"(?:实到|到会|实际(?:到会|参加)|出席)(?:专家)?[ 　：:]*{_NUMBER}[ 　]*[名位人]")
_INVITED = re.compile("邀请|应到|拟请|聘请|专家库|抽取|回避|请假|缺席")
_LISTED = re.compile(
    "(?:专家(?:组)?(?:成员)?(?:名单)?|论证组(?:成员)?|评审组(?:成员)?|参加论证的专家|与会专家|参会专家|到会专家|出席专家)"
    "[：:][ 　]*([^\\n。；]+)"
)
_MEMBERS = re.compile(
    f"(?:组长|成员)(?!单位)[：: 　]*({_NAME}(?:、{_NAME})*)(?=[，。；\\n]|$|（(?!签))"
)
_SIGNED = re.compile(
    "(?:签名|签字|署名|签章)(?!单|表|确认)(?:[（(][^）)\\n]*[）)])?[ 　]*[）)】]?[ 　]*[：:]?[ 　]*"
    "((?:\\d[.．、])?[^\\n。；：:|\\t]+)|"
    f"({_NAME})[ 　]*[（(](?:已)?(?:手?签名?|亲笔签名|签字|签章|已签)[）)]"
)
_BRACKETS = re.compile("[（(][^）)]*[）)]")
_NOT_NAMES = re.compile("见附|附后|略|专家|成员|组长|名单|同上|如下|详见|单位|意见|页|不签|未|表")
_EXPERT_LINE = re.compile("专家|成员|组长|论证人|评审人")
_OTHERS = re.compile(
    "主持|列席|记录|汇报|介绍|委托单位|组织单位|主办|召集|参会单位|地点|承办人|工作人员|听取|走访|建议|回避"
)
_PERSON = re.compile(
    f"[ 　\\d.、]*{_NAME}[，,（(：:、 　]+[^\\n]{{2,40}}"
    "(?:工程师|教授|经理|顾问|研究员|总工|主任|律师|[局处科股院所]长)"
)
_TABLE = re.compile("姓名")


def stated_number(text: str) -> int | None:
    """专家人数 as a paper states it: who came, else who the panel is; None where it is not told."""
    for pattern in (_CAME, _STATED):
        for found in pattern.finditer(text):
            around = text[max(0, found.start() - 8) : found.end()]
            if pattern is _CAME or not _INVITED.search(around):
                return parse_number(next(group for group in found.groups() if group))
    return None


def listed_experts(text: str) -> frozenset[str]:
    """专家名单: the names behind a heading such as 论证专家."""
    found = [m[1] for pattern in (_LISTED, _MEMBERS) for m in pattern.finditer(text)]
    return frozenset(name for words in found for name in _names(words))


def signed_experts(text: str) -> frozenset[str]:
    """已署名的专家: the names behind or before the word for signing."""
    found = [name for m in _SIGNED.finditer(text) for name in _names(m[1] or m[2] or "")]
    numbered = re.findall(rf"^[ 　]*\d+[.．、][ 　]*({_NAME})[ 　]*$", text, re.M)
    return frozenset(found) | (frozenset(numbered) if found else frozenset())


def _names(words: str) -> Iterator[str]:
    plain = _BRACKETS.sub("", words)
    plain = re.sub(r"(?<![一-龥])([一-龥])[ 　]+([一-龥])(?![一-龥])", r"\1\2", plain)
    for part in re.split("[、，,；; 　/／]+", plain):
        part = re.sub(r"^\d+[.．、]?", "", part).strip("_＿.．·")
        if re.fullmatch(_NAME, part) and not _NOT_NAMES.search(part):
            yield part


def expert_lines(text: str) -> Iterator[re.Match[str]]:
    """专家信息行: lines and clauses that name experts or list them in a table."""
    table = heading = False
    for line in re.finditer("[^\\n]+", text):
        if len(re.split("[|\\t]|[ 　]{2,}", line[0].strip())) >= 2:
            table = table or bool(_TABLE.search(line[0]))
            if table or heading:
                yield line
                continue
        table = False
        if _OTHERS.search(line[0]):
            continue
        listed = heading and re.match(
            "[ 　]*(?:\\d+[.．、]|[（(]\\d|[一-龥·]{2,4}(?:[—－:：，,（(-]))", line[0]
        )
        if listed or _EXPERT_LINE.search(line[0]) or _PERSON.match(line[0]):
            yield line
        if not listed:
            heading = bool(
                re.search(
                    "专家(?:组)?(?:名单|成员|信息|签到|情况)|论证(?:专家|人员)|人员名单", line[0]
                )
            )
