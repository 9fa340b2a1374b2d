"""Titles in 《》 (书名号): where they stand, and whether they name an instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span

_LONGEST = 160
_MARK = re.compile("[《》]")
_BLANK = re.compile(r"\s+")
_STRONG = (
    "法|法典|条例|办法|规定|细则|解释|宪法|修正案|法律|法规|命令|决定|决议|通知|意见|规则|规程|规范"
    "|纲要|方案|公告|批复|标准|准则|公约|函|答复|目录|名录|清单|规划|计划|指南|指引|导则|制度|通告"
    "|要点|纪要|措施|政策|基准|议定书|总则|通则|通报|大纲|暂行规定|若干问题|负面清单|预案|令"
)
_INSTRUMENT = re.compile(rf"(?:{_STRONG})(?:[（(][^（）()]{{1,20}}[）)])*[\d—.]*$")
_GENERIC = re.compile(
    r"(?:方法|做法|书法|用法|手法|算法|说法|想法|看法|疗法|语法|司法|执法|立法|普法|守法|检察|民警法"
    r"|(?:说明|使用说明|编制说明|起草说明|情况说明|通知|复函|函|回复函|催告函|公告|决定|批复|意见|答复|命令"
    r"|整改方案|施工方案|设计方案|工作方案|技术方案|实施方案|服务方案|技术标准|技术规范|验收标准|技术要求"
    r"|价格清单|工程量清单|清单|目录|货物清单|设备清单|物品清单|交接清单|移交清单|总目录|项目清单|资产清单"
    r"|规划|计划|工作计划|进度计划|方案|标准|规范|制度|管理制度|预案|应急预案|要点|纪要|会议纪要|指南|说明书"
    r"|政策|措施|要求|通告|通报|总则|通则|令|法律|法规|办法|条例|规定|细则|规则|规程|解释|法|宪法修正案|法典|表扬通报|采购计划|付款计划))"
)
_BRIEF = re.compile(
    r".{1,3}(?:方案|标准|规范|目录|清单|计划|规划|要点|纪要|指南|制度|政策|措施|通知|公告|函|答复|批复|预案|说明)"
)
_NOT_LAW = re.compile(
    r"(?:(?:通知|决定|意见|告知|责令|处罚|复议|裁决|催告)书|协议|合同|章程|证|证书|执照|表|单|书|报告|日报|声明"
    r"|(?:缴费|中标|成交|催款|开工|停工|复工|入场|验收|付款|整改|领取|缴款|录用|解除|终止|入学|录取|协议|合同|意向|行政)通知"
    r"|(?:缴款|付款|收货|验收|报价|采购|结算|维修|配件|材料|产品|构件|附件|供货|投标|工程量?)清单"
    r"|询价函|询证函|催款函|律师函|确认函|邀请函|承诺函|担保函|保函|说明函|告知函|投标函|报价函|复函|公开信"
    r"|中标公告|招标公告|采购公告|更正公告|结果公告|成交公告)$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """书名: a 《…》 with its span (brackets included) and its name (without them, no blanks)."""

    span: Span
    name: str


def find_titles(text: str) -> Iterator[Title]:
    """书名号: yield the outermost 《…》; 《》 within 《》 belongs to the title around it."""
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        if opened and mark.start() - opened[0] > _LONGEST:
            opened = []
        if mark[0] == "《":
            opened = (
                [*opened, mark.start()] if _may_nest(text, opened, mark.start()) else [mark.start()]
            )
        elif opened:
            start = opened.pop()
            if not opened or not _closes_later(text, mark.end(), opened[0]):
                begin = opened[0] if opened else start
                opened = []
                name = _BLANK.sub("", text[begin + 1 : mark.start()])
                if name:
                    yield Title(Span(begin, mark.end()), name)


def _may_nest(text: str, opened: list[int], at: int) -> bool:
    """Within an open title a new 《 nests, unless a sentence ended between (an unclosed 《)."""
    return bool(opened) and not re.search(r"[。；\n]", text[opened[-1] : at])


def _closes_later(text: str, start: int, opened: int) -> bool:
    """Tell whether the title opened at `opened` still has its own 》 behind an inner title."""
    stop = min(opened + _LONGEST, len(text))
    rest = re.match(r"[^《》。；\n]*(?:《[^《》。；\n]*》[^《》。；\n]*)*》", text[start:stop])
    return rest is not None


def is_instrument_name(name: str) -> bool:
    """规范名称: whether a title that the library does not know reads like a law or a document.

    《某某条例》 does, 《营业执照》《承诺书》《施工方案》 do not.
    """
    if _GENERIC.fullmatch(name) or _NOT_LAW.search(name) or _BRIEF.fullmatch(name):
        return False
    return bool(_INSTRUMENT.search(name))


def nested_names(name: str) -> tuple[str, ...]:
    """The names in 《》 or 〈〉 within a title."""
    return tuple(re.findall(r"[《〈<]([^《》〈〉<>]+)[》〉>]", name))
