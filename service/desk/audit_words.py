"""Audit words (审计用语): actions, subjects and details of the audit trail in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from service.access.roles import rights
from service.ledger.records import AuditEntry
from service.ledger.words import MatterStatus, Role, Verdict

_FILE = Path(__file__).with_suffix(".yaml")
_SHORT = 12
"""Digits of a hash that are shown."""


@dataclass(frozen=True, slots=True)
class AuditWords:
    """审计用语 as shipped: ids and what they are called."""

    actions: Mapping[str, str]
    subjects: Mapping[str, str]
    via: Mapping[str, str]
    details: Mapping[str, str]
    formats: Mapping[str, str]

    def said(self, entry: AuditEntry, people: Mapping[str, str]) -> str:
        """说明 of an entry: its details in words; `people` are names by id."""
        parts = [
            f"{self.details[key]}：{self._value(key, str(value), people)}"
            for key, value in entry.detail.items()
            if key in self.details and str(value)
        ]
        digest = str(entry.detail.get("sha256", ""))[:_SHORT]
        return "；".join([*parts, f"摘要值：{digest}…"] if digest else parts)

    def _value(self, key: str, word: str, people: Mapping[str, str]) -> str:
        if key == "reviewer":
            return people.get(word, word)
        if key == "format":
            return self.formats.get(word, word)
        named = _NAMED.get(key)
        return named(word) if named else word


@cache
def audit_words() -> AuditWords:
    """审计用语 of the program."""
    found = yaml.safe_load(_FILE.read_text("utf-8"))
    return AuditWords(**found)


def _roles(word: str) -> str:
    held = [one for one in word.split("、") if one in set(Role)]
    return "、".join(rights().roles[Role(one)].name for one in held)


def _scopes(word: str) -> str:
    known = rights().scopes
    return "、".join(known[one].name if one in known else one for one in word.split())


def _status(word: str) -> str:
    return MatterStatus(word).label if word in set(MatterStatus) else word


def _verdict(word: str) -> str:
    return Verdict(word).label if word in set(Verdict) else word


_NAMED: Mapping[str, Callable[[str], str]] = {
    "roles": _roles,
    "scopes": _scopes,
    "before": _status,
    "status": _status,
    "verdict": _verdict,
}
