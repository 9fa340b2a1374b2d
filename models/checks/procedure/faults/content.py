"""Faults of content (内容自相矛盾的瑕疵): a conclusion that the paper's own record does not bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.amounts import read_amounts

_AGAINST = re.compile("(?<![未不没无])(?:反对|不同意|不赞成|不赞同)(?!见)")
_AGREED = re.compile(
    "(?:一致|均|全部|全体)(?:表示)?(?:同意|赞成|通过|认可)|(?:没有|无)(?:任何)?(?:不同|反对)意见"
)
_HIGH = re.compile(
    "风险(?:等级|级别)?[为是：:\\s]{0,3}高(?:[。；，、\\s]|风险|$)|(?<![无非没])(?:属于?|为|列为)高风险",
    re.M,
)
_LOW = re.compile(
    "(?:综合|总体|结论|评定|等级)[^。；\\n]{0,20}低风险|低风险[^。；\\n]{0,8}(?:可以|准予)实施"
)
_TIED = re.compile(
    "(?:本项目|本方案|本办法|本规划|该项目|可行性研究(?:报告)?|可研|方案|规划|草案|环评|报告)"
    "[^。；\\n]{0,8}(?:编制|起草|设计|承办|承担|评估)(?:单位|机构|人员|人)"
)
_UNTIED = re.compile("(?:无|没有|不存在)[^。；\\n]{0,12}利害关系|回避")
_COUNT = "[^。；\\n\\d]{0,4}(\\d+)\\s*[份件家个]"
_REPLIES = re.compile(
    "(?:收回|收到|回收|共收|合计)[^。；\\n]{0,10}?(?:回函|回复|反馈|复函)" + _COUNT
)
_NO_COMMENT = re.compile("无(?:不同|修改)?意见(?:的)?" + _COUNT)
_COMMENT = re.compile("(?:提出|有)(?:修改|不同)?(?:意见|建议)(?:和建议)?(?:的)?" + _COUNT)
_MANY = 2
_ABSENT = re.compile(
    "(?:未|没有)(?:邀请|通知|请)[^。；\\n]{0,24}(?:企业|协会|商会|经营)|"
    "没有(?:企业|经营者|协会)[^。；\\n]{0,8}(?:参加|到会|出席)"
)
_TO_COME = re.compile(
    "(?:论证|听证)会?[^。；\\n]{0,12}(?:将|待|拟|视情况|根据需要)[^。；\\n]{0,20}"
    "(?:开展|进行|举行|召开|组织)"
)
_REFUSAL = re.compile("(?<![无未没])(?<!没有)(?<!如)不(?:予)?(?:同意|赞成)(?!见)")
_SETTLED = re.compile("协调|协商|沟通|达成一致|专题会|采纳|修改后同意|仲裁|裁定")
_COMPANY = re.compile("[一-龥（）]{4,24}?(?:有限(?:责任)?公司|股份公司|集团公司)")
_FINE = re.compile("[^。；\\n]*罚款[^。；\\n]*")
_HIGHEST = re.compile("[^。；\\n]*(?:最高|上限|限额)[^。；\\n]*元[^。；\\n]*")


def record_agrees(case: Case) -> Iterator[Fault]:
    """结论与记录不符: several speak against it, and the conclusion calls the agreement unanimous."""
    for shown in _papers(case):
        against, agreed = list(_AGAINST.finditer(shown.text)), _AGREED.search(shown.text)
        letters = shown.material is not None and shown.material.plays("EV-05")
        if len(against) >= (1 if letters else _MANY) and agreed:
            message = f"“{shown.document.name}”记录有{len(against)}处反对意见，结论却称一致同意"
            yield Fault(message, quote(shown.document, agreed.start(), agreed.end()))


def grades_agree(case: Case) -> Iterator[Fault]:
    """等级与风险点不符: a high risk is found, and the whole is graded low."""
    for shown in _papers(case):
        high, low = _HIGH.search(shown.text), _LOW.search(shown.text)
        if high and low:
            message = f"“{shown.document.name}”列有高风险点，结论却为低风险"
            yield Fault(message, quote(shown.document, high.start(), high.end()))


def independent_experts(case: Case) -> Iterator[Fault]:
    """专家有利害关系: an expert belongs to the body that wrote or designed what is judged."""
    for shown in _papers(case):
        for line in re.finditer("[^\\n]+", shown.text):
            tied = _TIED.search(line[0])
            if tied and len(line[0]) < 70 and not _UNTIED.search(line[0]) and "建议" not in line[0]:
                message = f"“{shown.document.name}”有专家来自编制、承办单位，与事项有利害关系"
                yield Fault(message, quote(shown.document, line.start(), line.end()))
                break


def unnamed_in_draft(case: Case) -> Iterator[Fault]:
    """专家来自受益单位: an expert of a company that the draft itself names."""
    main = case.view.package.main.text
    for shown in _papers(case):
        for found in _COMPANY.finditer(shown.text):
            if found[0] in main:
                message = f"“{shown.document.name}”的专家来自草案所涉及的{found[0]}，有利害关系"
                yield Fault(message, quote(shown.document, found.start(), found.end()))
                break


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


def refusals_settled(case: Case) -> Iterator[Fault]:
    """分歧没有协调: a body does not agree, and no paper tells how that was settled."""
    papers = [s for s in _papers(case) if s.material and s.material.plays("EV-05")]
    notes = [m.text for m in case.view.package.playing("EV-01", "EV-29", "EV-10")]
    told = "\n".join([*(shown.text for shown in papers), *notes])
    for shown in papers:
        found = _REFUSAL.search(shown.text)
        if found and not _SETTLED.search(told):
            message = f"“{shown.document.name}”有单位不同意，材料没有说明怎样协调"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def businesses_absent(case: Case) -> Iterator[Fault]:
    """没有邀请企业: the meeting's own record says that no business or association was asked."""
    for shown in _papers(case):
        found = _ABSENT.search(shown.text)
        if found:
            message = f"“{shown.document.name}”写明没有企业或者行业协会商会参加"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


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
        summed = int(without[1]) + int(having[1])
        if summed != int(total[1]):
            parts = f"有意见{having[1]}个、无意见{without[1]}个合计{summed}个"
            message = f"“{shown.document.name}”写收到回函{total[1]}份，而{parts}，数目不符"
            yield Fault(message, quote(shown.document, total.start(), total.end()))


def _papers(case: Case) -> list[Shown]:
    """The papers among the evidence, each once; the main draft itself is left out."""
    return list({s.document.name: s for s in case.shown if s.material is not None}.values())
