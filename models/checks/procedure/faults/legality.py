"""Faults of legality review (合法性审核的瑕疵): wrong body, after the decision, too hurried."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.faults.competition import unticked_left_out
from models.checks.procedure.issuer import issuer_kind
from models.checks.procedure.periods import asked_periods
from models.checks.procedure.timeline import Milestone
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.calendar import in_words
from models.packages.workdays import working_days

_FIRM = re.compile("律师事务所|律所")
_OFFICE = re.compile(
    "司法局|法制(?:办|局|机构|处|科|股|办公室)|合法性审[核查](?:机构|中心|委员会|科|股|处)|司法厅|法规(?:处|科|股|司)|政策法规|法治"
)
_POST = re.compile("司法所")
_SECTION = re.compile("[\\w]{2,14}(?:科|股|处|室|中心|站|所|大队)(?![\\w])")
_UNIT = re.compile("(?:办公室|办|中心|[科股处室所站])$")
_REFUSED = re.compile(
    "(?:暂|尚)?不(?:同意|宜|能|得|具备|建议|可以?)(?:提请|提交|报请|上会|审议|出台|印发)|建议(?:暂缓|不予|退回)|"
    "(?:审核|审查)(?:结论|意见)[为：:]?[^。\\n]{0,6}(?:不合法|不予通过|不通过|退回)|"
    "(?:修改|补充|完善|调整|论证|补正)[^。；\\n]{0,12}[后，][^。；\\n]{0,8}(?:重新|再次|再行|再)(?:送审|报送|送我|报我|送本|提请(?:我局|本局|合法性)?审[核查]|审[核查])|"
    "不予(?:受理|审[核查])|不符合(?:送审|受理)(?:条件|要求)|(?:予以|现予|作)退(?:回|件)|退(?:回)?(?:你|贵)(?:局|单位|委)"
)
_CLEARING = re.compile(
    "(?<!不)(?:基本|总体|均|系)?合法(?![性与])|(?<!不)符合|(?:不|未)违反|"
    "(?:不|未)(?:与[^。；\\n]{0,16})?(?:相)?抵触|"
    "(?:未|没有)(?:发现|超越|超出|设定)|不存在|"
    "(?<!不)(?:可以|可|建议|同意|按程序|予以)[^。；\\n]{0,14}"
    "(?:提请|提交|报请|上报|出台|印发|审议|发布)|"
    "(?:无|没有)(?:不同|其他|修改|合法性)?(?:意见|问题)|(?<!不)(?:审[核查])?(?:予以)?通过|"
    "(?:主体|权限|程序|内容)[^。；\\n]{0,8}[|：:\\t][ 　]*(?:是|√|☑)"
)
_AGAIN = re.compile(
    "(?:经(?:再次|重新|复核|我局)?审[核查]|审[核查](?:认为|结论)|综上|重新送)[^\\n]{0,80}(?:(?<!不)合法(?!性)|(?<!不)可以提|(?<!不)同意提|(?<!不)符合)"
)
_OWN_WORK = re.compile("由我[科股处室所局中心]{1,2}起草|我[科股处室]起草")
_URGENT = re.compile("(?:紧急|突发|应急)[^。\\n]{0,30}(?:审[核查]|时限|时间|期限|缩短|简化)")


def by_the_right_body(case: Case) -> Iterator[Fault]:
    """主体不对: a law firm, a lower office, or the drafters themselves gave the opinion."""
    papers = [s for s in case.shown if s.material and s.material.plays("EV-10")]
    objections = [(shown, _objection(case, shown)) for shown in papers]
    if papers and all(word for _, word in objections):
        shown, message = objections[0]
        found = re.search("律师事务所|司法所|[科股处室](?=\n|关于)|起草", shown.text)
        at = (found.start(), found.end()) if found else (shown.start, shown.end)
        yield Fault(message, quote(shown.document, *at))


def _objection(case: Case, shown: Shown) -> str:
    signers = _signers(shown)
    kind = issuer_kind(case.view)
    if _FIRM.search(signers):
        return "意见由律师事务所出具，不能代替合法性审核机构的审核"
    if _OWN_WORK.search(shown.text):
        return "由起草机构自己审核，应由本单位的合法性审核机构审核"
    if kind != "government" and not _OFFICE.search(signers) and not _POST.search(signers):
        drafters = _drafters(case) & _units(signers)
        if drafters:
            return f"起草单位（{drafters.pop()}）自己审核，应由合法性审核机构审核"
    if kind == "government":
        return _for_a_government(signers)
    if kind == "department" and not _OFFICE.search(signers) and _SECTION.search(signers):
        return "不是由本单位的合法性审核机构（法制、政策法规机构）审核"
    return ""


def _for_a_government(signers: str) -> str:
    if "司法局" in signers and not _POST.search(signers):
        return ""
    if _POST.search(signers):
        return "政府文件由基层司法所审核，应由本级政府的合法性审核机构（司法行政部门）审核"
    if re.search("人民政府(?:办公室|办公厅)|政府办|法制(?:办|局)|司法厅|司法部", signers):
        return ""
    if re.search("局|委员会|中心|[科股处]", signers):
        return "由承办单位或者其内设机构审核，应由本级政府的合法性审核机构（司法行政部门）审核"
    return ""


def _drafters(case: Case) -> set[str]:
    """The units that signed the drafting papers."""
    papers = case.view.package.playing("EV-01", "EV-02", "EV-17")
    return {
        unit
        for material in papers
        for line in material.text.strip().split("\n")[-5:]
        for unit in _units(line)
    }


def _units(text: str) -> set[str]:
    """Names of offices and sections that stand on lines of their own, stamps left out."""
    lines = (re.sub("[（(][^）)]*[）)]|[\\s\u3000]", "", line) for line in text.split("\n"))
    return {line for line in lines if 4 <= len(line) <= 24 and _UNIT.search(line)}


def _signers(shown: Shown) -> str:
    """Who gave the opinion: the heading above the addressee and the last lines."""
    lines = [line.strip() for line in shown.text.split("\n") if line.strip()]
    head: list[str] = []
    for line in lines[:5]:
        if line.endswith(("：", ":")):
            break
        head.append(re.sub("《[^》]*》", "", line))
    tail = [ln for ln in lines[-6:] if len(ln) < 40 and not ln.endswith(("。", "；"))]
    signed = [ln for ln in tail if not re.match("(?:抄送|附|联系)", ln)]
    return "\n".join(signed) if _names_a_body(signed) else "\n".join([*head, *signed])


def _names_a_body(lines: list[str]) -> bool:
    return any(
        re.search("(?:局|所|室|科|股|处|办|中心|委员会)(?:[（(].{0,6}[）)])?$", ln) for ln in lines
    )


def favourable(case: Case) -> Iterator[Fault]:
    """结论不同意: the review did not clear the draft, and no later opinion does."""
    papers = [s for s in case.shown if s.material and s.material.plays("EV-10")]
    refused = [(s, found) for s in papers if (found := _refusal(s.text))]
    if refused and len(refused) == len(papers):
        shown, found = refused[0]
        message = "审核结论不同意提请审议或者要求修改后重新送审，材料中没有重新审核的意见"
        yield Fault(message, quote(shown.document, found.start(), found.end()))


def _refusal(text: str) -> re.Match[str] | None:
    """Words that refuse, with none behind them that clear the draft."""
    found = _REFUSED.search(text)
    return None if found and _AGAIN.search(text[found.end() :]) else found


def says_whether_legal(case: Case) -> Iterator[Fault]:
    """没有合法与否的结论: no opinion says that the draft is, or what would make it, legal."""
    papers = [s for s in case.shown if s.material and s.material.plays("EV-10")]
    if not papers or any(_CLEARING.search(unticked_left_out(s.text)) for s in papers):
        return
    if any(_refusal(s.text) for s in papers):
        return
    shown = papers[0]
    message = f"“{shown.document.name}”没有说明是否合法、能否提请审议"
    yield Fault(message, quote(shown.document, shown.start, shown.end))


def before_the_decision(case: Case) -> Iterator[Fault]:
    """次序颠倒: the review is dated after the meeting that decided."""
    reviewed = case.view.timeline.get(Milestone.REVIEWED)
    decided = case.view.timeline.get(Milestone.DECIDED)
    if reviewed and decided and reviewed.day > decided.day:
        message = (
            f"审核意见{in_words(reviewed.day)}作出，晚于{in_words(decided.day)}集体审议，次序颠倒"
        )
        yield Fault(message, reviewed.evidence)


def not_hurried(case: Case) -> Iterator[Fault]:
    """审核时间不足: working days from the handing in to the opinion, both counted."""
    sent = case.view.timeline.get(Milestone.REVIEW_SENT)
    reviewed = case.view.timeline.get(Milestone.REVIEWED)
    wanted = case.step.deadline_days
    if not (sent and reviewed and wanted) or sent.day > reviewed.day:
        return
    days = working_days(sent.day, reviewed.day)
    if days is not None and days < wanted and not any(_URGENT.search(s.text) for s in case.shown):
        dates = f"{in_words(sent.day)}送审、{in_words(reviewed.day)}出具意见"
        message = f"{dates}，只有{days}个工作日，不足{wanted}个工作日"
        yield Fault(message, sent.evidence)


def after_the_comments(case: Case) -> Iterator[Fault]:
    """征求意见未结束即审核: the review is dated before the public comment had ended."""
    reviewed = case.view.timeline.get(Milestone.REVIEWED)
    decided = case.view.on(Milestone.DECIDED)
    ends = [p.last for m in case.view.package.playing("EV-02") for p in asked_periods(m.document)]
    if not reviewed or not ends:
        return
    end = max(ends)
    if reviewed.day < end and (decided is None or end <= decided):
        message = (
            f"审核意见{in_words(reviewed.day)}作出，公开征求意见到{in_words(end)}才结束，次序颠倒"
        )
        yield Fault(message, reviewed.evidence)
