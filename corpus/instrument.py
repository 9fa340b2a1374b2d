"""Instruments of law (法律文件) and their dated versions, after FRBR: work and expression."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """效力层级, from the highest down; `rank` orders them."""

    CONSTITUTION = "constitution"  # 宪法
    LAW = "law"  # 法律、立法解释、修改决定
    ADMIN_REG = "admin_reg"  # 行政法规
    INTERPRETATION = "interpretation"  # 司法解释
    DEPT_RULE = "dept_rule"  # 部门规章
    PROV_REG = "prov_reg"  # 省级地方性法规
    CITY_REG = "city_reg"  # 设区的市地方性法规
    PROV_RULE = "prov_rule"  # 省级政府规章
    CITY_RULE = "city_rule"  # 设区的市政府规章
    NORM_DOC = "norm_doc"  # 规范性文件
    OTHER = "other"

    @property
    def rank(self) -> int:
        """0 for the constitution; larger is lower. Equal ranks do not bind one another."""
        return _RANK[self]

    @property
    def label(self) -> str:
        """The Chinese name of the level."""
        return _LABEL[self]


_RANK = {
    Level.CONSTITUTION: 0,
    Level.LAW: 1,
    Level.ADMIN_REG: 2,
    Level.INTERPRETATION: 2,
    Level.DEPT_RULE: 4,
    Level.PROV_REG: 3,
    Level.CITY_REG: 5,
    Level.PROV_RULE: 5,
    Level.CITY_RULE: 6,
    Level.NORM_DOC: 7,
    Level.OTHER: 8,
}
_LABEL = {
    Level.CONSTITUTION: "宪法",
    Level.LAW: "法律",
    Level.ADMIN_REG: "行政法规",
    Level.INTERPRETATION: "司法解释",
    Level.DEPT_RULE: "部门规章",
    Level.PROV_REG: "省级地方性法规",
    Level.CITY_REG: "设区的市地方性法规",
    Level.PROV_RULE: "省级政府规章",
    Level.CITY_RULE: "设区的市政府规章",
    Level.NORM_DOC: "规范性文件",
    Level.OTHER: "其他",
}


class InstrumentKind(StrEnum):
    """文件类别: what an instrument is, beside its level; `label` is the Chinese name."""

    STATUTE = "statute"  # 法律、法规、规章的正文
    DECISION = "decision"  # 修改、废止、授权等决定和修正案
    INTERPRETATION = "interpretation"  # 立法解释、司法解释、批复
    NORM_DOC = "norm_doc"  # 行政规范性文件
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name of the kind."""
        return _KIND_LABEL[self]


_KIND_LABEL = {
    InstrumentKind.STATUTE: "法律法规规章",
    InstrumentKind.DECISION: "决定和修正案",
    InstrumentKind.INTERPRETATION: "解释",
    InstrumentKind.NORM_DOC: "规范性文件",
    InstrumentKind.OTHER: "其他文件",
}


@dataclass(frozen=True, slots=True, order=True)
class ArticleNumber:
    """条号: `ArticleNumber(120, 1)` is 第一百二十条之一; `sub` is 0 without 之."""

    main: int
    sub: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """条: one article of one expression. `text` holds its paragraphs joined by newlines.

    `text` is verbatim from the source, without the article number in front.
    `heading` is the chapter path as the source gives it ("第一章 总则").
    """

    number: ArticleNumber
    text: str
    heading: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines of the article: 款, and below them the lines of 项."""
        return tuple(line for line in self.text.split("\n") if line.strip())


class Validity(StrEnum):
    """效力状态 on a date, computed from dates and repeals, never from a stored flag."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"  # a newer version applies on the date
    REPEALED = "repealed"
    NOT_YET = "not_yet_in_force"


@dataclass(frozen=True, slots=True)
class Expression:
    """文本版本: the text of an instrument from one date to another (end exclusive).

    `version_on` is when this text was adopted. `effective_to` is None while nothing ended it.
    `doubts` are Chinese sentences where the dates are not certain (shown to the user).
    `source` names where the text came from, for provenance.
    `region` is the full province name (上海市; 山东省 also for 青岛市), "" for national texts.
    `valid_until` is the last day of a normative document's period of validity (有效期).
    `first_day_doubts` are those of the doubts that concern the first day only; from
    `uncertain_until` on they no longer matter (`doubts_on`).
    """

    id: int
    name: str
    level: Level
    version_on: date | None
    effective_from: date | None
    effective_to: date | None
    repealed: bool
    successors: tuple[str, ...]
    source: str
    issuer: str = ""
    doubts: tuple[str, ...] = ()
    region: str = ""
    kind: InstrumentKind = InstrumentKind.STATUTE
    document_number: str = ""
    valid_until: date | None = None
    uncertain_until: date | None = None
    first_day_doubts: tuple[str, ...] = ()

    def doubts_on(self, on: date) -> tuple[str, ...]:
        """存疑 on a date: without the doubts about a first day that surely lies in the past."""
        if self.uncertain_until is None or on < self.uncertain_until:
            return self.doubts
        return tuple(d for d in self.doubts if d not in self.first_day_doubts)

    def validity(self, on: date) -> Validity:
        """Compute the state on a date."""
        if self.effective_from is not None and on < self.effective_from:
            return Validity.NOT_YET
        if self.effective_to is not None and on >= self.effective_to:
            return Validity.REPEALED if self.repealed else Validity.SUPERSEDED
        return Validity.IN_FORCE


@dataclass(frozen=True, slots=True)
class Instrument:
    """法律文件: a law as a work, with all its expressions, oldest first."""

    name: str
    level: Level
    expressions: tuple[Expression, ...]

    def at(self, on: date) -> Expression | None:
        """Return the expression in force on the date, or None."""
        return next(
            (e for e in reversed(self.expressions) if e.validity(on) is Validity.IN_FORCE), None
        )
