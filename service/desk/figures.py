"""Figures (统计): the office's year: what was reviewed, found, adopted, concluded, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from models.finding import Severity
from models.submission import Kind
from service.desk.tallies import Adoption, Category, by_category, by_severity, whole
from service.ledger import Actor, Ledger
from service.ledger.errors import BadRecord, NotFound
from service.ledger.records import Department
from service.ledger.records.figures import (
    Concluded,
    DueDeadline,
    LateMatter,
    MonthCount,
    Period,
    Unpublished,
)
from service.ledger.repositories.matter_search import local_moment
from service.wiring import Wiring

AHEAD = timedelta(days=30)
"""How far ahead deadlines are shown."""
BEHIND = timedelta(days=365)
"""How long passed ones are shown."""
MOST = 10
"""Rows of each list; the rest is counted."""
_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2999


@dataclass(frozen=True, slots=True)
class Month:
    """月度: documents and contracts first reviewed in it."""

    month: int
    documents: int
    contracts: int


@dataclass(frozen=True, slots=True)
class Speed:
    """办理: matters concluded in the year, median days from receipt, those with a day and in time."""

    concluded: int
    median_days: float | None
    with_due: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Figures:
    """统计 of one year; lists of what is due are of `today`, whatever the year.

    `categories` are by number of findings; `severities` count by severity in their order.
    `deadlines` are the next ones, `passed` those of the last year that nothing shows as done.
    """

    year: int
    today: date
    years: tuple[int, ...]
    department_id: str | None
    departments: tuple[Department, ...]
    reviewed: int
    months: tuple[Month, ...]
    kinds: tuple[tuple[Kind, int], ...]
    by_department: tuple[tuple[str, int], ...]
    categories: tuple[Category, ...]
    severities: tuple[tuple[Severity, int], ...]
    adoption: Adoption
    speed: Speed
    late: tuple[LateMatter, ...]
    late_total: int
    deadlines: tuple[DueDeadline, ...]
    deadlines_total: int
    passed: tuple[DueDeadline, ...]
    passed_total: int
    unpublished: tuple[Unpublished, ...]
    unpublished_total: int

    @property
    def department_name(self) -> str:
        """The one department that is counted, "" where they are several."""
        wanted = {self.department_id} if self.department_id else {d.id for d in self.departments}
        names = [one.name for one in self.departments if one.id in wanted]
        return names[0] if len(names) == 1 else ""

    @property
    def documents(self) -> int:
        """Documents reviewed in the year."""
        return sum(one.documents for one in self.months)

    @property
    def contracts(self) -> int:
        """Contracts reviewed in the year."""
        return sum(one.contracts for one in self.months)

    @property
    def findings(self) -> int:
        """Findings in the year's matters."""
        return self.adoption.total


class Counting:
    """统计 over one ledger."""

    def __init__(self, wiring: Wiring, ledger: Ledger) -> None:
        self._wiring = wiring
        self._ledger = ledger

    def year(
        self, actor: Actor, year: int | None = None, department_id: str | None = None
    ) -> Figures:
        """年度统计; `year` None is this one.

        Raises:
            BadRecord: no such year.
            NotFound: no such department, or one that the actor does not see.
        """
        today = self._ledger.clock().astimezone().date()
        wanted = today.year if year is None else year
        period, names = _period(wanted), self._wiring.category_names()
        with self._ledger.read() as work:
            departments = tuple(one for one in work.departments.all() if actor.sees(one.id))
            if department_id is not None and department_id not in {d.id for d in departments}:
                raise NotFound("部门")
            counted = work.figures
            months = counted.months(actor, period, department_id)
            found = counted.findings(actor, period, department_id)
            concluded = counted.concluded(actor, period, department_id)
            late, late_total = counted.late(actor, today, department_id, MOST)
            due, due_total = counted.deadlines(actor, (today, today + AHEAD), department_id, MOST)
            passed, passed_total = counted.deadlines(
                actor, (today - BEHIND, today - _DAY), department_id, MOST, latest_first=True
            )
            waiting, waiting_total = counted.unpublished(actor, department_id, MOST)
            years = counted.years(actor)
        return Figures(
            year=wanted,
            today=today,
            years=_years(years, wanted, today.year),
            department_id=department_id,
            departments=departments,
            reviewed=sum(one.matters for one in months),
            months=_months(months),
            kinds=_kinds(months),
            by_department=_departments(months),
            categories=by_category(found, names),
            severities=by_severity(found),
            adoption=whole(found),
            speed=_speed(concluded),
            late=late,
            late_total=late_total,
            deadlines=due,
            deadlines_total=due_total,
            passed=passed,
            passed_total=passed_total,
            unpublished=waiting,
            unpublished_total=waiting_total,
        )


def _period(year: int) -> Period:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadRecord(f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}")
    months = tuple(local_moment(date(year, month, 1)) for month in range(1, 13))
    return Period(months[0], local_moment(date(year + 1, 1, 1)), months)


def _years(found: tuple[int, int] | None, wanted: int, this: int) -> tuple[int, ...]:
    """Years to choose from, newest first."""
    first, last = found or (this, this)
    return tuple(sorted({*range(first, max(last, this) + 1), wanted}, reverse=True))


def _months(counts: tuple[MonthCount, ...]) -> tuple[Month, ...]:
    def total(month: int, *, contracts: bool) -> int:
        is_it = Kind.CONTRACT
        return sum(c.matters for c in counts if c.month == month and (c.kind is is_it) is contracts)

    return tuple(
        Month(month, total(month, contracts=False), total(month, contracts=True))
        for month in range(1, 13)
    )


def _kinds(counts: tuple[MonthCount, ...]) -> tuple[tuple[Kind, int], ...]:
    found = {kind: sum(c.matters for c in counts if c.kind is kind) for kind in Kind}
    return tuple(sorted(((k, n) for k, n in found.items() if n), key=lambda one: -one[1]))


def _departments(counts: tuple[MonthCount, ...]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for one in counts:
        found[one.department] = found.get(one.department, 0) + one.matters
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _speed(found: tuple[Concluded, ...]) -> Speed:
    days = [(_day(one.ended) - _day(one.received)).days for one in found]
    dated = [one for one in found if one.due is not None]
    in_time = sum(one.due is not None and _day(one.ended) <= one.due for one in dated)
    return Speed(len(found), float(median(days)) if days else None, len(dated), in_time)


def _day(moment: datetime) -> date:
    """The day of a moment where the office is."""
    return moment.astimezone().date()
