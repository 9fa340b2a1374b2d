"""Faults of signing, publishing and filing (签发、公布、备案的瑕疵): order, gaps, recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.issuer import issuer_kind
from models.checks.procedure.marks import column_cells
from models.checks.procedure.timeline import Dated, Milestone, days_saying, signature_of
from models.checks.procedure.view import quote
from models.contracts.figures.calendar import in_words
from models.finding import Evidence
from models.packages.signed import signatures
from models.packages.workdays import natural_days, working_days
from models.submission import Kind

_AT_ONCE = re.compile("涉及国家安全|外汇汇率|货币政策|不立即施行|有碍[^。；\\n]{0,10}施行")
_DEPUTY = re.compile(
    "副(?:省|市|县|区|州|镇|乡|局|厅)长|副主任|副主席|副书记|(?:办公?室|办公厅|府办|[政府]办)[ 　]*主任|秘书长|"
    "(?:省|市|县|区|州)长助理|调研员|[（(]分管|分管(?:领导|副)|代(?:为)?签(?:发)?|(?:受|经)[^。；\\n]{0,12}(?:委托|授权)"
)
_HEAD = re.compile("(?<!副)(?<!任)(?:省|市|县|区|州|镇|乡|局|厅)长(?!助理|办公|会)")
_IN_CHARGE = re.compile("主持(?:[^。；\\n]{0,10})工作|代(?:理)?(?:省|市|县|区|州|镇|乡|局|厅)长")
_SIGNED_HERE = re.compile(
    "(?<![会审送待拟])签[ 　]*发(?!日期|时间|单|稿|前|后|环节)(?:人|意见|栏|领导)?"
)
_OTHER_PLACE = re.compile(
    "会[ 　]*签|核[ 　]*稿|审[ 　]*核|拟[ 　]*稿|分管[^）)\\n]{0,6}[：:]|呈[ 　]*报|传[ 　]*阅"
)
_BY_ANOTHER = re.compile(
    "由[^。；，\\n]{0,8}(?:副(?:省|市|县|区|州|镇|乡|局|厅)长|副主任|办公?室主任|秘书长)[^。；，\\n]{0,8}(?:代为?)?签(?:发|署)"
)
_DEPUTY_ORDERS = re.compile("现予公布[^。]{0,60}。?\\s*(?:代|常务)?副(?:省|市|县|区|州)长")
_WHEN_PUBLISHED = re.compile(
    "自(?:本[^。；，\\n]{1,6})?(?:公布|发布|颁布|印发)(?:之)?日起(?:正式)?(?:施行|实施|生效|执行)"
)
_COUNTED = re.compile(
    "(?:公布|发布|颁布)(?:之)?日?(?:起|后)?(?:满|届满)?(?:\\d{2,3}|[三四五六七八九]十[一-九]?|[一-九]百[一-龥]{0,3})"
    "(?:个?工作)?日(?:后|起|届满)"
)
_NO_NUMBER = re.compile(
    "(?:文号|发文字号|编号|登记号|字号)[ 　]*[：:|\\t][^\\n〔\\[（(\\d]{0,12}"
    "(?:[_＿]{2,}|[（(]?(?:待编|待定|未编|空白?|暂无|无)[）)]?|(?=\\n|$)|"
    "[〔\\[][ 　_＿]*[〕\\]]|[〔\\[（(]?20\\d\\d[〕\\]）)]?[ 　]*(?:第)?[ 　_＿×xX*]*号)"
)
_SERIES = re.compile("(?:文号|发文字号|字号)[ 　]*[：:|\\t][ 　]*([一-龥]{2,12})[〔\\[（(]20\\d\\d")
_OF_GOVERNMENT = re.compile("政|府|令|规")
_NUMBER_YEAR = re.compile(
    "(?:文号|发文字号|字号)[ 　]*[：:|\\t][^\\n\\d]{0,12}[〔\\[（(](20\\d\\d)[〕\\]）)]"
)
_BY_GOVERNMENT = re.compile(
    "^[ 　]*[一-龥]{2,12}人民政府(?:公告|令|关于公布|通告|公布)?[^\\n]{0,6}$", re.M
)
_BY_CONGRESS = re.compile(
    "(?:人民代表大会|人大)(?:常务委员会|常委会)?[ 　]*(?:公告|（印章）)|公告[（(]?第|发布公告"
)
_HEADING = 1500
_APPROVED = re.compile("批准|通过")
_ADDRESS = re.compile(
    "^[ 　]*([^\\n。：:]{0,56}(?:政府|人大|委员会|常委会|国务院|[局厅部委办])[^\\n。：:]{0,30})[：:][ 　]*$|"
    "(?:报送|报备|抄报|主送|致)(?:对象|至|给)?[ 　]*[：:|][ 　]*([^\\n。|]{4,100})|"
    "(?:接收|受理|受备案|备案|审查|主送)(?:机关|单位|部门|方)?[ 　]*[：:|][ 　]*([^\\n。|]{4,100})|"
    "(?:报|报送|报请|报至)([一-龥、，]{2,40}?(?:政府|委|委员会|局|厅|办公室|常委会|国务院))[^。；，\\n]{0,4}备案|"
    "(?:报送|报备)(?:机关|单位)[ 　]*[：:|][ 　]*([^\\n。、，；|]{4,40}[、，；][^\\n。|]{4,80})",
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
        place = _deputy(shown.text)
        if place:
            message = "由副职签发、签署，应当由主要负责人（政府首长）签发、签署"
            yield Fault(message, quote(shown.document, *place))
            return


def _deputy(text: str) -> tuple[int, int] | None:
    """Where a paper is signed by somebody who is not the head, and by no head."""
    order = _DEPUTY_ORDERS.search(text)
    if order:
        return order.span()
    told = _BY_ANOTHER.search(text)
    if told and not _IN_CHARGE.search(told[0]):
        return told.span()
    for cell, place in column_cells(text, "签发人|签发|签发领导"):
        if _DEPUTY.search(cell) and not _HEAD.search(cell):
            return place
    places = list(_SIGNED_HERE.finditer(text))
    for number, found in enumerate(places):
        until = places[number + 1].start() if number + 1 < len(places) else len(text)
        said = _OTHER_PLACE.split(_said_at(text[found.end() : until]))[0]
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        head = _HEAD.search(before + said) or _IN_CHARGE.search(said)
        deputy = _DEPUTY.search(said)
        if deputy and (not head or "代" in deputy[0]):
            return found.end() + deputy.start(), found.end() + deputy.end()
    return None


def _said_at(text: str) -> str:
    """What is written at a place to sign: the rest of its line, or the next line if that is blank."""
    first, _, rest = text.partition("\n")
    return first if first.strip(" 　：:|\t") else first + rest.partition("\n")[0]


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
    wanted = case.step.deadline_days
    published, effective = _published(case), case.view.timeline.get(Milestone.EFFECTIVE)
    at_once = _at_publication(case)
    papers = [case.view.package.main.text, *(s.text for s in case.shown)]
    if not wanted or any(_AT_ONCE.search(paper) for paper in papers):
        return
    if at_once:
        message = f"自公布之日起施行，与公布没有间隔，不足{wanted}日，没有说明例外理由"
        yield Fault(message, at_once)
    elif published and effective:
        gap = natural_days(published.day, effective.day) - 1
        if 0 <= gap < wanted:
            dates = f"{in_words(published.day)}公布，{in_words(effective.day)}起施行"
            message = f"{dates}，间隔{gap}日，不足{wanted}日，没有说明例外理由"
            yield Fault(message, effective.evidence)


def gap_untold(case: Case) -> str:
    """间隔不明: the day of publication or that of effect is not told, nor the days between them."""
    texts = [shown.text for shown in case.shown]
    if any(_COUNTED.search(text) or _AT_ONCE.search(text) for text in texts):
        return ""
    wanted = case.step.deadline_days
    if Milestone.EFFECTIVE not in case.view.timeline:
        return f"施行日期没有写成确定的日子，不能核对公布后是否满{wanted}日"
    if _published(case) is None:
        return f"公布日期不明，不能核对公布之日到施行之日是否满{wanted}日，公布时请留足"
    return ""


def _published(case: Case) -> Dated | None:
    days = case.view.timeline
    return days.get(Milestone.PUBLISHED) or days.get(Milestone.ISSUED)


def _at_publication(case: Case) -> Evidence | None:
    """Where the order, or the draft if there is none, takes effect on the day of publication."""
    orders = [s for s in case.shown if s.material is not None] or list(case.shown)
    for shown in orders:
        found = _WHEN_PUBLISHED.search(shown.text)
        if found:
            return quote(shown.document, *found.span())
    return None


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
    return "（期限由地方规定，尚待核对）" if local and local.verified == "memory" else ""


def filed_with_the_right(case: Case) -> Iterator[Fault]:
    """报送机关不对: a recipient that the kind of document needs is not addressed."""
    papers = [s for s in case.shown if s.material and s.material.plays("EV-14")]
    found = [(s, m) for s in papers for m in _ADDRESS.finditer(s.text[:_HEADING])]
    if not found:
        return
    addressed = "、".join(next(g for g in m.groups() if g) for _, m in found)
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


def numbered(case: Case) -> Iterator[Fault]:
    """文号缺漏: the place for the number is blank, or its year is not that of the signing."""
    for shown in (s for s in case.shown if s.material is not None):
        blank = _NO_NUMBER.search(shown.text)
        if blank:
            message = f"“{shown.document.name}”没有编写发文字号"
            yield Fault(message, quote(shown.document, *blank.span()))
            continue
        series = _SERIES.search(shown.text)
        if (
            series
            and issuer_kind(case.view) == "government"
            and not _OF_GOVERNMENT.search(series[1])
        ):
            message = f"发文字号“{series[1]}”不是政府的文号系列"
            yield Fault(message, quote(shown.document, *series.span()))
            continue
        found, signed = _NUMBER_YEAR.search(shown.text), case.view.timeline.get(Milestone.SIGNED)
        if found and signed and int(found[1]) != signed.day.year:
            message = f"发文字号的年份{found[1]}与签发的{signed.day.year}年不符"
            yield Fault(message, quote(shown.document, *found.span()))


def published_by_congress(case: Case) -> Iterator[Fault]:
    """公布机关不对: a regulation announced by the government and not by the congress."""
    papers = [s for s in case.shown if s.material is not None and s.material.plays("EV-13")]
    found = [(s, m) for s in papers for m in [_BY_GOVERNMENT.search(s.text)] if m]
    if found and not any(_BY_CONGRESS.search(s.text) for s in papers):
        shown, place = found[0]
        message = "地方性法规由人民政府公布，应当由人大常委会发布公告公布"
        yield Fault(message, quote(shown.document, *place.span()))
