"""Doubts (存疑): what is uncertain or contradictory in the library, by kind, never settled silently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.instrument import Level
from corpus.library.rows import day

if TYPE_CHECKING:
    from corpus.library.library import Library


class DoubtKind(StrEnum):
    """存疑类别; the first four are contradictions between sources."""

    COMMENCEMENT_CONFLICT = "commencement_conflict"
    TEXT_CONFLICT = "text_conflict"
    STATUS_CONFLICT = "status_conflict"
    VERSION_CONFLICT = "version_conflict"
    FIRST_DAY = "first_day_unverified"
    REMEMBERED = "first_day_from_memory"
    VERSION_UNKNOWN = "version_unknown"
    REPEAL_DAY = "repeal_day_unverified"
    TEXT_MISSING = "text_missing"
    PRESUMED_VALIDITY = "validity_presumed"
    WATCH = "watch"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name of the kind."""
        return _LABEL[self]

    @property
    def is_contradiction(self) -> bool:
        """Tell whether sources contradict one another (矛盾), as against a missing fact."""
        return self in _CONTRADICTIONS


_LABEL = {
    DoubtKind.COMMENCEMENT_CONFLICT: "施行日矛盾",
    DoubtKind.TEXT_CONFLICT: "版本文字不同",
    DoubtKind.STATUS_CONFLICT: "废止与现行矛盾",
    DoubtKind.VERSION_CONFLICT: "版本日矛盾",
    DoubtKind.FIRST_DAY: "施行日未核到",
    DoubtKind.REMEMBERED: "施行日凭公开资料补记",
    DoubtKind.VERSION_UNKNOWN: "版本日期不明",
    DoubtKind.REPEAL_DAY: "废止日未核到",
    DoubtKind.TEXT_MISSING: "文本不在库",
    DoubtKind.PRESUMED_VALIDITY: "有效期系推定",
    DoubtKind.WATCH: "待核事项",
    DoubtKind.OTHER: "其他",
}
_CONTRADICTIONS = frozenset(
    (
        DoubtKind.COMMENCEMENT_CONFLICT,
        DoubtKind.TEXT_CONFLICT,
        DoubtKind.STATUS_CONFLICT,
        DoubtKind.VERSION_CONFLICT,
    )
)
FIRST_DAY_KINDS = frozenset(
    (DoubtKind.COMMENCEMENT_CONFLICT, DoubtKind.FIRST_DAY, DoubtKind.REMEMBERED)
)
"""Kinds that concern the first day only, so that they no longer matter once it surely is past."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """存疑: one sentence about one text. `uncertain_until` as in `Expression`."""

    kind: DoubtKind
    law: str
    version_on: date | None
    level: Level
    message: str
    uncertain_until: date | None = None

    @property
    def name(self) -> str:
        """The law with its version, for people."""
        return f"{self.law}（{self.version_on or '版本日期不明'}）"

    def matters_on(self, on: date) -> bool:
        """Tell whether the doubt can change an answer for a date."""
        only_first_day = self.kind in FIRST_DAY_KINDS and self.uncertain_until is not None
        return not only_first_day or (self.uncertain_until or on) > on


def list_doubts(library: Library) -> list[Doubt]:
    """存疑清单: all doubts, contradictions first, then by kind, law and version."""
    rows = library.query(
        "SELECT d.kind, e.name, e.version_on, e.level, d.message, e.uncertain_until"
        " FROM doubt d JOIN expression e ON e.id = d.expression_id"
    )
    found = [
        Doubt(DoubtKind(kind), law, day(version), Level(level), message, day(until))
        for kind, law, version, level, message, until in rows
    ]
    order = list(DoubtKind)
    return sorted(found, key=lambda d: (order.index(d.kind), d.name, d.message))


def doubts(library: Library) -> list[tuple[str, str]]:
    """存疑清单: (law with its version, Chinese sentence) for all that a person should check."""
    return [(doubt.name, doubt.message) for doubt in list_doubts(library)]
