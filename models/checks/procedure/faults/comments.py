"""Faults of public comment (公开征求意见的瑕疵): too short, too late, not counted, not answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.periods import Asked, asked_periods
from models.checks.procedure.timeline import Milestone, days_saying, signature_of
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.calendar import in_words
from models.finding import Evidence
from models.packages.workdays import natural_days
from models.submission import Kind

_REASON = re.compile(
    "(?:紧急|突发|应急|汛期|疫情|迫切|急需|尽快)[^。；\\n]{0,40}(?:缩短|不足\\d|少于\\d|期限[定调为])|"
    "缩短[^。\\n]{0,30}(?:理由|原因)[^。\\n]{0,4}[是为：:]|"
    "(?:因|由于|鉴于)(?!工作|时间|任务|日程)[^。\\n]{0,60}(?:缩短|不足30日|少于30日|期限(?:定|调整)为)"
)
_NOT = "(?:(?:暂|均)?(?:未|不)(?:予以|予|能)?(?:采纳|吸收|采用|接受|考虑))"
_ALL_NOT = re.compile(
    "不(?:再|作|予)?(?:逐一|逐条|一一|单独|另行)(?:说明|答复|回复|反馈|列出)|"
    "(?:未|没有)(?:逐一|逐条|一一)?(?:说明|写明|列明|列出|填写)(?:未采纳|不采纳)?(?:的)?(?:理由|原因)|"
    f"[条件][^。；\\n]{{0,8}}(?:不符合?|与)[^。；\\n]{{0,8}}实际[^。；\\n]{{0,14}}{_NOT}|"
    f"(?:以上|上述|其余|其他)[^。\\n]{{0,16}}{_NOT}[^。，；\\n]{{0,2}}(?=[。\\n]|$)"
)
_OTHER_END = re.compile(
    "座谈|报名|会议|听证|部门|单位(?:请|应)|书面函|施行|有效期|采纳情况|公布|答复"
)
_PROLONGED = re.compile("延长|延期|顺延|推迟")
_PUBLIC = re.compile("公开|社会|公众|网站|公示|上网|撤网|挂网")
_EMPTY_REASON = re.compile("[ 　/／—\\-–无略空未填（）()]*")
_BARE_RESULT = re.compile(
    f"(?:处理|结果|答复|采纳情况|研究意见)(?:意见|结果|情况)?[ 　]*[：:][ 　]*{_NOT}[。；]?[ 　]*$",
    re.M,
)
_MARKET_DAYS = 30
_ONLINE = re.compile("(?:首次)?(?:发布|上线|上网)(?:日期|时间|于)?")


def comment_period(case: Case) -> Iterator[Fault]:
    """期限不足: natural days, the first and the last counted; shorter needs a stated reason.

    Thirty days for rules, decisions and regulations of local law, and for normative documents that
    touch business closely; for others the local parameter tells. The longest period of the notices
    counts. A stated length that differs from the dates is named too.
    """
    periods = [p for s in notices(case) for p in asked_periods(s.document)]
    periods = periods or list(_told_elsewhere(case))
    if not periods:
        return
    longest = max(periods, key=lambda period: period.days)
    wanted = days_wanted(case)
    short = wanted is not None and longest.days < wanted and not _reasoned(case, longest.document)
    if short or longest.misstated:
        only = "只有" if short else "为"
        said = f"{longest.words}{only}{longest.days}日"
        rule = f"应当不少于{wanted}日，也没有说明缩短的理由" if short else ""
        told = "，".join(part for part in (said, longest.misstated, rule) if part)
        yield Fault(told, Evidence(longest.document.name, longest.sentence.strip()))


def _told_elsewhere(case: Case) -> Iterator[Asked]:
    """Periods that the drafting note or the summary tells where there is no notice."""
    for material in case.view.package.playing("EV-01", "EV-29", "EV-03"):
        for period in asked_periods(material.document):
            if period.told and _PUBLIC.search(period.sentence):
                yield period


def notices(case: Case) -> list[Shown]:
    """征求意见公告: the notices among the evidence."""
    return [s for s in case.shown if s.material is not None and s.material.plays("EV-02")]


def put_online_late(case: Case) -> Iterator[Fault]:
    """晚于起始日公布: the notice itself was put online after the period had begun."""
    for shown in notices(case):
        online = next(days_saying(shown.document, _ONLINE), None)
        for period in asked_periods(shown.document):
            if online and period.first and period.first < online.day <= period.last:
                left = natural_days(online.day, period.last)
                dates = f"公告写{in_words(period.first)}起，{in_words(online.day)}才发布"
                yield Fault(f"{dates}，实际只有{left}日，日期矛盾", online.evidence)
                return


def one_deadline(case: Case) -> Iterator[Fault]:
    """截止日期不一: the notice, or its summary, gives another last day for the same first day."""
    ends: dict[date | None, Asked] = {}
    for shown in case.shown:
        if shown.material is None or not shown.material.plays("EV-02", "EV-03"):
            continue
        of_notice: Asked | None = None
        for period in asked_periods(shown.document):
            if not period.dated or not (period.told or _asks_too(period, shown, case)):
                continue
            known = ends.setdefault(period.first, period) if period.told else of_notice or period
            of_notice = of_notice or period
            if known.last != period.last and not _PROLONGED.search(shown.text):
                dates = f"{in_words(known.last)}和{in_words(period.last)}"
                message = f"同一次征求意见的截止日期有{dates}两种写法，互相矛盾"
                yield Fault(message, Evidence(period.document.name, period.sentence.strip()))
                return


def _asks_too(period: Asked, shown: Shown, case: Case) -> bool:
    """Whether a last day without a first is one for opinions, in the notice itself."""
    return shown in notices(case) and not _OTHER_END.search(period.sentence)


def summary_after_the_end(case: Case) -> Iterator[Fault]:
    """汇总早于截止: the opinions were summed up before the time for them had run out."""
    ends = [p.last for s in notices(case) for p in asked_periods(s.document)]
    for shown in case.shown:
        role = shown.material.roles[0].evidence_id if shown.material else ""
        if role != "EV-03" or not ends or shown in notices(case):
            continue
        signed = next(signature_of(shown.document), None)
        if signed and signed.day < min(ends):
            message = f"意见汇总日期{in_words(signed.day)}早于征求意见截止日{in_words(min(ends))}，日期矛盾"
            yield Fault(message, signed.evidence)


def days_wanted(case: Case) -> int | None:
    """Days that are due, None where only local law tells and the knowledge has no figure."""
    if case.view.draft.kind is not Kind.NORM_DOC:
        return case.step.deadline_days
    if case.view.holds("market_entities"):
        return _MARKET_DAYS
    local = case.view.context.knowledge.local_params.get(case.step.local_param)
    days = local.value.get("other") if local else None
    return days if isinstance(days, int) else None


def _reasoned(case: Case, notice: Document) -> bool:
    notes = [m.document for m in case.view.package.playing("EV-01", "EV-03")]
    return any(_REASON.search(paper.text) for paper in (notice, *notes))


def comments_before_decision(case: Case) -> Iterator[Fault]:
    """先决定后征求意见: the public was asked only after the decision."""
    decided = case.view.timeline.get(Milestone.DECIDED)
    periods = [p for s in notices(case) for p in asked_periods(s.document) if p.first]
    if decided is None or not periods or any(p.last <= decided.day for p in periods):
        return
    first = periods[0]
    if any(p.first <= decided.day for p in periods if p.first):
        ended, met = in_words(min(p.last for p in periods)), in_words(decided.day)
        told = f"公开征求意见到{ended}才结束，{met}已经集体审议"
        yield Fault(f"{told}，次序颠倒", Evidence(first.document.name, first.sentence.strip()))
        return
    begun = in_words(first.first) if first.first else ""
    dates = f"{begun}才公开征求意见，晚于{in_words(decided.day)}集体审议"
    yield Fault(f"{dates}，次序颠倒", Evidence(first.document.name, first.sentence.strip()))


def opinions_answered(case: Case) -> Iterator[Fault]:
    """没有说明理由: opinions not adopted without a reason for each."""
    for shown in case.shown:
        if shown.material is None or not shown.material.plays("EV-03"):
            continue
        found = _ALL_NOT.search(shown.text) or _BARE_RESULT.search(shown.text)
        place = (found.start(), found.end()) if found else _bare_row(shown.text)
        if place:
            yield Fault("未采纳的意见没有逐条说明理由", quote(shown.document, *place))


def _columns(line: str) -> tuple[int, int] | None:
    """Columns of a heading for whether an opinion was adopted, and for the reason."""
    cells = [c.strip() for c in re.split(r"\||\t", line)]
    said = [i for i, c in enumerate(cells) if re.fullmatch("是否(?:采纳|吸收|采用)", c)]
    why = [i for i, c in enumerate(cells) if re.fullmatch(".{0,6}(?:理由|说明|原因)", c)]
    return (said[0], why[0]) if said and why else None


def _refused_blank(line: str, said: int, why: int) -> bool:
    """Whether a row says no (否) and has nothing in the column of reasons."""
    cells = [c.strip() for c in re.split(r"\||\t", line)]
    if not 0 <= said < len(cells) or not re.fullmatch(f"否|不|{_NOT}", cells[said]):
        return False
    return why >= len(cells) or bool(_EMPTY_REASON.fullmatch(cells[why]))


def _bare_row(text: str) -> tuple[int, int] | None:
    """A row of a list of opinions whose last cell says only that it was not adopted."""
    at, columns = 0, (-1, -1)
    for line in text.split("\n"):
        columns = _columns(line) or columns
        if _refused_blank(line, *columns):
            return at, at + len(line)
        cells = [c for c in re.split(r"\||\s{2,}|\t", line) if c.strip()]
        said = [i for i, cell in enumerate(cells) if re.fullmatch(f"\\s*{_NOT}\\s*", cell)]
        if (
            len(cells) >= 3
            and said
            and all(_EMPTY_REASON.fullmatch(c) for c in cells[said[0] + 1 :])
        ):
            return at, at + len(line)
        at += len(line) + 1
    return None
