"""Norm (规范): who shall or may do what, under which conditions, with which consequence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.span import Span

Addressee = Literal["internal", "external", "unknown"]
"""规范对象: the administration itself, people outside it, or undecided."""

ModalityKind = Literal[
    "obligation", "prohibition", "permission", "encouragement", "exemption", "none"
]
"""规范方式: 应当, 不得, 可以, 鼓励, 无需, or none."""

Bound = Literal["at_least", "at_most", "exact"]
"""界限: 不少于, 不超过, or exactly."""

PeriodUnit = Literal["hour", "day", "workday", "month", "year"]
PeriodRole = Literal["deadline", "duration", "notice", "ban", "validity", "other"]
AmountUnit = Literal["yuan", "times", "percent", "count", "age"]
Level = Literal[
    "state", "province", "city", "county", "township", "village", "association", "court", "unknown"
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """词组: a stretch of the text without a value of its own."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Modality:
    """规范用语: the modal word and what it makes of the conduct."""

    span: Span
    kind: ModalityKind


@dataclass(frozen=True, slots=True)
class Sanction:
    """处罚: kind, and for a fine its range.

    `low` and `high` are in yuan or in times of `base` (违法所得, 货值金额 …); None where open or
    not named. `span` covers the words of the sanction.
    """

    span: Span
    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Literal["yuan", "times", "none"] = "none"
    base: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """数量: a number or range with its unit; an open side is None; `of` names what is counted."""

    span: Span
    low: Decimal | None
    high: Decimal | None
    unit: AmountUnit
    of: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """期限: value and unit as written, its role, and whether it is a floor or a ceiling."""

    span: Span
    value: Decimal
    unit: PeriodUnit
    role: PeriodRole
    bound: Bound

    @property
    def days(self) -> Decimal:
        """Rough length in calendar days; a working day counts 7/5, a month 30, a year 365."""
        return self.value * _DAYS[self.unit]


_DAYS: dict[str, Decimal] = {
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "workday": Decimal("1.4"),
    "month": Decimal(30),
    "year": Decimal(365),
}


@dataclass(frozen=True, slots=True)
class Body:
    """机关或组织: name as written, level, field of work; `or_above` for 县级以上."""

    span: Span
    name: str
    level: Level
    field: str
    or_above: bool = False


@dataclass(frozen=True, slots=True)
class Norm:
    """规范: one clause of a sentence (cut at 。 and ；), a list together with its lead.

    `span` is the clause, `sentence` the whole sentence it stands in. Every component has offsets
    in the text that was read.
    """

    span: Span
    sentence: Span
    addressee: Addressee
    modality: ModalityKind
    subject: Phrase | None = None
    conduct: Phrase | None = None
    modalities: tuple[Modality, ...] = ()
    conditions: tuple[Phrase, ...] = ()
    exceptions: tuple[Phrase, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    amounts: tuple[Amount, ...] = ()
    periods: tuple[Period, ...] = ()
    bodies: tuple[Body, ...] = ()
