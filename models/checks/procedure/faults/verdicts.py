"""Verdicts of fair-competition review (公平竞争审查结论): left open, against the measure, sent back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.faults.competition import (
    EXCEPTION,
    NOT_NEEDED,
    REGULATOR,
    unticked_left_out,
)
from models.checks.procedure.view import quote

_BOX = "[□○◻☐]"
_TICKED = re.compile("[☑√■☒✓✔●]|\\[[xX√]\\]")
_CHOICES = re.compile(f"[^\\n]*{_BOX}[^\\n]*{_BOX}[^\\n]*")
_VERDICT = re.compile("结论|意见|出台|效果|合法|例外|同意")
_NOTHING = re.compile(
    "(?:审查|会同|复核)?(?:结论|意见)[ 　]*[：:|\\t]?[ 　|]*(?:\\n[ 　|\\t]*){1,3}"
    "(?:[（(]?(?:盖章|签字|签章|公章|印章|签名)[）)]?|[ 　_＿]*年[ 　_＿]*月[ 　_＿]*日)"
)
_FILLED = re.compile("同意|可以|符合|未发现|不具有|不违反|合法|通过|没有")
_AGAINST = re.compile(
    "(?:违反|不符合|违背|抵触)[^。；，\\n]{0,24}(?:标准|要求|规定|条例》)|不予(?:通过|同意)|"
    "(?<![不没无未])(?<!没有)(?<!是否)(?<!可能)(?:具有|存在|涉嫌|构成|产生)[^。；？\\n不无没]{0,22}"
    "(?:限制|排除|妨碍|歧视|指定)[^。；？\\n]{0,20}(?:效果|情形|嫌疑|问题|内容)"
)
_MEASURES = re.compile("补助|补贴|奖励|奖补|特许经营|市场准入|招标|政府采购|资质要求|税收优惠")
_BUSINESS = re.compile("企业|经营者|经营主体|市场主体|商户|供应商|投标人")
_OFTEN = 2
_ITEM_YES = re.compile(
    "^(?![^\\n]*(?:例外|涉及经营|听取|征求|公开|适用范围|会同|已|可以出台))[^\\n]*(?:是否|有无|限定|限制|歧视|给予|设置|指定|违反)[^\\n]{2,80}?"
    "(?:(?<=[|：:])[ 　]*是(?![^\\n]{0,3}否)(?=[ 　]*(?:[。；，（(]|$))|"
    "(?:[☑√■✓✔☒]|\\[[xX√]\\])[ 　]*(?:是|有|存在))[^\\n]*$",
    re.M,
)
_MENDED = re.compile(
    "(?:已|均已|予以)(?:[^。；\\n]{0,10})(?:修改|删除|删去|删掉|调整|整改)|(?:修改|删除|调整|整改)(?:到位|完毕)|修改后的?(?:文本|稿)"
)
_NEGATED = re.compile("(?:不|未|没有|无|否|是否|有无)[^。；，\\n]{0,6}$")
_BACK = re.compile(
    "(?:予以|现予|已|作)?退(?:回|件)|不予受理|(?:请|应|须|需)[^。；\\n]{0,10}(?:补正|补齐|补充(?:材料|提供|报送))|材料不(?:齐|全|完整)|"
    "未(?:提供|附|提交)[^。；\\n]{0,20}(?:无法|不能|暂不)"
)
_FOR = re.compile(
    "可以出台|同意(?:出台|印发|提请|该|本)|(?:未发现|不存在|没有|不具有|不违反)[^。；\\n]{0,16}(?:竞争|标准|情形)|(?<!不)符合[^。；\\n]{0,12}(?:标准|要求|规定)"
)


def choice_left_open(case: Case) -> Iterator[Fault]:
    """结论未勾选或者未填写: boxes of which none is ticked, a seal below an opinion without words."""
    for shown in case.shown:
        if shown.material is None:
            continue
        for found in _CHOICES.finditer(shown.text):
            if _VERDICT.search(found[0]) and not _TICKED.search(found[0]):
                message = f"“{shown.document.name}”的结论没有勾选"
                yield Fault(message, quote(shown.document, found.start(), found.end()))
                break
        blank = _NOTHING.search(shown.text)
        if blank:
            message = f"“{shown.document.name}”的结论、意见没有填写"
            yield Fault(message, quote(shown.document, blank.start(), blank.end()))


def verdict_against(case: Case) -> Iterator[Fault]:
    """审查意见否定: the review finds the measure against the standards, and nothing was mended."""
    for shown in case.shown:
        text = unticked_left_out(shown.text)
        for found in _AGAINST.finditer(text):
            if _NEGATED.search(text[max(found.start() - 10, 0) : found.start()]):
                continue
            if not _MENDED.search(text) and not EXCEPTION.search(text):
                message = "公平竞争审查发现违反审查标准或者有限制竞争的内容，材料看不出已经修改"
                yield Fault(message, quote(shown.document, found.start(), found.end()))
            break


def ticked_yes(case: Case) -> Iterator[Fault]:
    """勾选有限制: an item of the checklist says yes, no exception applies, and the whole is cleared."""
    for shown in case.shown:
        found = _ITEM_YES.search(shown.text)
        text = unticked_left_out(shown.text)
        excepted = EXCEPTION.search(text) or re.search(
            "例外[^\n|：:]{0,8}[|：:][ 　]*(?:[☑√■✓✔][ 　]*)?是", text
        )
        if found and not excepted and _FOR.search(text):
            message = f"“{shown.document.name}”逐项审查勾选有限制竞争的内容，结论却可以出台，也没有适用例外"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def not_exempt(case: Case) -> Iterator[Fault]:
    """称不涉及而涉及: a paper says that no review is needed, and the draft gives or limits something."""
    found = _MEASURES.search(case.view.package.main.text)
    if not found or len(_BUSINESS.findall(case.view.package.main.text)) < _OFTEN:
        return
    for shown in case.shown:
        said = NOT_NEEDED.search(shown.text)
        if said and not _FOR.search(shown.text):
            measure = f"草案有“{found[0]}”的内容"
            message = f"“{shown.document.name}”称不涉及经营者经济活动，而{measure}，应当审查"
            yield Fault(message, quote(shown.document, said.start(), said.end()))


def sent_back(case: Case) -> Iterator[Fault]:
    """退回补正: the market regulator sent the papers back and no later opinion is there."""
    replies = [s for s in case.shown if s.material is not None and s.material.plays("EV-09")]
    for shown in replies or list(case.shown):
        found = _BACK.search(shown.text)
        if (
            found
            and re.search(REGULATOR, shown.text)
            and not _FOR.search(shown.text[found.end() :])
        ):
            message = "市场监管部门退回或者要求补正材料，材料中没有会同审查的结论"
            yield Fault(message, quote(shown.document, found.start(), found.end()))
            return
