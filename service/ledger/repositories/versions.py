"""Versions (送审稿版本): drafts and materials as they came; bytes leave by policy, facts stay."""

from __future__ import annotations

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from corpus.errors import EmptyFile, FileTooLarge, TooManyFiles
from service.clock import Clock
from service.ledger.actor import Actor
from service.ledger.errors import Conflict, ContentDeleted, NotFound
from service.ledger.limits import Limits
from service.ledger.records import Incoming, NewVersion, StoredFile, Version
from service.ledger.repositories.audit import AuditTrail
from service.ledger.repositories.base import Repository, user_of, visible
from service.ledger.tables import ContentRow, FileRow, MatterRow, VersionRow
from service.ledger.values import line, new_id, sha256
from service.ledger.words import FileRole, MatterStatus

_AT_ONCE = 500
"""Files that one statement names."""


class Versions(Repository):
    """送审稿仓储: `limits` says how much one version may hold."""

    def __init__(self, session: Session, clock: Clock, audit: AuditTrail, limits: Limits) -> None:
        super().__init__(session, clock, audit)
        self._limits = limits

    def add(self, actor: Actor, matter_id: str, new: NewVersion) -> Version:
        """提交版本: the next number of its matter.

        Raises:
            NotFound: no such matter, or of another department.
            Conflict: the matter has ended.
            EmptyFile, FileTooLarge, TooManyFiles: beyond the limits.
        """
        self._limit(new)
        matter = self._matter(actor, matter_id, lock=True)
        if matter.status.ended:
            raise Conflict(f"事项{matter.status.label}，不能再提交版本")
        moment, author = self._clock(), user_of(actor)
        row = VersionRow(
            id=new_id(),
            matter_id=matter_id,
            number=self._next(matter_id),
            note=line(new.note, "说明", needed=False),
            options=new.options,
            created_by=author,
            created_at=moment,
        )
        self._session.add(row)
        self._session.flush()
        self._store(row.id, new)
        matter.changed_at = moment
        if matter.status is MatterStatus.RETURNED:
            matter.status = MatterStatus.REVIEWING
        self._told(actor, "version.add", row, matter.department_id, number=row.number)
        return self.get(actor, row.id)

    def get(self, actor: Actor, version_id: str) -> Version:
        """Return one.

        Raises:
            NotFound: none, or of another department.
        """
        return self._records([self._row(actor, version_id)[0]])[0]

    def of_matter(self, actor: Actor, matter_id: str) -> tuple[Version, ...]:
        """Return a matter's versions, oldest first.

        Raises:
            NotFound: no such matter, or of another department.
        """
        self._matter(actor, matter_id)
        rows = self._session.scalars(
            select(VersionRow).where(VersionRow.matter_id == matter_id).order_by(VersionRow.number)
        )
        return self._records(list(rows))

    def download(self, actor: Actor, file_id: str) -> tuple[StoredFile, bytes]:
        """取回文件, and note who did; in a writing transaction.

        Raises:
            NotFound: none, or of another department.
            ContentDeleted: the bytes are gone.
        """
        statement = (
            select(FileRow, VersionRow, MatterRow.department_id)
            .join(VersionRow, VersionRow.id == FileRow.version_id)
            .join(MatterRow, MatterRow.id == VersionRow.matter_id)
            .where(FileRow.id == file_id, visible(actor))
        )
        found = self._session.execute(statement).one_or_none()
        if found is None:
            raise NotFound("文件")
        file, _, department_id = found
        data = self._bytes(file)
        self._audit.record(actor, "file.download", ("file", file.id), department_id=department_id)
        return _file(file), data

    def contents(self, actor: Actor, version_id: str) -> tuple[Incoming, tuple[Incoming, ...]]:
        """版本内容: the draft and its materials for a review; nothing is noted.

        Raises:
            NotFound: none, or of another department.
            ContentDeleted: the bytes are gone.
        """
        self._row(actor, version_id)
        files = [Incoming(file.name, self._bytes(file)) for file in self._files([version_id])]
        return files[0], tuple(files[1:])

    def erase(self, actor: Actor, version_id: str, reason: str) -> int:
        """删除内容 of a version by hand; returns how many files lost their bytes.

        Raises:
            NotFound: none, or of another department.
            BadRecord: no reason.
        """
        word = line(reason, "删除理由")
        row, department_id = self._row(actor, version_id)
        number = self.forget([file.id for file in self._files([row.id]) if not file.deleted_at])
        self._told(actor, "version.erase", row, department_id, files=number, reason=word)
        return number

    def forget(self, file_ids: list[str]) -> int:
        """Delete the bytes of files, and say so in their facts."""
        moment = self._clock()
        for start in range(0, len(file_ids), _AT_ONCE):
            some = file_ids[start : start + _AT_ONCE]
            self._session.execute(delete(ContentRow).where(ContentRow.file_id.in_(some)))
            self._session.execute(
                update(FileRow).where(FileRow.id.in_(some)).values(deleted_at=moment)
            )
        return len(file_ids)

    def _row(self, actor: Actor, version_id: str) -> tuple[VersionRow, str]:
        statement = (
            select(VersionRow, MatterRow.department_id)
            .join(MatterRow, MatterRow.id == VersionRow.matter_id)
            .where(VersionRow.id == version_id, visible(actor))
        )
        found = self._session.execute(statement).one_or_none()
        if found is None:
            raise NotFound("送审稿版本")
        return found[0], found[1]

    def _limit(self, new: NewVersion) -> None:
        if not new.draft.data:
            raise EmptyFile
        if len(new.materials) > self._limits.files:
            raise TooManyFiles(f"材料 {len(new.materials)} 份，上限 {self._limits.files} 份")
        size = len(new.draft.data) + sum(len(one.data) for one in new.materials)
        if size > self._limits.bytes:
            raise FileTooLarge(
                f"共 {size / 2**20:.0f} MB，上限 {self._limits.bytes / 2**20:.0f} MB"
            )

    def _next(self, matter_id: str) -> int:
        last = select(func.max(VersionRow.number)).where(VersionRow.matter_id == matter_id)
        return (self._session.scalar(last) or 0) + 1

    def _store(self, version_id: str, new: NewVersion) -> None:
        for place, file in enumerate((new.draft, *new.materials)):
            row = FileRow(
                id=new_id(),
                version_id=version_id,
                place=place,
                role=FileRole.MATERIAL if place else FileRole.DRAFT,
                name=line(file.name, "文件名"),
                sha256=sha256(file.data),
                size=len(file.data),
                deleted_at=None,
            )
            self._session.add(row)
            self._session.flush()
            self._session.add(ContentRow(file_id=row.id, data=file.data))

    def _bytes(self, file: FileRow) -> bytes:
        data = self._session.scalar(select(ContentRow.data).where(ContentRow.file_id == file.id))
        if data is None:
            raise ContentDeleted(file.name)
        return data

    def _files(self, version_ids: list[str]) -> list[FileRow]:
        statement = select(FileRow).where(FileRow.version_id.in_(version_ids))
        return list(self._session.scalars(statement.order_by(FileRow.version_id, FileRow.place)))

    def _records(self, rows: list[VersionRow]) -> tuple[Version, ...]:
        files: dict[str, list[StoredFile]] = {row.id: [] for row in rows}
        for file in self._files(list(files)):
            files[file.version_id].append(_file(file))
        return tuple(_version(row, files[row.id]) for row in rows)

    def _told(
        self, actor: Actor, action: str, row: VersionRow, department_id: str, **detail: str | int
    ) -> None:
        self._audit.record(
            actor, action, ("version", row.id), department_id=department_id, detail=detail
        )


def _file(row: FileRow) -> StoredFile:
    return StoredFile(row.id, row.role, row.name, row.sha256, row.size, row.deleted_at)


def _version(row: VersionRow, files: list[StoredFile]) -> Version:
    return Version(
        id=row.id,
        matter_id=row.matter_id,
        number=row.number,
        note=row.note,
        options=row.options,
        created_by=row.created_by,
        created_at=row.created_at,
        draft=files[0],
        materials=tuple(files[1:]),
    )
