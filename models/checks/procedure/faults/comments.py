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
_N = "[0-9〇零一二三四五六七八九十百]+"
_TOTAL = re.compile(
    f"(?:收到|征集到|收集到|收集|征得|提出)[^。\\n]{{0,24}}?({_N})\\s*(?:余)?[条件项份]"
)
_SUMMED = re.compile(f"(?:合计|共计|总计)[^0-9。\\n]{{0,6}}({_N})\\s*[条件]")
_PART = re.compile(
    f"(部分采纳|未予采纳|不予采纳|未采纳|不采纳|未吸收|采纳|吸收)(?:的)?(?:意见)?[^0-9。；，、\\n]{{0,6}}({_N})\\s*[条件项]"
)
_PART_BEFORE = re.compile(
    f"({_N})\\s*[条件项](?:意见)?(?:建议)?(?:已|予以|均|被)?(部分采纳|未予采纳|不予采纳|未采纳|不采纳|采纳)"
)
_NOT = "(?:未予?采纳|不予采纳|不采纳|未吸收|不予采用)"
_ALL_NOT = re.compile(
    f"(?:以上|上述|其余|其他)[^。\\n]{{0,16}}{_NOT}[^。，；\\n]{{0,2}}(?=[。\\n]|$)"
)
_MARKET_DAYS = 30
_ONLINE = re.compile("(?:首次)?(?:发布|上线|上网)(?:日期|时间|于)?")


def comment_period(case: Case) -> Iterator[Fault]:
    """期限不足: natural days, the first and the last counted; shorter needs a stated reason.

    Thirty days for rules, decisions and regulations of local law, and for normative documents that
    touch business closely; for others the local parameter tells. The longest period of the notices
    counts. A stated length that differs from the dates is named too.
    """
    periods = [p for s in _notices(case) for p in asked_periods(s.document)]
    if not periods:
        return
    longest = max(periods, key=lambda period: period.days)
    wanted = _wanted(case)
    short = wanted is not None and longest.days < wanted and not _reasoned(case, longest.document)
    if short or longest.misstated:
        only = "只有" if short else "为"
        said = f"{longest.words}{only}{longest.days}日"
        rule = f"应当不少于{wanted}日，也没有说明缩短的理由" if short else ""
        told = "，".join(part for part in (said, longest.misstated, rule) if part)
        yield Fault(told, Evidence(longest.document.name, longest.sentence.strip()))


def _notices(case: Case) -> list[Shown]:
    return [s for s in case.shown if s.material is not None and s.material.plays("EV-02")]


def put_online_late(case: Case) -> Iterator[Fault]:
    """晚于起始日公布: the notice itself was put online after the period had begun."""
    for shown in _notices(case):
        online = next(days_saying(shown.document, _ONLINE), None)
        for period in asked_periods(shown.document):
            if online and period.first and period.first < online.day <= period.last:
                left = natural_days(online.day, period.last)
                dates = f"公告写{in_words(period.first)}起，{in_words(online.day)}才发布"
                yield Fault(f"{dates}，实际只有{left}日，日期矛盾", online.evidence)
                return


def one_deadline(case: Case) -> Iterator[Fault]:
    """截止日期不一: the notice, or its summary, gives another last day for the same first day."""
    asked = [s for s in case.shown if s.material is not None and s.material.plays("EV-02", "EV-03")]
    ends: dict[date, Asked] = {}
    for period in (p for s in asked for p in asked_periods(s.document) if p.told):
        known = ends.setdefault(period.first, period) if period.first else period
        if known.last != period.last:
            dates = f"{in_words(known.last)}和{in_words(period.last)}"
            message = f"同一次征求意见的截止日期有{dates}两种写法，互相矛盾"
            yield Fault(message, Evidence(period.document.name, period.sentence.strip()))
            return


def summary_after_the_end(case: Case) -> Iterator[Fault]:
    """汇总早于截止: the opinions were summed up before the time for them had run out."""
    ends = [p.last for s in _notices(case) for p in asked_periods(s.document)]
    for shown in case.shown:
        role = shown.material.roles[0].evidence_id if shown.material else ""
        if role != "EV-03" or not ends or shown in _notices(case):
            continue
        signed = next(signature_of(shown.document), None)
        if signed and signed.day < min(ends):
            message = f"意见汇总日期{in_words(signed.day)}早于征求意见截止日{in_words(min(ends))}，日期矛盾"
            yield Fault(message, signed.evidence)


def _wanted(case: Case) -> int | None:
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
    periods = [p for s in _notices(case) for p in asked_periods(s.document) if p.first]
    if decided is None or not periods or any(p.first <= decided.day for p in periods if p.first):
        return
    first = periods[0]
    begun = in_words(first.first) if first.first else ""
    dates = f"{begun}才公开征求意见，晚于{in_words(decided.day)}集体审议"
    yield Fault(f"{dates}，次序颠倒", Evidence(first.document.name, first.sentence.strip()))


def opinions_counted(case: Case) -> Iterator[Fault]:
    """数目不符: the opinions adopted, partly adopted and not adopted do not add up to the total."""
    for shown in case.shown:
        text = shown.text
        total = _SUMMED.search(text) or _TOTAL.search(text)
        if total is None:
            continue
        window = text[total.end() : total.end() + 120]
        parts = {m[1]: _number(m[2]) for m in reversed(list(_PART.finditer(window)))}
        parts |= {m[2]: _number(m[1]) for m in reversed(list(_PART_BEFORE.finditer(window)))}
        kinds = {
            "采纳" if k in ("采纳", "吸收") else "部分" if "部分" in k else "未" for k in parts
        }
        if not {"采纳", "未"} <= kinds or re.search("合并|归类|重复|归纳|涉及", window[:80]):
            continue
        said, summed = _number(total[1]), sum(parts.values())
        if said and summed and said != summed:
            listed = "＋".join(f"{key}{value}条" for key, value in reversed(parts.items()))
            message = f"共收到意见{said}条，而{listed}合计{summed}条，数目不符"
            yield Fault(message, quote(shown.document, total.start(), total.end()))


def opinions_answered(case: Case) -> Iterator[Fault]:
    """没有说明理由: opinions not adopted without a reason for each."""
    for shown in case.shown:
        if shown.material is None or not shown.material.plays("EV-03"):
            continue
        found = _ALL_NOT.search(shown.text)
        place = (found.start(), found.end()) if found else _bare_row(shown.text)
        if place:
            yield Fault("未采纳的意见没有逐条说明理由", quote(shown.document, *place))


def _bare_row(text: str) -> tuple[int, int] | None:
    """A row of a list of opinions whose last cell says only that it was not adopted."""
    at = 0
    for line in text.split("\n"):
        cells = [c for c in re.split(r"\||\s{2,}|\t", line) if c.strip()]
        if len(cells) >= 3 and re.fullmatch(f"\\s*{_NOT}\\s*", cells[-1]):
            return at, at + len(line)
        at += len(line) + 1
    return None


def _number(word: str) -> int:
    from corpus.numbering import parse_number

    return parse_number(word) or 0
