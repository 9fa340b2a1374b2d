"""Review options (审查选项): words from outside into types, the same for every way in."""

from __future__ import annotations

import json
import re
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
    """审查选项: None means that it is to be recognised (kind, level) or is today (as_of).

    `main` names the draft of a package, "" leaves the choice to us. `roles` are what the user says
    that materials are: file name and evidence id, or "unrelated".
    """

    kind: Kind | None = None
    issuer_level: IssuerLevel | None = None
    stance: Stance = Stance.NEUTRAL
    as_of: date | None = None
    main: str = ""
    roles: tuple[tuple[str, str], ...] = ()


def parse_options(
    *,
    kind: str | None = None,
    issuer_level: str | None = None,
    stance: str | None = None,
    as_of: str | None = None,
    main: str | None = None,
    roles: str | None = None,
) -> ReviewOptions:
    """解析选项: empty, None and "auto" take the default; `roles` as `parse_roles` takes them.

    Raises:
        BadOption: a value that is none of the known ones, no date (YYYY-MM-DD), or wrong roles.
    """
    return ReviewOptions(
        kind=_choice(Kind, kind, "文书类型 kind"),
        issuer_level=_choice(IssuerLevel, issuer_level, "制定主体层级 issuer_level"),
        stance=_choice(Stance, stance, "审查立场 stance") or Stance.NEUTRAL,
        as_of=parse_date(as_of),
        main=(main or "").strip(),
        roles=parse_roles(roles),
    )


def parse_roles(written: str | None) -> tuple[tuple[str, str], ...]:
    """材料角色: a JSON object {"file": "EV-12"}, or FILE=EV-12, one a line or parted by ";".

    Raises:
        BadOption: neither of these, or a file named twice.
    """
    words = (written or "").strip()
    pairs = _json_pairs(words) if words.startswith("{") else _line_pairs(words)
    if len({name for name, _ in pairs}) < len(pairs):
        raise BadOption("roles 中同一文件写了两次")
    return tuple(pairs)


def _json_pairs(words: str) -> list[tuple[str, str]]:
    try:
        found = json.loads(words, object_pairs_hook=list)
    except (ValueError, RecursionError):
        raise BadOption("roles 不是 JSON 对象") from None
    if not all(isinstance(role, str) for _, role in found):
        raise BadOption('roles 应为 {"文件名": "EV-12"} 的形式')
    return [(name.strip(), role.strip()) for name, role in found]


def _line_pairs(words: str) -> list[tuple[str, str]]:
    pairs = []
    for line in filter(str.strip, re.split(r"[\n;；]", words)):
        name, equals, role = line.rpartition("=")
        if not equals or not name.strip():
            raise BadOption("材料角色应写作 文件名=EV-12（或 unrelated）的形式")
        pairs.append((name.strip(), role.strip()))
    return pairs


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
