"""Faults of content (内容自相矛盾的瑕疵): a conclusion that the paper's own record does not bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.numbering import parse_number
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.amounts import read_amounts

_AGAINST = re.compile(
    "(?<![未不没无])(?:反对|不同意|不赞成|不赞同|不认可|不支持|不予会签|拒绝会签)(?!见)|不宜出台|(?:建议|应当?)(?:暂缓|缓)(?:出台|制定|印发|发布|实施)"
)
_COUNTED_AGAINST = re.compile(
    "(\\d+|[一二两三四五六七八九十]+)[ 　]*(?:人|名|位|家|票|个单位|户)(?:代表|专家)?[^。；，\\n]{0,6}"
    "(?:反对|不同意|不赞成|不赞同|不认可|不支持|保留意见|弃权)|"
    "(?:反对|不同意|不赞成|保留意见)(?:票|的)?[ 　：:]{0,2}(\\d+)[ 　]*(?:人|名|位|家|票|户)"
)
_AGREED = re.compile(
    "(?:一致|均|全部|全体|全票|普遍|都)(?:表示|予以)?(?:同意|赞成|通过|认可|支持)|"
    "(?:没有|无|未提出|未收到|均无)(?:任何)?(?:不同|反对)意见|均无异议|"
    "(?:均|全部|一致)[^。；\\n]{0,4}(?:没有|无)(?:修改)?意见"
)
_HIGH = re.compile(
    "风险(?:等级|级别)?[为是：:|\\s]{0,3}(?:高|重大)(?:[。；，、|\\s]|风险|$)|"
    "(?<![无非没])(?:属于?|为|列为|评为|判为|定为)(?:高|重大)风险|"
    "[|\\t][ 　]*(?:高|重大)(?:风险)?[ 　]*(?=[|\\t\\n]|$)",
    re.M,
)
_LOWERED = re.compile(
    "(?:降|下调|转|化解)[^。；\\n]{0,4}(?:为|至|到)[^。；\\n]{0,3}[低中]|初始|措施前|化解前|采取[^。；\\n]{0,10}前|"
    "[一-龥]{0,4}(?:划分|分)为|分[三四]级|如|若|的，"
)
_LOW = re.compile(
    "(?:综合|总体|结论|评定|等级)[^。；\\n]{0,20}(?:低风险|一般风险|(?:等级|级别)[为是：:|\\s]{0,3}(?:低|一般))|"
    "低风险[^。；\\n]{0,8}(?:可以|准予|予以)?实施"
)
_NUMBER = "(\\d+)\\s*[份件家个]"
_COUNT = "[^。；\\n\\d]{0,4}" + _NUMBER
_UNIT = "(?:单位|部门)?"
_REPLIES = re.compile(
    "(?:收回|收到|回收|共收|合计|实收)[^。；\\n]{0,10}?(?:回函|回复|反馈|复函)" + _COUNT + "|"
    "(?:回复|回函|反馈|收回|复函)(?:的|单位)?[ 　]*"
    + _NUMBER
    + "|"
    + _NUMBER
    + "(?:部门|单位)?[^。；，\\n]{0,4}(?:均|都|全部|已)[^。；，\\n]{0,4}(?:回复|反馈|复函|回函)"
)
_NO_COMMENT = re.compile(
    f"(?:无|没有)(?:不同|修改|其他)?意见{_UNIT}(?:的)?" + _COUNT + "|"
    f"{_NUMBER}{_UNIT}[^。；，、（(\\n\\d]{{0,6}}(?:(?:无|没有)(?:不同|修改|其他)?意见|(?<!不)同意)"
)
_COMMENT = re.compile(
    f"(?:提出|(?<!没)有)(?:修改|不同)?(?:意见|建议)(?:和建议)?{_UNIT}(?:的)?" + _COUNT + "|"
    f"{_NUMBER}{_UNIT}[^。；，、（(\\n\\d]{{0,4}}(?:提出|反馈|提了)(?:了)?[^。；，、\\n\\d]{{0,6}}(?:意见|建议)"
)
_MANY = 2
_TO_COME = re.compile(
    "(?:论证|听证)会?[^。；\\n]{0,12}(?:将|待|拟|视情况|根据需要)[^。；\\n]{0,20}"
    "(?:开展|进行|举行|召开|组织)"
)
_FINE = re.compile("[^。；\\n]*罚款[^。；\\n]*")
_HIGHEST = re.compile("[^。；\\n]*(?:最高|上限|限额)[^。；\\n]*元[^。；\\n]*")


def record_agrees(case: Case) -> Iterator[Fault]:
    """结论与记录不符: several speak against it, and the conclusion calls the agreement unanimous."""
    for shown in _papers(case):
        against, agreed = list(_AGAINST.finditer(shown.text)), _AGREED.search(shown.text)
        letters = shown.material is not None and shown.material.plays("EV-05")
        counted = sum(
            parse_number(m[1] or m[2]) or 0 for m in _COUNTED_AGAINST.finditer(shown.text)
        )
        number = max(len(against), counted)
        if number >= (1 if letters else _MANY) and agreed:
            message = f"“{shown.document.name}”记录有{number}处反对意见，结论却称一致同意"
            yield Fault(message, quote(shown.document, agreed.start(), agreed.end()))


def grades_agree(case: Case) -> Iterator[Fault]:
    """等级与风险点不符: a high risk is found, and the whole is graded low."""
    for shown in _papers(case):
        low = _LOW.search(shown.text)
        high = next((m for m in _HIGH.finditer(shown.text) if not _is_lowered(shown.text, m)), None)
        if high and low:
            message = f"“{shown.document.name}”列有高风险点，结论却为低风险"
            yield Fault(message, quote(shown.document, high.start(), high.end()))


def _is_lowered(text: str, found: re.Match[str]) -> bool:
    """Whether the sentence or row tells that the grade was brought down, or only defines grades."""
    first, last = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    line = text[first : last if last >= 0 else None]
    parts = [part for part in re.split("[。；]", line) if found[0].strip("。；\n ") in part]
    return any(_LOWERED.search(part) for part in parts or [line])


def fine_limits_agree(case: Case) -> Iterator[Fault]:
    """罚款数额不符: the note names a highest fine below one that the draft sets."""
    highest = max((s for s in _fines(case.view.package.main.text)), default=None)
    for shown in _papers(case):
        said = list(_HIGHEST.finditer(shown.text))
        told = max((value for one in said for value in read_sums(one[0])), default=None)
        if told and highest and told < highest:
            message = f"说明称罚款最高{_yuan(told)}，草案最高为{_yuan(highest)}，互相矛盾"
            yield Fault(message, quote(shown.document, said[0].start(), said[0].end()))


def _fines(text: str) -> Iterator[Decimal]:
    for sentence in _FINE.finditer(text):
        yield from read_sums(sentence[0])


def read_sums(text: str) -> Iterator[Decimal]:
    """Sums of money in a text, in yuan."""
    yield from (amount.value for amount in read_amounts(text))


def _yuan(value: Decimal) -> str:
    return f"{value:,.0f}元"


def still_to_come(case: Case) -> Iterator[Fault]:
    """论证听证尚未进行: the note says that argument or hearing is still to come."""
    for shown in _papers(case):
        found = _TO_COME.search(shown.text)
        if found:
            message = "论证、听证还没有进行"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def replies_counted(case: Case) -> Iterator[Fault]:
    """回函数目不符: those with and those without comments do not add up to the replies."""
    for shown in _papers(case):
        total, without = _REPLIES.search(shown.text), _NO_COMMENT.search(shown.text)
        having = _COMMENT.search(shown.text)
        if not (total and without and having):
            continue
        replies, silent, speaking = (
            int(next(g for g in m.groups() if g)) for m in (total, without, having)
        )
        if silent + speaking != replies:
            parts = f"有意见{speaking}个、无意见{silent}个合计{silent + speaking}个"
            message = f"“{shown.document.name}”写收到回函{replies}份，而{parts}，数目不符"
            yield Fault(message, quote(shown.document, total.start(), total.end()))


def _papers(case: Case) -> list[Shown]:
    """The papers among the evidence, each once; the main draft itself is left out."""
    return list({s.document.name: s for s in case.shown if s.material is not None}.values())
