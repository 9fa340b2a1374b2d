"""Faults of fair-competition review (公平竞争审查的瑕疵): body, conclusion, exception."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.issuer import issuer_kind
from models.checks.procedure.view import Shown, quote

_UNTICKED = re.compile("□[^□☑√■☒✓\\n|]*")
REGULATOR = "(?:市场监督?管理(?:局|部门|机关)|市监(?:局|部门)|市场监管(?:局|部门))"
_JOINT = re.compile(
    f"会同(?:审查|起草)?[^\\n]{{0,8}}{REGULATOR}|"
    f"{REGULATOR}[^\\n|\\t：:]{{0,12}}意见[^\\n]{{0,2}}[|\\t：:][ 　]*(?=[^\\s|（(])[^\\n]*|"
    f"{REGULATOR}[^\\n]{{0,12}}(?:印章|公章|审查结论|经审查|会同|同意)|{REGULATOR}[^\\n]{{0,6}}盖章[^\\n]{{0,8}}20\\d\\d"
)
_NONE = re.compile(
    "(?:不具有|没有|未发现|不存在|无)[^。；\\n]{0,10}(?:排除|限制)[^。；\\n]{0,4}竞争"
)
EXCEPTION = re.compile(
    "(?<![不没])具有[^。；\\n不]{0,10}(?:排除|限制)[^。；\\n]{0,3}竞争[^。；\\n]{0,4}效果|"
    "(?<![不否])(?:依据?|按照?|根据|援引|引用)(?:该条例)?[^。；，\\n]{0,8}例外(?:条款|规定|情形)|"
    "(?<![不否])(?:符合|适用|属于)(?:《[^》]*》)?(?:第[^\\n]{1,4}条)?(?:规定)?(?:的)?例外(?:规定|情形)?"
    "(?![^。；\\n]{0,8}[|\\t：:][ 　]*(?:否|无|不))"
)
NOT_NEEDED = re.compile(
    "不涉及经营者(?:的)?经济活动|不(?:需要?|必|须)(?:进行|开展)?公平竞争审查|不属于公平竞争审查范围"
)
_FORBIDDEN = re.compile(
    "(?:不得|不能|不可以|不宜|暂不|暂缓|不应|不建议)(?:出台|提请|提交|上会|印发|发布|公布)|"
    "(?:须|应|需|必须|应当)[^。；\\n]{0,30}(?:方|才)(?:可以?|能)(?:出台|印发|提请|提交|发布)|"
    "(?:修改|调整|完善|补充|整改)[^。；\\n]{0,6}后[^。；\\n]{0,4}(?:再|重新|另行)[^。\\n]{0,8}(?:审查|送审|报审|报送|提请|会审)"
)
_EMPTY = re.compile("^[\\s　|：:_]*(?:（[^）]*(?:未填|空白)[^）]*）)?[\\s　|]*$")


def unticked_left_out(text: str) -> str:
    """The text with the choices that are not ticked blanked out, its length unchanged."""
    return _UNTICKED.sub(lambda m: " " * len(m[0]), text)


def with_the_regulator(case: Case) -> Iterator[Fault]:
    """没有会同审查: measures of a government need the market regulator beside the drafter."""
    if issuer_kind(case.view) not in ("government", "congress"):
        return
    if any(s.material and s.material.plays("EV-09") and _JOINT.search(s.text) for s in case.shown):
        return
    if any(_JOINT.search(s.text) or NOT_NEEDED.search(s.text) for s in case.shown):
        return
    shown = case.shown[0]
    found = re.search(f"{REGULATOR}[^\\n]*|审查意见[^\\n]*|结论[^\\n]*|起草单位[^\\n]*", shown.text)
    place = (found.start(), found.end()) if found else (shown.start, shown.end)
    message = "政府出台的措施应由市场监管部门会同起草单位审查，材料只有起草单位自己的审查"
    yield Fault(message, quote(shown.document, *place))


def consistent_conclusion(case: Case) -> Iterator[Fault]:
    """结论矛盾: one paper says both that competition is restricted and that it is not."""
    for shown in case.shown:
        text = unticked_left_out(shown.text)
        some = EXCEPTION.search(text)
        none, needless = _whole_none(text), NOT_NEEDED.search(text)
        if some and (none or needless):
            yield Fault(
                "结论自相矛盾：既称具有限制竞争效果或者适用例外，又称不具有该效果或者不涉及",
                quote(shown.document, some.start(), some.end()),
            )


def _whole_none(text: str) -> re.Match[str] | None:
    """A conclusion of no effect for the whole measure, not for one item of the list."""
    for found in _NONE.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.end()]
        if re.search("结论|意见|经[^。]{0,6}审查|☑|√|■|✓|综上|综合", line):
            return found
    return None


def may_be_issued(case: Case) -> Iterator[Fault]:
    """结论不得出台: the review says that the measure must not be issued as it stands."""
    for shown in case.shown:
        text = unticked_left_out(shown.text)
        found = _FORBIDDEN.search(text)
        if found and "可以出台" not in text:
            message = "公平竞争审查结论为不得出台或者修改后再审，材料中没有修改后的结论"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def exception_explained(case: Case) -> Iterator[Fault]:
    """例外未说明: an exception needs its reason, the alternatives and its duration."""
    for shown in case.shown:
        text = unticked_left_out(shown.text)
        some = EXCEPTION.search(text) or re.search("适用例外[^\\n|：:]{0,8}[|：:][ 　]*是", text)
        if some and not _explained(shown):
            message = "适用例外规定，没有写明理由、替代方案和实施期限"
            yield Fault(message, quote(shown.document, some.start(), some.end()))


def _explained(shown: Shown) -> bool:
    lines = [ln for ln in shown.text.split("\n") if re.search("例外|替代|实施期限", ln)]
    filled = " ".join(
        ln for ln in lines if not _EMPTY.match(re.split("[：:|\t]", ln, maxsplit=1)[-1])
    )
    return bool(
        re.search(
            "替代(?:方案|措施)?[^。\\n]{6,}|没有.{0,8}替代|无.{0,6}替代|影响.{0,6}更小", filled
        )
        and re.search(
            "期限[^。\\n]{0,16}[0-9一二三四五六七八九十]|(?:实施|执行|适用)(?:至|到)", filled
        )
    )
