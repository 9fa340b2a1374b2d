"""Patterns of rule files (规则正则): pieces with macros put in, compiled, errors named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class LatePattern:
    """An expression that is compiled when it is first asked: most rules never come to their exceptions."""

    pattern: str
    where: str

    def search(self, text: str) -> re.Match[str] | None:
        """As that of `re.Pattern`.

        Raises:
            KnowledgeError: no regular expression; named as `compiled` does.
        """
        return _kept(self.pattern, self.where).search(text)


@cache
def _kept(pattern: str, where: str) -> re.Pattern[str]:
    return compiled(pattern, {}, where)


def compiled(pattern: str, macros: Mapping[str, str], where: str) -> re.Pattern[str]:
    """Put the macros in ({NAME}) and compile.

    Raises:
        KnowledgeError: no regular expression; `where` names the file and the rule.
    """
    try:
        return re.compile(_filled(pattern, macros))
    except re.error as error:
        raise KnowledgeError(f"{where} 的正则有误：{error}") from error


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    for name, value in macros.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern


def any_of(
    patterns: str | Sequence[str] | None, macros: Mapping[str, str], where: str
) -> re.Pattern[str] | None:
    """One pattern that matches what any of them does, or the one given; None where there is none."""
    if isinstance(patterns, str):
        return compiled(patterns, macros, where)
    return compiled("|".join(f"(?:{p})" for p in patterns), macros, where) if patterns else None


def late(pattern: str, macros: Mapping[str, str], where: str) -> LatePattern:
    """As `compiled`, but compiled when it is first asked."""
    return LatePattern(_filled(pattern, macros), where)


def late_any_of(
    patterns: Sequence[str], macros: Mapping[str, str], where: str
) -> LatePattern | None:
    """As `any_of`, compiled when it is first asked."""
    if not patterns:
        return None
    return late("|".join(f"(?:{p})" for p in patterns), macros, where)
