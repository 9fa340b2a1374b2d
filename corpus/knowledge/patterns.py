"""Patterns of rule files (规则正则): pieces with macros put in, compiled, errors named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.errors import KnowledgeError


def compiled(pattern: str, macros: Mapping[str, str], where: str) -> re.Pattern[str]:
    """Put the macros in ({NAME}) and compile.

    Raises:
        KnowledgeError: no regular expression; `where` names the file and the rule.
    """
    for name, value in macros.items():
        pattern = pattern.replace("{" + name + "}", value)
    try:
        return re.compile(pattern)
    except re.error as error:
        raise KnowledgeError(f"{where} 的正则有误：{error}") from error


def any_of(
    patterns: str | Sequence[str] | None, macros: Mapping[str, str], where: str
) -> re.Pattern[str] | None:
    """One pattern that matches what any of them does, or the one given; None where there is none."""
    if isinstance(patterns, str):
        return compiled(patterns, macros, where)
    return compiled("|".join(f"(?:{p})" for p in patterns), macros, where) if patterns else None
