"""Marks (表单痕迹): what the places of a form to sign, seal, tick or conclude show when left undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

Place = tuple[int, int]
_SIGN = "(?:签[名字署章批]|手签|亲笔签|签发|署名|落款)"
_SEAL = "(?:(?:加)?盖(?:有)?(?:单位)?(?:公|印|章)?章?|用印|钤印|(?:公|印)章|行文)"
_ACT = f"(?:{_SIGN}|{_SEAL})"
_NOT_YET = "(?:尚未|还未|仍未|均未|暂未|一直未|未曾|未予|还没(?:有)?|没来得及|忘记|漏|待|等待|未)"
_LATER = "(?:待|尚待|后补|补交|后续补|再补|择日|另行补)"
_IS_RULE = "(?![^。；\\n]{0,6}(?:的(?![。；\\n])|者)?[^。；\\n]{0,4}(?:无效|不予|视为|一律|不得|退回|不作))"
_UNSIGNED = re.compile(
    f"{_NOT_YET}(?:正式|打印|加|及时|完成|办理|由[^。；\\n]{{1,12}})?{_ACT}(?!人|处|栏|单位|意见){_IS_RULE}|"
    f"(?:未(?:经|走|履行|办理?|留)|没有(?:经|书面|正式)?)[^。；，（(\\n]{{0,14}}?{_ACT}(?!人|处|栏|单位|意见)|"
    "(?:没有|没|未|未曾)签(?=[。；，）)\\s]|$)|缺(?:少)?(?:章|印|签)(?!发)|"
    "未署(?:单位|名|日期)|(?:没有|无|缺(?:少)?)(?:文号、|任何|单位)?"
    "(?:署名|盖章|签名|签字|签章|落款|印章|公章)(?!权|页)|"
    f"未签(?=[\\s。；，）)]|$)|(?:公|印)章(?:尚未|还未|未|{_LATER})|"
    f"(?:{_SIGN}|盖章|用印)(?:手续|程序|页)?(?:{_LATER}|未(?:办|完成|履行|加盖)|尚缺)|用印后(?:补|再)|"
    "(?:盖章|用印|签字)件?[^。；，\\n]{0,14}(?:补送|补交|后补|再送|补报)|"
    "签发[^。\\n]{0,4}[：:|\\t ]+(?:待办|未办|未处理|待处理)|"
    "[省市县区局]长[：:|][ 　]*[（(]?(?:未处理|待办|未签|未阅)|"
    "(?:未见|看不到|看不出)(?:加?盖)?(?:有)?(?:单位)?(?:公|印|签)?章|"
    "(?:公|印)章[ 　]*[：:|][ 　]*(?:缺|无(?![^。\\n])|空|没有)|"
    "签(?:名|字|署)[^。\\n]{0,4}(?:留白|空白)|打印(?:姓名|名字)|姓名系打印|"
    "(?:签[署名字]|盖章)[^\\n]{0,8}[：:|\\t ]?[（(\\[［](?:空|空白|未填|未签|无|待补)[）)\\]］]",
    re.M,
)
_OTHERWISE = re.compile("未(?:另行|单独|逐页|再|重复)")
_OF_OTHERS = re.compile(
    "[^。；，\\n]{0,3}的(?![。；\\n）)])|[^。；\\n]{0,6}(?:无效|一律|视为|不予|退回)"
)
_BLANK_NAME = re.compile(
    "(?:签名|签字|签章|签署|署名)(?:（[^）\\n]*）)?[：:][ 　]*(?=[ 　_＿]*$|[年|\\t]|[ 　]{4,}|[_＿]{3,})|"
    "[（(](?:签名|签字|签署|盖章|签章)[）)][：:][ 　_＿]*$|[：:][ 　]*(?:未签|待签)(?=[ 　）)]*$)|"
    "^[ 　]*[一-龥·]{2,4}[：:][ 　]*[_＿]{2,}|"
    "(?:签[名字]|成员)[^\\n]{0,40}[、，,][ 　]*[_＿]{3,}|"
    "(?:^|[|\\t 　]|领导|[省市县区局厅]长|负责人)签[ 　]*发(?:人|意见)?[ 　]*[：:|\\t]?[ 　]*"
    "(?:[（(\\[［][ 　]*(?:空白|空|未签)?[ 　]*[）)\\]］]|[_＿]{3,}|(?<=[：:|\\t])(?=[ 　]*$))",
    re.M,
)
_LABEL = (
    "(?:(?:总体|综合|评估|论证|审[核查]|专家组?|会签|会同审查|风险|办理|最终)?"
    "(?:结论|等级|总体评价|综合评价|综合意见|总体意见)|(?:审[核查]|论证|评估|专家|会签|评审)意见|是否同意)"
)
_PUT_OFF = (
    "待(?:定|研究|补|填|评审|确定|另|专家|报)|暂(?:无|缺|空|不填|未)|尚未|另行?(?:补充|报送|出具)|此处填|"
    "(?:后|再)(?:填写|补充|补填)|补充填写|请[^。\\n]{0,6}填写|未附|另纸|略$|空白|未填|[×xX＊*]{2,}|[．.…]{3,}"
)
_BLANK_RESULT = re.compile(
    f"{_LABEL}[ 　]*(?:（[^）\\n]{{1,14}}）)?[ 　]*[：:|\\t][ 　]*(?:为|是)?[ 　]*"
    f"(?:[（(\\[［【]?[^）)\\]］】\\n。；，|\\t]{{0,12}}?(?:{_PUT_OFF})|[（(\\[［【][ 　]*[）)\\]］】]|"
    "[_＿]{2,}|[低中高一般较大]{1,3}[/／、]中?[/／、]?[低中高一般较大重]{1,3}(?:风险)?(?=[。\\s]|$))",
    re.M,
)
_EMPTY_RESULT = re.compile(f"{_LABEL}[ 　]*(?:（[^）\\n]{{1,14}}）)?[ 　]*[：:|\\t][ 　|]*$", re.M)
_BARE_RESULT = re.compile(
    f"^[ 　]*(?:(?:专家组?)?{_LABEL}|(?:专家|评审|论证)组?意见)[ 　]*\\n(?:[ 　]*\\n)*"
    f"(?=[^\\n：:|]{{0,12}}(?:签[名字章]|盖章|[（(]印章))|"
    "^[^\\n]{0,12}结论[ 　]*\\n+[ 　]*[（(][^）)\\n]{0,16}(?:待|补写|后补|另行|略)[^）)\\n]{0,10}[）)]",
    re.M,
)
_NEXT_PLACE = re.compile(
    "[ 　]*(?:[^\\n：:|\\t。，]{0,16}(?:签[名字章]|盖章|印章|日期|单位|机关|部门|专家|组长|意见|结论|附件|备注)"
    "[^\\n。，]{0,30}$|[^\\n|。]{2,14}\\|[^\\n]*$|[^\\n。，]{0,12}20\\d\\d年[^\\n。，]{1,8}$|"
    "$)",
    re.M,
)
_NUMBER = re.compile("[ 　]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十][）)])")
_BOX = "[□☐○〇◯]|[（(\\[［][ 　]*[）)\\]］]"
_TICK = re.compile("[☑√✓✔■☒●▣]|[（(\\[][ 　]*[vVxX√✓✔][ 　]*[）)\\]]")
_OPTIONS = re.compile(
    f"^[^\\n]*(?:{_BOX})[ 　]*(?:不?同意|通过|可行|低风险|[低中高]|合法|赞成|可以|不?具有|符合)[^\\n]*$",
    re.M,
)
_CHOICE = re.compile(f"(?:{_BOX})")
_FORM_LINES = 3
_NEXT_LABEL = re.compile(
    "[^\\n：:|\\t]{1,12}[：:|\\t]|[^\\n]{0,10}(?:文号|拟稿|核稿|印发(?:日期|时间)|会签|20\\d\\d年|年 +月)"
)


def unsigned_words(text: str) -> re.Match[str] | None:
    """未签未盖: words of a paper that it was not signed, sealed or formally issued."""
    for found in _UNSIGNED.finditer(text):
        if _OTHERWISE.match(text, found.start()) or _OF_OTHERS.match(text, found.end()):
            continue
        return found
    return None


def blank_signatures(text: str) -> list[re.Match[str]]:
    """Places to sign that are left blank; a heading above a list of names is none."""
    return [found for found in _BLANK_NAME.finditer(text) if not _heads_a_list(text, found)]


def _heads_a_list(text: str, found: re.Match[str]) -> bool:
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    below = text[found.end() :].lstrip(" 　\n").partition("\n")[0]
    if "发" in found[0] and not found[0].strip(" 　").endswith(("_", "＿", "）", ")", "]", "］")):
        return bool(below) and not _NEXT_LABEL.match(below)
    if "未签" in found[0] or re.search("[：:|\t]", line) or len(line.strip()) > 12:
        return False
    return (
        re.match(
            "[ 　]*\n[ 　]*(?!专家|成员|组长|签|日期|时间|单位|盖章|电话|年)[一-龥·]{2,4}(?:[ 　（(：:，、]|$)",
            text[found.end() :],
        )
        is not None
    )


def blank_cells(text: str, column: str) -> Iterator[Place]:
    """空格: rows of a table with content whose cell in a column (a pattern) is empty."""
    at_column, width, at = -1, 0, 0
    for line in text.split("\n"):
        framed = re.fullmatch(r"[ 　]*\|(.*)\|[ 　]*", line)
        cells = re.split("[|\t]", framed[1] if framed else line)
        named = [i for i, cell in enumerate(cells) if re.search(column, cell)]
        if len(cells) >= 3 and at_column < 0 and named and len(cells[named[0]].strip()) < 8:
            at_column, width = named[0], len(cells)
        elif at_column >= 0 and 2 <= len(cells) <= width and cells[0].strip():
            cell = cells[at_column].strip(" 　_＿/—-") if at_column < len(cells) else ""
            if not cell and sum(bool(c.strip()) for c in cells) >= 2:
                yield at, at + len(line)
        at += len(line) + 1


def column_cells(text: str, column: str) -> Iterator[tuple[str, Place]]:
    """列中各格: the filled cells below a heading that is one whole cell (a pattern), with their lines."""
    at_column, at = -1, 0
    for line in text.split("\n"):
        cells = [cell.strip() for cell in re.split("[|\t]", line)]
        named = [i for i, cell in enumerate(cells) if re.fullmatch(column, cell)]
        if len(cells) >= 3 and named:
            at_column = named[0]
        elif 0 <= at_column < len(cells) and len(cells) >= 3 and cells[at_column]:
            yield cells[at_column], (at, at + len(line))
        at += len(line) + 1


def blank_result(text: str) -> Place | None:
    """结论空白: the place of a conclusion, grade or opinion that is empty, put off or unticked."""
    found = _BLANK_RESULT.search(text)
    if found:
        return found.span()
    for empty in _EMPTY_RESULT.finditer(text):
        line = text[text.rfind("\n", 0, empty.start()) + 1 : empty.start()]
        follows = text[empty.end() + 1 :]
        if _NEXT_PLACE.match(follows) or (_NUMBER.match(line) and _NUMBER.match(follows)):
            return empty.span()
    bare = _BARE_RESULT.search(text)
    return bare.span() if bare else _unticked(text)


def _unticked(text: str) -> Place | None:
    """A choice of which nothing is ticked, on its line or on those beside it."""
    lines = text.split("\n")
    at = 0
    for number, line in enumerate(lines):
        if _OPTIONS.match(line):
            near = "\n".join(lines[max(0, number - _FORM_LINES) : number + _FORM_LINES + 1])
            if len(_CHOICE.findall(near)) >= 2 and not _TICK.search(near):
                return at, at + len(line)
        at += len(line) + 1
    return None
