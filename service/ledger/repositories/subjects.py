"""Subjects (审计对象): names of what audit entries are about, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from service.ledger.records import Subject
from service.ledger.repositories.base import Repository
from service.ledger.tables import (
    ApiKeyRow,
    DepartmentRow,
    FileRow,
    JobRow,
    MatterRow,
    ReviewRow,
    UserRow,
    VersionRow,
)

Key = tuple[str, str]
"""The kind and the id of a subject."""
_ABOUT = (MatterRow.id, MatterRow.number, MatterRow.title, VersionRow.number)
_OF_MATTERS: Mapping[str, tuple[Any, Any]] = {
    "version": (
        VersionRow.id,
        select(VersionRow.id, *_ABOUT).join(MatterRow, MatterRow.id == VersionRow.matter_id),
    ),
    "review": (
        ReviewRow.id,
        select(ReviewRow.id, *_ABOUT)
        .join(VersionRow, VersionRow.id == ReviewRow.version_id)
        .join(MatterRow, MatterRow.id == ReviewRow.matter_id),
    ),
    "job": (
        JobRow.id,
        select(JobRow.id, *_ABOUT)
        .join(VersionRow, VersionRow.id == JobRow.version_id)
        .join(MatterRow, MatterRow.id == VersionRow.matter_id),
    ),
    "file": (
        FileRow.id,
        select(FileRow.id, *_ABOUT, FileRow.name)
        .join(VersionRow, VersionRow.id == FileRow.version_id)
        .join(MatterRow, MatterRow.id == VersionRow.matter_id),
    ),
}
_NAMED: Mapping[str, tuple[Any, Any]] = {
    "user": (UserRow.id, UserRow.name),
    "department": (DepartmentRow.id, DepartmentRow.name),
    "key": (ApiKeyRow.id, ApiKeyRow.name),
}


class Subjects(Repository):
    """审计对象仓储, for whoever may read the trail."""

    def named(self, keys: Iterable[Key]) -> dict[Key, Subject]:
        """对象名称 by kind and id; what has none is left out."""
        found: dict[Key, Subject] = {}
        groups: dict[str, list[str]] = {}
        for kind, identity in keys:
            groups.setdefault(kind, []).append(identity)
        for kind, ids in groups.items():
            found |= {(kind, one): subject for one, subject in self._of(kind, ids).items()}
        return found

    def _of(self, kind: str, ids: list[str]) -> dict[str, Subject]:
        if kind in _NAMED:
            column, name = _NAMED[kind]
            rows = self._session.execute(select(column, name).where(column.in_(ids)))
            return {identity: Subject(word, "") for identity, word in rows}
        if kind == "matter":
            matters = self._session.execute(
                select(MatterRow.id, MatterRow.number, MatterRow.title).where(MatterRow.id.in_(ids))
            )
            return {one: Subject(f"{number} {title}", one) for one, number, title in matters}
        if kind in _OF_MATTERS:
            column, statement = _OF_MATTERS[kind]
            rows = self._session.execute(statement.where(column.in_(ids)))
            return {row[0]: _of_matter(*row[1:]) for row in rows}
        return {}


def _of_matter(matter_id: str, number: str, title: str, version: int, file: str = "") -> Subject:
    name = f"{number} {title}（第 {version} 版）"
    return Subject(f"{name}：{file}" if file else name, matter_id)
