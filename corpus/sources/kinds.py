"""Kinds (文件类别): statute, decision, interpretation or normative document, by name and level."""

from __future__ import annotations

import re

from corpus.instrument import InstrumentKind, Level

_DECISION = re.compile(
    r"(?:关于|.*(?:修改|废止|修订|授权|批准|设立|清理)).*的?决定$|.*修正案(?:[（(].*)?$"
)
_INTERPRETATION = re.compile(r".*(?:的解释|法律解释)(?:[（(].*)?$")
_STATUTE_LEVELS = frozenset(
    (
        Level.CONSTITUTION,
        Level.LAW,
        Level.ADMIN_REG,
        Level.DEPT_RULE,
        Level.PROV_REG,
        Level.CITY_REG,
        Level.PROV_RULE,
        Level.CITY_RULE,
    )
)


def kind_of(name: str, level: Level) -> InstrumentKind:
    """文件类别: judicial level first, then the name, then the level."""
    if level is Level.INTERPRETATION:
        return InstrumentKind.INTERPRETATION
    if level in _STATUTE_LEVELS:
        if _DECISION.match(name):
            return InstrumentKind.DECISION
        if _INTERPRETATION.match(name):
            return InstrumentKind.INTERPRETATION
        return InstrumentKind.STATUTE
    return InstrumentKind.NORM_DOC if level is Level.NORM_DOC else InstrumentKind.OTHER
