"""Submission (送审材料): what the adviser hands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.document import Document

UNRELATED = "unrelated"
"""What a user says of a material that does not belong to the draft."""


class Kind(StrEnum):
    """文书类型."""

    NORM_DOC = "norm_doc"
    GOV_RULE = "gov_rule"
    DEPT_RULE = "dept_rule"
    LOCAL_REG = "local_reg"
    MAJOR_DECISION = "major_decision"
    CONTRACT = "contract"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name of the kind."""
        return _KIND_LABEL[self]


_KIND_LABEL = {
    Kind.NORM_DOC: "行政规范性文件",
    Kind.GOV_RULE: "地方政府规章",
    Kind.DEPT_RULE: "部门规章",
    Kind.LOCAL_REG: "地方性法规",
    Kind.MAJOR_DECISION: "重大行政决策",
    Kind.CONTRACT: "合同",
    Kind.OTHER: "其他文书",
}


class IssuerLevel(StrEnum):
    """制定主体层级."""

    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    MINISTRY = "ministry"
    STATE = "state"

    @property
    def label(self) -> str:
        """The Chinese name of the level."""
        return _LEVEL_LABEL[self]


_LEVEL_LABEL = {
    IssuerLevel.TOWNSHIP: "乡镇（街道）",
    IssuerLevel.COUNTY: "县级",
    IssuerLevel.CITY: "设区的市级",
    IssuerLevel.PROVINCE: "省级",
    IssuerLevel.MINISTRY: "国务院部门",
    IssuerLevel.STATE: "国家级",
}


class Stance(StrEnum):
    """审查立场 (contracts)."""

    GOV = "gov"
    PARTY_A = "party_a"
    PARTY_B = "party_b"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Submission:
    """送审材料: the draft with what is known about it.

    `kind_reason` and `level_reason` say in Chinese why the kind and level were taken ("用户指定",
    or the words recognised). `received_on` is the day it was handed in. `chosen_roles` are what
    the user says that materials are: pairs of file name and evidence id, or `UNRELATED`.
    `main_reason` says why this file of a package was taken for the draft, "" where it was told.
    `unread_materials` are names of files that were handed in and could not be read.
    """

    document: Document
    kind: Kind
    issuer_level: IssuerLevel | None = None
    kind_reason: str = ""
    level_reason: str = ""
    stance: Stance = Stance.NEUTRAL
    materials: tuple[Document, ...] = ()
    received_on: date | None = None
    chosen_roles: tuple[tuple[str, str], ...] = ()
    main_reason: str = ""
    unread_materials: tuple[str, ...] = ()

    @property
    def roles(self) -> Mapping[str, str]:
        """人工指定的材料角色: file name to evidence id, or `UNRELATED`."""
        return dict(self.chosen_roles)
