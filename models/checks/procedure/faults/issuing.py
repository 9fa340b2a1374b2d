"""Faults of signing, publishing and filing (签发、公布、备案的瑕疵): order, gaps, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.issuer import issuer_kind
from models.checks.procedure.timeline import Dated, Milestone, days_saying, signature_of
from models.checks.procedure.view import quote
from models.contracts.figures.calendar import in_words
from models.packages.signed import signatures
from models.packages.workdays import natural_days, working_days
from models.submission import Kind

_AT_ONCE = re.compile("涉及国家安全|外汇汇率|货币政策|不立即施行|有碍[^。；\\n]{0,10}施行")
_TITLES = "副(?:省|市|县|区|州|镇|乡|局|厅)长|副主任|副主席"
_DEPUTY = re.compile(
    f"签\\s*发(?:人|意见)?[：:|\\t 　]{{0,4}}[^\\n。]{{0,10}}(?:{_TITLES})|"
    f"现予公布[^。]{{0,40}}。\\s*(?:{_TITLES})"
)
_HEADING = 1500
_APPROVED = re.compile("批准|通过")
_ADDRESS = re.compile(
    "^[ 　]*([^\\n。：:]{0,56}(?:政府|人大|委员会|常委会|国务院|[局厅部委办])[^\\n。：:]{0,30})[：:][ 　]*$|"
    "(?:报送|报备)(?:机关|单位|对象)?[：:][ 　]*([^\\n。]{4,100})",
    re.M,
)


def reported_before_issue(case: Case) -> Iterator[Fault]:
    """先出台后请示: the party committee was asked only after the document had been issued."""
    days = case.view.timeline
    issued = (
        days.get(Milestone.SIGNED) or days.get(Milestone.ISSUED) or days.get(Milestone.PUBLISHED)
    )
    told = [
        found
        for shown in case.shown
        if (
            found := re.search(
                "已(?:经)?(?:于)?[^。；\\n]{0,16}(?:印发|出台|公布|实施)", shown.text
            )
        )
    ]
    signed = [d for s in case.shown for d in signature_of(s.document)]
    first = min(signed, key=lambda one: one.day, default=None)
    if issued and first and first.day > issued.day:
        dates = f"{in_words(first.day)}请示报告，晚于{in_words(issued.day)}出台"
        yield Fault(f"{dates}，应当在出台之前请示", first.evidence)
    elif told and "请示" in case.shown[0].text:
        found = told[0]
        message = "请示时文件已经出台，应当在出台之前请示"
        yield Fault(message, quote(case.shown[0].document, found.start(), found.end()))


def published_after_approval(case: Case) -> Iterator[Fault]:
    """先公布后批准: a regulation was published before the approval."""
    published = case.view.timeline.get(Milestone.PUBLISHED)
    papers = [m.document for m in case.view.package.playing("EV-25")]
    approvals = [d for paper in papers for d in days_saying(paper, _APPROVED)]
    approvals += [
        Dated(m.first, quote(paper, m.span.start, m.span.end))
        for paper in papers
        for m in signatures(paper)
        if m.first
    ]
    approved = max(approvals, key=lambda one: one.day, default=None)
    if published and approved and published.day < approved.day:
        dates = f"{in_words(published.day)}公布，早于{in_words(approved.day)}批准"
        yield Fault(f"{dates}，次序颠倒", published.evidence)


def signed_after_decision(case: Case) -> Iterator[Fault]:
    """先签发后审议: signed before the meeting that decided."""
    signed = case.view.timeline.get(Milestone.SIGNED)
    decided = case.view.timeline.get(Milestone.DECIDED)
    if signed and decided and signed.day < decided.day:
        message = f"{in_words(signed.day)}签发，早于{in_words(decided.day)}集体审议，次序颠倒"
        yield Fault(message, signed.evidence)


def signed_by_the_head(case: Case) -> Iterator[Fault]:
    """签发人不对: signed by a deputy where the head of the body must sign."""
    papers = [s for s in case.shown if s.material is not None and s.material.plays("EV-16")]
    for shown in papers:
        found = _DEPUTY.search(shown.text)
        if found:
            message = "由副职签发、签署，应当由主要负责人（政府首长）签发、签署"
            yield Fault(message, quote(shown.document, found.start(), found.end()))
            return


def published_in_time(case: Case) -> Iterator[Fault]:
    """公布过迟: after it took effect, or more working days after its date than allowed."""
    days = case.view.timeline
    published, effective = days.get(Milestone.PUBLISHED), days.get(Milestone.EFFECTIVE)
    issued = days.get(Milestone.ISSUED) or days.get(Milestone.SIGNED)
    if published and effective and published.day > effective.day:
        message = f"{in_words(published.day)}才公布，晚于施行日期{in_words(effective.day)}"
        yield Fault(message, published.evidence)
    if not (published and issued and case.step.deadline_days) or published.day < issued.day:
        return
    taken = working_days(issued.day, published.day)
    if case.step.day_type == "working" and taken and taken - 1 > case.step.deadline_days:
        dates = f"{in_words(issued.day)}形成，{in_words(published.day)}才公布"
        message = f"{dates}，超过{case.step.deadline_days}个工作日"
        yield Fault(message, published.evidence)


def gap_before_effect(case: Case) -> Iterator[Fault]:
    """施行过早: a rule takes effect at least thirty days after its publication, save for reasons."""
    days = case.view.timeline
    published = days.get(Milestone.PUBLISHED) or days.get(Milestone.ISSUED)
    effective, wanted = days.get(Milestone.EFFECTIVE), case.step.deadline_days
    if not (published and effective and wanted):
        return
    gap = natural_days(published.day, effective.day) - 1
    papers = [case.view.package.main.text, *(s.text for s in case.shown)]
    if 0 <= gap < wanted and not any(_AT_ONCE.search(paper) for paper in papers):
        dates = f"{in_words(published.day)}公布，{in_words(effective.day)}起施行"
        message = f"{dates}，间隔{gap}日，不足{wanted}日，没有说明例外理由"
        yield Fault(message, effective.evidence)


def filed_in_time(case: Case) -> Iterator[Fault]:
    """备案过迟: counted from the publication."""
    published = case.view.timeline.get(Milestone.PUBLISHED)
    filed, wanted = case.view.timeline.get(Milestone.FILED), case.step.deadline_days
    if not (published and filed and wanted):
        return
    taken = natural_days(published.day, filed.day) - 1
    if taken > wanted:
        dates = f"{in_words(published.day)}公布，{in_words(filed.day)}报送备案"
        message = f"{dates}，已过{taken}日，超过{wanted}日{_doubt(case)}"
        yield Fault(message, filed.evidence)


def _doubt(case: Case) -> str:
    """What to add where the period is a local figure that nobody has checked."""
    local = case.view.context.knowledge.local_params.get(case.step.local_param)
    return "（期限为未核实的地方参数）" if local and local.verified == "memory" else ""


def filed_with_the_right(case: Case) -> Iterator[Fault]:
    """报送机关不对: a recipient that the kind of document needs is not addressed."""
    papers = [s for s in case.shown if s.material and s.material.plays("EV-14")]
    found = [(s, m) for s in papers for m in _ADDRESS.finditer(s.text[:_HEADING])]
    if not found:
        return
    addressed = "、".join(m[1] or m[2] for _, m in found)
    lacking = [name for name, words in _recipients(case) if not re.search(words, addressed)]
    if lacking:
        shown, place = found[0]
        message = f"报送机关为{addressed}，没有{'、'.join(lacking)}"
        yield Fault(message, quote(shown.document, place.start(), place.end()))


def _recipients(case: Case) -> list[tuple[str, str]]:
    kind, issuer = case.view.draft.kind, issuer_kind(case.view)
    if kind is Kind.GOV_RULE:
        city = [("省人民政府", "省人民政府|自治区人民政府"), ("本级人大常委会", _OWN_CONGRESS)]
        return [("国务院", "国务院"), ("省人大常委会", _PROVINCE_CONGRESS), *city]
    if kind is Kind.LOCAL_REG:
        return [("全国人大常委会", "全国人(?:民代表)?大(?:会)?"), ("国务院", "国务院")]
    if issuer == "department":
        return [("本级人民政府", "(?:市|县|区|州|省|自治区)(?:人民)?政府|人民政府|司法局|司法厅")]
    if issuer == "township":
        return [("县级人民政府", "(?:县|区|市|旗)(?:人民)?政府|司法局")]
    if issuer == "government":
        return [
            ("上一级人民政府", "人民政府"),
            ("本级人大常委会", "人(?:民代表)?大(?:会)?(?:常务委员会|常委会)"),
        ]
    return []


_PROVINCE_CONGRESS = "(?:省|自治区)人(?:民代表)?大(?:会)?(?:常务委员会|常委会)"
_OWN_CONGRESS = "(?:市|州|盟|地区)人(?:民代表)?大(?:会)?(?:常务委员会|常委会)"
