"""Records (查阅): matters with their versions, reviews and jobs; results and files, noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.submission import Kind
from service.desk.views import Views
from service.ledger import Actor, Ledger, Page
from service.ledger.errors import NotFound
from service.ledger.records import (
    Job,
    Matter,
    MatterQuery,
    Opinion,
    Review,
    StoredFile,
    User,
    Version,
)
from service.ledger.words import MatterStatus, Role


@dataclass(frozen=True, slots=True)
class Dossier:
    """案卷: a matter with all that belongs to it, oldest first; `jobs` are all of its versions."""

    matter: Matter
    versions: tuple[Version, ...]
    reviews: tuple[Review, ...]
    jobs: tuple[Job, ...]
    opinions: tuple[Opinion, ...]


class Records:
    """查阅 and 流转 over one ledger."""

    def __init__(self, ledger: Ledger, views: Views) -> None:
        self._ledger = ledger
        self._views = views

    def search(self, actor: Actor, query: MatterQuery) -> Page[Matter]:
        """台账检索 among the actor's departments.

        Raises:
            BadRecord: an unknown order or severity.
        """
        with self._ledger.read() as work:
            return work.matters.search(actor, query)

    def matter(self, actor: Actor, matter_id: str) -> Matter:
        """事项.

        Raises:
            NotFound: none, or of another department.
        """
        with self._ledger.read() as work:
            return work.matters.get(actor, matter_id)

    def dossier(self, actor: Actor, matter_id: str) -> Dossier:
        """案卷.

        Raises:
            NotFound: none, or of another department.
        """
        with self._ledger.read() as work:
            versions = work.versions.of_matter(actor, matter_id)
            jobs = [job for one in versions for job in work.jobs.of_version(actor, one.id)]
            return Dossier(
                work.matters.get(actor, matter_id),
                versions,
                work.reviews.of_matter(actor, matter_id),
                tuple(jobs),
                work.opinions.of_matter(actor, matter_id),
            )

    def version(self, actor: Actor, version_id: str) -> tuple[Version, tuple[Job, ...]]:
        """版本 and its jobs.

        Raises:
            NotFound: none, or of another department.
        """
        with self._ledger.read() as work:
            version = work.versions.get(actor, version_id)
            return version, work.jobs.of_version(actor, version_id)

    def job(self, actor: Actor, job_id: str) -> Job:
        """任务 with its progress.

        Raises:
            NotFound: none, or of another department.
        """
        with self._ledger.read() as work:
            return work.jobs.get(actor, job_id)

    def review(self, actor: Actor, review_id: str) -> Review:
        """审查记录: the facts, without the draft's words.

        Raises:
            NotFound: none, or of another department.
        """
        with self._ledger.read() as work:
            return work.reviews.get(actor, review_id)

    def result(self, actor: Actor, review_id: str) -> str:
        """审查结果: the JSON as it was added; the look is noted.

        Raises:
            NotFound: none, or of another department.
            ContentDeleted: its text was deleted by policy.
        """
        with self._ledger.read() as work:
            body = work.reviews.result(actor, review_id)
            record = work.reviews.get(actor, review_id)
            matter = work.matters.get(actor, record.matter_id)
        self._views.note(actor, "review.read", ("review", review_id), matter.department_id)
        return body

    def download(self, actor: Actor, file_id: str) -> tuple[StoredFile, bytes]:
        """取回文件; noted every time.

        Raises:
            NotFound: none, or of another department.
            ContentDeleted: the bytes are gone.
        """
        with self._ledger.write() as work:
            return work.versions.download(actor, file_id)

    def erase(self, actor: Actor, version_id: str, reason: str) -> int:
        """删除内容 of a version by hand; returns how many files lost their bytes.

        Raises:
            NotFound: none, or of another department.
            BadRecord: no reason.
        """
        with self._ledger.write() as work:
            number = work.versions.erase(actor, version_id, reason)
        self._ledger.database.flush_log()
        return number

    def change(
        self, actor: Actor, matter_id: str, *, title: str, kind: Kind | None, due: date | None
    ) -> Matter:
        """修改事项.

        Raises:
            NotFound, BadRecord, Conflict: as `Matters.change`.
        """
        with self._ledger.write() as work:
            return work.matters.change(actor, matter_id, title=title, kind=kind, due=due)

    def move(self, actor: Actor, matter_id: str, status: MatterStatus) -> Matter:
        """流转.

        Raises:
            NotFound, Conflict: as `Matters.move`.
        """
        with self._ledger.write() as work:
            return work.matters.move(actor, matter_id, status)

    def reviewers(self, actor: Actor) -> tuple[User, ...]:
        """可以承办的人员 of the actor's departments."""
        with self._ledger.read() as work:
            return tuple(user for user in work.users.all() if _may_take(user, actor))

    def assign(self, actor: Actor, matter_id: str, reviewer_id: str | None) -> Matter:
        """分派.

        Raises:
            NotFound: no such matter, or nobody who may take it.
            Conflict: the matter has ended.
        """
        with self._ledger.write() as work:
            place = work.matters.get(actor, matter_id).department_id
            if reviewer_id is not None:
                user = work.users.get(reviewer_id)
                if not _may_take(user, Actor(None, frozenset({place}))):
                    raise NotFound("承办人")
            return work.matters.assign(actor, matter_id, reviewer_id)


def _may_take(user: User, actor: Actor) -> bool:
    """Whether somebody reviews in one of the departments that an actor sees."""
    if user.disabled or Role.REVIEWER not in user.roles:
        return False
    return user.everywhere or any(actor.sees(one.id) for one in user.departments)
