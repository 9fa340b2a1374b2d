"""Words of duties (义务用语): patterns of duties and sides, read once from `data/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from models.contracts.obligations.types import Duty

Needs = Literal["nothing", "value", "due", "definite"]


@dataclass(frozen=True, slots=True)
class DutyRule:
    """义务规则: `do` finds the deed in a clause, `unless` tells that something else is meant."""

    kind: Duty
    do: re.Pattern[str]
    unless: re.Pattern[str]
    needs: Needs
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """当事人一方的称谓: words of the side that pays, of the side that performs, of both."""

    pays: frozenset[str]
    performs: frozenset[str]
    both: tuple[str, ...]
    silent: re.Pattern[str]
    rights: re.Pattern[str]
    breach: re.Pattern[str]
    idle: re.Pattern[str]


@cache
def duty_rules() -> tuple[DutyRule, ...]:
    """义务规则 in the order in which they are tried."""
    return tuple(
        DutyRule(
            kind=Duty(entry["kind"]),
            do=_pattern(entry["do"]),
            unless=_pattern(entry["unless"]),
            needs=entry["needs"],
            hits=tuple(entry["hits"]),
            misses=tuple(entry["misses"]),
        )
        for entry in _load("duties")
    )


@cache
def sides() -> Sides:
    """当事人一方的称谓."""
    data = _load("sides")
    return Sides(
        pays=frozenset(data["pays"]),
        performs=frozenset(data["performs"]),
        both=tuple(sorted(data["both"], key=len, reverse=True)),
        silent=_pattern(data["silent"]),
        rights=_pattern(data["rights"]),
        breach=_pattern(data["breach"]),
        idle=_pattern(data["idle"]),
    )


def _pattern(words: str) -> re.Pattern[str]:
    """A folded block joins its lines by blanks, which no pattern of ours contains."""
    return re.compile(words.replace(" ", ""))


def _load(name: str) -> Any:  # noqa: ANN401 - a YAML file has any shape
    path = resources.files("models.contracts.obligations") / "data" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))
