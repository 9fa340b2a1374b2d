"""Power (设定权): may an issuer of this level, in this kind of document, do that at all?

Legal source: 行政处罚法 arts. 10-16, 行政许可法 arts. 14-17, 行政强制法 arts. 10-13, 立法法 arts.
80-93; the table itself is `corpus/knowledge/data/public/powers.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.instrument import Level
from corpus.knowledge.types import Category, Power
from models.submission import IssuerLevel, Kind

Answer = Literal["may", "may_not", "unclear"]

_LEVELS: dict[tuple[Kind, IssuerLevel | None], Level] = {
    (Kind.GOV_RULE, IssuerLevel.PROVINCE): Level.PROV_RULE,
    (Kind.LOCAL_REG, IssuerLevel.PROVINCE): Level.PROV_REG,
}
_DEFAULT = {
    Kind.NORM_DOC: Level.NORM_DOC,
    Kind.MAJOR_DECISION: Level.NORM_DOC,
    Kind.DEPT_RULE: Level.DEPT_RULE,
    Kind.GOV_RULE: Level.CITY_RULE,
    Kind.LOCAL_REG: Level.CITY_REG,
}
_KIND_KEY = {Kind.MAJOR_DECISION: ("major_decision", "norm_doc")}
_HEAVY = re.compile(
    r"没收|吊销|暂扣|停产|停业|关闭|取缔|拘留|资格|不得|禁止|名单|收缴|保证金|押金|暂停|停止"
)
_REVOKE_LICENCE = re.compile(r"吊销[^，。；]{0,8}(营业执照|执照)|拘留|限制人身自由")
_SEAL = re.compile(r"查封|扣押|暂扣|扣留|封存")


@dataclass(frozen=True, slots=True)
class PowerAnswer:
    """设定权判断: the answer, the table's row if one applies, and the reason in Chinese."""

    answer: Answer
    power: Power | None
    reason: str


def level_of(kind: Kind, issuer: IssuerLevel | None) -> Level:
    """Return the level in the hierarchy of law of a document of this kind and issuer."""
    return _LEVELS.get((kind, issuer)) or _DEFAULT.get(kind, Level.NORM_DOC)


def decide_power(
    act: str,
    category: Category,
    kind: Kind,
    issuer: IssuerLevel | None,
    powers: Sequence[Power],
    trigger: str,
) -> PowerAnswer:
    """设定权判断 for an act; `trigger` are the words that do it (which kind of penalty …)."""
    level = level_of(kind, issuer)
    power = next((p for p in powers if p.subject == act and level in p.levels), None)
    if power is None and not applies(category, kind):
        return PowerAnswer("may", None, f"{category.name}的限制不及于{kind.label}")
    if issuer is IssuerLevel.STATE:
        return PowerAnswer("unclear", power, "国务院文件可能属于国务院决定，需结合授权判断")
    if power is None:
        return PowerAnswer("may_not", None, f"{kind.label}不得作此规定，各级文件均受同一限制")
    return _by_limit(power, kind, trigger)


def applies(category: Category, kind: Kind) -> bool:
    """Tell whether a category concerns documents of this kind."""
    keys = _KIND_KEY.get(kind, (kind.value,))
    return any(key in category.applies_to for key in keys)


def _by_limit(power: Power, kind: Kind, trigger: str) -> PowerAnswer:
    limits = f"{kind.label}的权限：{power.limits}"
    match power.may:
        case "all" | "if_no_law" | "if_no_law_or_admin_reg":
            return PowerAnswer("may", power, limits)
        case "except_liberty" | "except_liberty_and_license_revocation":
            outside = _REVOKE_LICENCE.search(trigger)
            return PowerAnswer("may_not" if outside else "may", power, limits)
        case "warning_criticism_limited_fine":
            return PowerAnswer("may_not" if _HEAVY.search(trigger) else "may", power, limits)
        case "seal_seize_only":
            return PowerAnswer("may" if _SEAL.search(trigger) else "may_not", power, limits)
        case "partial" | "temporary_only" | "conditional" | "catalogue_only":
            return PowerAnswer("unclear", power, limits)
        case _:
            return PowerAnswer("may_not", power, limits)
