"""Speakers (发言次序): who gave an opinion in which order, in minutes that are written as a dialogue."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = "(?<!副)(?:县长|市长|区长|镇长|乡长|州长|省长|主席|局长|行政首长|主要负责人)"
_LINE = re.compile(r"^[ 　]*([一-龥]{2,12})(?:[（(][^）)\n]{1,8}[)）])?[：:][ 　]*([^\n]+)", re.M)
_OPINION = re.compile(
    "赞成|同意|支持|不赞成|反对|没有(?:不同)?意见|没意见|拥护|我看(?:可以|行)|我的(?:意见|看法)|我(?:先|表个态)|"
    "(?:很|十分|确)有?必要|建议|可以上|必须(?:上|办|搞)"
)
_ASKS = re.compile("请[^。；]{0,16}(?:汇报|介绍|说明|发言|发表)|下面(?:议|研究|讨论)")
_PERSON = re.compile("长$|主任$|书记$|某$|委员$|总$|同志$")


@dataclass(frozen=True, slots=True)
class Remark:
    """发言: who spoke, whether it is the head of the body, and where."""

    speaker: str
    is_head: bool
    start: int
    end: int


def opinions_in_order(text: str) -> list[Remark]:
    """发言次序: the remarks that give an opinion, in order; labels of a form (时间：) are none."""
    kept = []
    for found in _LINE.finditer(text):
        said = _ASKS.sub("", found[2])
        if _PERSON.search(found[1]) and _OPINION.search(said):
            is_head = re.search(f"{HEAD}$", found[1]) is not None
            kept.append(Remark(found[1], is_head, found.start(), found.end()))
    return kept


def head_before_others(text: str) -> Remark | None:
    """首长先发言: the head's opinion where it comes before that of all the others."""
    remarks = opinions_in_order(text)
    if len(remarks) > 1 and remarks[0].is_head and not all(r.is_head for r in remarks):
        return remarks[0]
    return None
