"""Faults of experts (专家论证的瑕疵): not all signed, or not independent of what they judge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.marks import blank_cells, blank_signatures
from models.checks.procedure.panel import (
    expert_lines,
    listed_experts,
    signed_experts,
    stated_number,
)
from models.checks.procedure.view import PackageView, Shown, quote

_TIED = re.compile(
    "(?:本项目|本方案|本办法|本规划|该项目|可行性研究(?:报告)?|可研|方案|规划|草案|环评|报告)"
    "[^。；\\n]{0,8}(?:(?:编制|起草|设计|承办|承担|评估)(?:单位|机构|人员|人|组|专班)|执笔人|主笔)|"
    "(?:曾|本人|也|均)?参与(?:了)?(?:本|该)?(?:项目|方案|办法|草案|报告)[^。；\\n]{0,4}(?:编制|起草|设计|可研)"
)
_UNTIED = re.compile("(?:无|没有|不存在)[^。；\\n]{0,12}利害关系|回避|原(?:任)?|退休")
_BY_PROXY = re.compile("(?<![未不无])代[一-龥]{0,4}签(?!发|收|订|约)")
_BODY = "[一-龥]{2,20}?(?:局|委员会|厅|中心|研究院|设计院|研究所|设计所|公司|大学|学院|院)"
_DRAFTED_BY = re.compile(
    f"(?:由|委托)(?P<a>{_BODY})(?:负责|承担|牵头)?(?:编制|设计|起草|编写|拟订|可研)|"
    f"(?:编制|设计|起草|承办|编写)(?:单位|机构|部门)[：:|\\t ]+(?P<b>{_BODY})"
)
_SIGNER = re.compile(
    "^[ 　]*([一-龥]{4,20}(?:局|委员会|厅|办公室|中心))(?:[（(][^）)\\n]*[）)])?"
    "[ 　]*\\n[^\\n]{0,4}(?:20\\d\\d|二[〇○零])",
    re.M,
)
_POST = (
    "(?!邀请|组织|委托|召集|主持)[一-龥]{0,10}?(?:科长|处长|股长|局长|总工|工程师|主任|研究员|顾问|经理|董事|教授|干部|职工|"
    "科员|负责人|院长|所长|[科股处室](?=[，。；|\\t\\n 　]|$))"
)
_COMPANY = re.compile("[一-龥（）]{4,24}?(?:有限(?:责任)?公司|股份公司|集团公司)")
_COMPANY_END = re.compile("(?:股份|集团)?(?:有限)?(?:责任)?公司$|集团$")
_PLACE = re.compile("^.*(?:[省市县区州]|由|与|向|委托|对|为|属于)")
_FEWEST = 3


def all_signed(case: Case) -> Iterator[Fault]:
    """专家未全部署名: named experts without a signature."""
    for shown in _opinions(case):
        blanks = [m.span() for m in blank_signatures(shown.text)]
        blanks += list(blank_cells(shown.text, "签名|签字|签章"))
        proxy = _BY_PROXY.search(shown.text)
        if proxy:
            message = f"“{shown.document.name}”的专家署名是由他人代签的"
            yield Fault(message, quote(shown.document, *proxy.span()))
        elif blanks:
            message = f"“{shown.document.name}”有{len(blanks)}名专家没有署名"
            yield Fault(message, quote(shown.document, *blanks[0]))
        else:
            yield from _fewer_signed(shown)


def _fewer_signed(shown: Shown) -> Iterator[Fault]:
    """Fewer signatures than experts, by name or by the number that the paper states."""
    signed, listed = signed_experts(shown.text), listed_experts(shown.text)
    number = stated_number(shown.text) or 0
    lacking = listed - signed
    at = re.search("签名|签字|署名|签章|手签", shown.text)
    if not signed or at is None:
        return
    if lacking and signed & listed and len(listed) > len(signed):
        message = f"“{shown.document.name}”列名的专家{'、'.join(sorted(lacking))}没有署名"
        yield Fault(message, quote(shown.document, *at.span()))
    elif number > len(signed) and not listed - signed and len(signed | listed) < number:
        message = f"“{shown.document.name}”写有专家{number}名，署名的只有{len(signed)}名"
        yield Fault(message, quote(shown.document, *at.span()))


def independent_experts(case: Case) -> Iterator[Fault]:
    """专家有利害关系: an expert belongs to the body that wrote or designed what is judged."""
    drafters = _drafters(case.view)
    for shown in _opinions(case):
        for line in re.finditer("[^\\n]+", shown.text):
            tied = _TIED.search(line[0])
            if tied and len(line[0]) < 70 and not _UNTIED.search(line[0]) and "建议" not in line[0]:
                yield _of_the_drafters(shown, line)
                break
        else:
            for line in expert_lines(shown.text):
                own = drafters | {m["a"] or m["b"] for m in _DRAFTED_BY.finditer(shown.text)}
                if not _UNTIED.search(line[0]) and any(_belongs(line[0], body) for body in own):
                    yield _of_the_drafters(shown, line)
                    break


def _of_the_drafters(shown: Shown, line: re.Match[str]) -> Fault:
    message = f"“{shown.document.name}”有专家来自编制、承办单位，与事项有利害关系"
    return Fault(message, quote(shown.document, line.start(), line.end()))


def _drafters(view: PackageView) -> set[str]:
    """The bodies that signed the drafting note, and those which papers say drafted or designed."""
    notes = [m.text for m in view.package.playing("EV-01", "EV-29")]
    signers = {m[1] for text in notes for m in _SIGNER.finditer(text)}
    told = [view.package.main.text, *notes]
    return signers | {m["a"] or m["b"] for text in told for m in _DRAFTED_BY.finditer(text)}


def _belongs(line: str, body: str) -> bool:
    """Whether a line gives a body as somebody's: with a post behind it, or in a cell of its own."""
    cells = [cell.strip() for cell in re.split("[|\\t]|[ 　]{2,}", line)[1:]]
    short = re.sub("^[^省市县区州]{2,8}(?=[省市县区州])", "", body)
    known = {body, short, "本局", "我局", "起草单位"}
    return any(
        name in cells
        or re.search(f"(?:(?<![一-龥])|(?<=单位)|(?<=[为于任系])){re.escape(name)}{_POST}", line)
        for name in known
    )


def unnamed_in_draft(case: Case) -> Iterator[Fault]:
    """专家来自受益单位: an expert of a company that the draft itself names."""
    main = case.view.package.main.text
    companies = {core for m in _COMPANY.finditer(main) if len(core := _core(m[0])) >= _FEWEST}
    for shown in _opinions(case):
        for line in expert_lines(shown.text):
            named = next((core for core in companies if _from_company(line[0], core)), None)
            if named:
                message = f"“{shown.document.name}”的专家来自草案所涉及的{named}公司，有利害关系"
                yield Fault(message, quote(shown.document, line.start(), line.end()))
                break


def _core(company: str) -> str:
    """The name of a company without its place and its kind."""
    return _PLACE.sub("", _COMPANY_END.sub("", company))


def _from_company(line: str, core: str) -> bool:
    return re.search(f"{re.escape(core)}[一-龥（）]{{0,6}}(?:公司|集团)", line) is not None


def _opinions(case: Case) -> list[Shown]:
    """The opinions of experts among the evidence, each once."""
    return list({s.document.name: s for s in case.shown if s.material is not None}.values())
