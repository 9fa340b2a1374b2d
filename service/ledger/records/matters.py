"""Records of matters (事项记录): matters, versions, files, and what to look for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from models.submission import Kind
from service.ledger.paging import FIRST_PAGE, Paging
from service.ledger.records.reviews import Review
from service.ledger.words import FileRole, MatterStatus

Sort = Literal["created", "changed", "due", "number", "title", "severity"]


@dataclass(frozen=True, slots=True)
class NewMatter:
    """新事项: `kind` None is set by the first review; `due` is the day an answer is asked for."""

    title: str
    department_id: str
    kind: Kind | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """审查事项: `number` is its number of the year, `review` the newest one."""

    id: str
    number: str
    title: str
    kind: Kind | None
    department_id: str
    department: str
    status: MatterStatus
    due: date | None
    reviewer_id: str | None
    reviewer: str | None
    created_by: str
    created_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    review: Review | None


@dataclass(frozen=True, slots=True)
class MatterQuery:
    """台账检索: None and "" ask for nothing; days include both ends.

    `text` is sought in title and number. `created` and `due` are (from, to). `at_least` asks for
    that many findings of a severity in the newest review, e.g. {"critical": 1}.
    """

    text: str = ""
    kinds: frozenset[Kind] = frozenset()
    statuses: frozenset[MatterStatus] = frozenset()
    department_id: str | None = None
    reviewer_id: str | None = None
    created: tuple[date | None, date | None] = (None, None)
    due: tuple[date | None, date | None] = (None, None)
    at_least: tuple[tuple[str, int], ...] = ()
    conclusion: str = ""
    sort: Sort = "created"
    ascending: bool = False
    paging: Paging = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class Incoming:
    """送来的文件: a cleaned name and the bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class NewVersion:
    """新版本: a draft (or package), its materials, the JSON of its review options, a remark."""

    draft: Incoming
    materials: tuple[Incoming, ...] = ()
    options: str = "{}"
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """台账中的文件: its facts; `deleted_at` says since when the bytes are gone."""

    id: str
    role: FileRole
    name: str
    sha256: str
    size: int
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Version:
    """送审稿版本: `draft` first, then `materials` in the order they came."""

    id: str
    matter_id: str
    number: int
    note: str
    options: str
    created_by: str
    created_at: datetime
    draft: StoredFile
    materials: tuple[StoredFile, ...]
