"""Effective date (施行日期): stated, not before the day of issue, not too soon (FR-04).

Legal source: 立法法 art. 61; 规章制定程序条例 art. 32 (thirty days between publication and effect).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.span import Span
from corpus.structure.dates import DATE, date_of
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_CATEGORY = "missing_or_wrong_effective_date"
_STATED = re.compile(
    r"(?:自|从|于|由)[^。；\n]{0,45}?(?:起|之日|日)[^。；\n]{0,12}?(?:施行|实施|执行|生效)"
    r"|(?:施行|实施|生效|执行)(?:日期|时间)(?:为|：|:|是|由|自)"
    r"|[年月日]起?(?:正式)?(?:施行|实施|执行|生效)"
    r"|有效期限?(?:自|从|为)[^。；\n]{0,24}?[年月日]起?[^。；\n]{0,4}[至到—-]"
)
_ON_PUBLICATION = re.compile(r"自(?:公布|发布|印发|颁布)之日起(?:施行|实施|执行|生效)")
_AMENDED = re.compile("修正|修订|修改")
_RULES = frozenset({Kind.GOV_RULE, Kind.DEPT_RULE})
_INTERVAL = timedelta(days=30)
_URGENT = re.compile("有碍(?:本[一-龥]{1,4})?施行|国家安全|外汇|汇率|货币政策|应急处置|疫情防控")
"""Words of the reasons for which a rule may start at once (规章制定程序条例 art. 32)."""
_NEAR = 90
"""Characters before and after the first day in which a day of issue is looked for."""
_ISSUED = (
    re.compile(rf"{DATE}[^，。；\n]{{0,12}}?(?:印发|公布|发布|签发|发出)(?!的|之|后|前|以)"),
    re.compile(rf"(?:印发|公布|发布|签发|落款)(?:日期|时间)(?:为|是|：|:)?{DATE}"),
)


def check_effective_date(draft: Draft) -> Iterator[Issue | Fine]:
    """施行日期: missing, too early, or too soon."""
    stated = _last_statement(draft)
    if stated is None:
        if draft.is_regulation:
            yield _missing(draft)
        return
    problem = _too_early(draft) or _too_soon(draft, stated)
    yield problem or Fine("施行日期", "施行日期已写明", stated)


def _last_statement(draft: Draft) -> Span | None:
    found = [
        m for part in draft.margins for m in _STATED.finditer(draft.text, part.start, part.end)
    ]
    return Span(found[-1].start(), found[-1].end()) if found else None


def _missing(draft: Draft) -> Issue:
    heavy = draft.kind is not Kind.NORM_DOC
    return Issue(
        "FR-04",
        _CATEGORY,
        "FR-04",
        Severity.CRITICAL if heavy else Severity.MAJOR,
        "全文没有写明施行日期，效力起点不确定，无法判断新旧规定如何衔接。",
        f"在附则最后一条写明“本{draft.genre[-2:]}自×年×月×日起施行”。",
    )


def _days(draft: Draft) -> tuple[date, date] | None:
    """Issue and effect as the document states them; amended texts carry several issue dates."""
    about = draft.document.metadata
    issued = about.issued_on or _told(draft)
    head = draft.text[: draft.articles[0].span.start] if draft.articles else draft.text[:500]
    if draft.kind is Kind.LOCAL_REG or _AMENDED.search(head):
        return None
    if issued is None or about.effective_on is None:
        return None
    return issued, about.effective_on


def _told(draft: Draft) -> date | None:
    """The day of issue where no signature gives it, but the words around the first day do."""
    place = draft.document.metadata.effective_span
    if place is None:
        return None
    start, end = max(place.start - _NEAR, 0), min(place.end + _NEAR, draft.main_end)
    found = [m for p in _ISSUED for m in p.finditer(draft.text, start, end)]
    own = [m for m in found if m.end() <= place.start or m.start() >= place.end]
    return date_of(own[0]) if len(own) == 1 else None


def _too_early(draft: Draft) -> Issue | None:
    days = _days(draft)
    if days is None or days[1] >= days[0]:
        return None
    issued, effective = days
    return Issue(
        "FR-04",
        _CATEGORY,
        "FR-04",
        Severity.CRITICAL,
        f"施行日期（{_in_words(effective)}）早于成文日期（{_in_words(issued)}），"
        "等于让文件对印发之前的行为生效，相对人无从事先知晓。",
        "将施行日期改为成文日期当日或者之后；涉及经营主体的，留出适应调整期。",
        draft.document.metadata.effective_span,
        source="arithmetic",
    )


def _too_soon(draft: Draft, stated: Span) -> Issue | None:
    """Thirty days bind rules only, and not those that say why they cannot wait, or are about such a matter."""
    start = draft.text.rfind("\n", 0, stated.start) + 1
    paragraph = draft.text[start : stated.end + _NEAR].partition("\n")[0]
    if draft.kind not in _RULES or _URGENT.search(draft.title + paragraph):
        return None
    days = _days(draft)
    at_once = bool(_ON_PUBLICATION.search(stated.of(draft.text)))
    if not at_once and (days is None or days[1] - days[0] >= _INTERVAL):
        return None
    gap = (
        "自公布之日起施行" if at_once or days is None else f"公布后{(days[1] - days[0]).days}日施行"
    )
    return Issue(
        "FR-04",
        _CATEGORY,
        "FR-04",
        Severity.MAJOR,
        f"本规章{gap}，不足三十日。只有涉及国家安全、外汇汇率、货币政策，"
        "或者不立即施行将有碍施行的，才可以例外。",
        "在起草说明中写明立即施行的理由；没有理由的，改为公布满三十日后施行。",
        stated,
    )


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
