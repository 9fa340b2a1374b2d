"""Review options (审查选项): words from outside into types, the same for every way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from corpus.errors import BadOption
from models.submission import IssuerLevel, Kind, Stance

_Value = TypeVar("_Value", bound=StrEnum)
AUTO = "auto"

STANCE_LABELS = {
    Stance.GOV: "政府一方",
    Stance.PARTY_A: "甲方",
    Stance.PARTY_B: "乙方",
    Stance.NEUTRAL: "中立",
}


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """审查选项: None means that it is to be recognised (kind, level) or is today (as_of)."""

    kind: Kind | None = None
    issuer_level: IssuerLevel | None = None
    stance: Stance = Stance.NEUTRAL
    as_of: date | None = None


def parse_options(
    *,
    kind: str | None = None,
    issuer_level: str | None = None,
    stance: str | None = None,
    as_of: str | None = None,
) -> ReviewOptions:
    """解析选项: empty, None and "auto" take the default.

    Raises:
        BadOption: a value that is none of the known ones, or no date (YYYY-MM-DD).
    """
    return ReviewOptions(
        kind=_choice(Kind, kind, "文书类型 kind"),
        issuer_level=_choice(IssuerLevel, issuer_level, "制定主体层级 issuer_level"),
        stance=_choice(Stance, stance, "审查立场 stance") or Stance.NEUTRAL,
        as_of=parse_date(as_of),
    )


def parse_date(value: str | None) -> date | None:
    """解析日期: YYYY-MM-DD; empty or None is None.

    Raises:
        BadOption: not such a date.
    """
    word = (value or "").strip()
    if not word:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise BadOption("日期 as_of 应写作 2026-11-24 的形式") from None


def _choice(values: type[_Value], word: str | None, name: str) -> _Value | None:
    cleaned = (word or "").strip()
    if cleaned in ("", AUTO):
        return None
    try:
        return values(cleaned)
    except ValueError:
        known = "、".join(value.value for value in values)
        raise BadOption(f"{name} 没有“{cleaned[:40]}”，可用的值：{known}") from None
