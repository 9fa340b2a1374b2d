"""Reviews (审查记录): results are added as they are and never changed."""

from __future__ import annotations

from sqlalchemy import select

from service.ledger.actor import Actor
from service.ledger.errors import ContentDeleted, NotFound
from service.ledger.records import Review, ReviewItem
from service.ledger.repositories.base import Repository, visible
from service.ledger.repositories.review_rows import item_of, review_of
from service.ledger.result_facts import ResultFacts, facts_of
from service.ledger.tables import (
    FileRow,
    MatterRow,
    ReviewDeadlineRow,
    ReviewItemRow,
    ReviewResultRow,
    ReviewRow,
    VersionRow,
)
from service.ledger.values import cut, new_id, sha256
from service.ledger.words import MatterStatus


class Reviews(Repository):
    """审查记录仓储."""

    def add(
        self, actor: Actor, version_id: str, body: str, *, author: str, job_id: str | None = None
    ) -> Review:
        """登记审查结果: `body` is the JSON, kept unchanged; `author` who asked for the review.

        Raises:
            NotFound: no such version, or of another department.
            BadRecord: not the JSON of a review.
            Conflict: the job has a review already.
        """
        facts = facts_of(body)
        version, matter = self._version(actor, version_id)
        row = self._row(facts, version, author, job_id, sha256(body))
        with self._first("这项任务已有审查结果"):
            self._session.add(row)
        self._session.add(ReviewResultRow(review_id=row.id, body=body))
        self._session.add_all(
            ReviewItemRow(
                review_id=row.id,
                place=place,
                kind=item.kind,
                fingerprint=item.fingerprint,
                check_id=item.check_id,
                category=item.category,
                severity=item.severity,
                article=item.article,
            )
            for place, item in enumerate(facts.items)
        )
        self._session.add_all(_deadlines(row.id, facts))
        self._bring_forward(matter, row, facts)
        self._audit.record(
            actor,
            "review.add",
            ("review", row.id),
            department_id=matter.department_id,
            detail={"conclusion": facts.conclusion, "author": author},
        )
        return review_of(row)

    def get(self, actor: Actor, review_id: str) -> Review:
        """Return one.

        Raises:
            NotFound: none, or of another department.
        """
        return review_of(self._find(actor, review_id))

    def of_matter(self, actor: Actor, matter_id: str) -> tuple[Review, ...]:
        """Return a matter's reviews, oldest first.

        Raises:
            NotFound: no such matter, or of another department.
        """
        self._matter(actor, matter_id)
        rows = self._session.scalars(
            select(ReviewRow)
            .where(ReviewRow.matter_id == matter_id)
            .order_by(ReviewRow.created_at, ReviewRow.id)
        )
        return tuple(map(review_of, rows))

    def result(self, actor: Actor, review_id: str) -> str:
        """审查结果: the JSON, byte for byte as it was added.

        Raises:
            NotFound: none, or of another department.
            ContentDeleted: its text was deleted by policy.
        """
        self._find(actor, review_id)
        found = self._session.get(ReviewResultRow, review_id)
        if found is None:
            raise ContentDeleted("审查结果")
        return found.body

    def items(self, actor: Actor, review_id: str) -> tuple[ReviewItem, ...]:
        """审查条目 of a review, in its order.

        Raises:
            NotFound: none, or of another department.
        """
        self._find(actor, review_id)
        rows = self._session.scalars(
            select(ReviewItemRow)
            .where(ReviewItemRow.review_id == review_id)
            .order_by(ReviewItemRow.place)
        )
        return tuple(map(item_of, rows))

    def of_job(self, job_id: str) -> str | None:
        """Return the id of the review that a job made."""
        return self._session.scalar(select(ReviewRow.id).where(ReviewRow.job_id == job_id))

    def _find(self, actor: Actor, review_id: str) -> ReviewRow:
        statement = (
            select(ReviewRow)
            .join(MatterRow, MatterRow.id == ReviewRow.matter_id)
            .where(ReviewRow.id == review_id, visible(actor))
        )
        found = self._session.scalars(statement).one_or_none()
        if found is None:
            raise NotFound("审查记录")
        return found

    def _version(self, actor: Actor, version_id: str) -> tuple[VersionRow, MatterRow]:
        """The version and its matter, locked."""
        statement = (
            select(VersionRow, MatterRow)
            .join(MatterRow, MatterRow.id == VersionRow.matter_id)
            .where(VersionRow.id == version_id, visible(actor))
            .with_for_update(of=MatterRow)
        )
        found = self._session.execute(statement).one_or_none()
        if found is None:
            raise NotFound("送审稿版本")
        return found[0], found[1]

    def _row(
        self,
        facts: ResultFacts,
        version: VersionRow,
        author: str,
        job_id: str | None,
        digest: str,
    ) -> ReviewRow:
        return ReviewRow(
            id=new_id(),
            matter_id=version.matter_id,
            version_id=version.id,
            job_id=job_id,
            kind=facts.kind,
            as_of=facts.as_of,
            conclusion=facts.conclusion,
            **facts.counts,
            program=cut(facts.versions.get("fashen", "")),
            library=cut(facts.versions.get("library", "")),
            knowledge=cut(facts.versions.get("knowledge", "")),
            models=cut(facts.versions.get("models", "")),
            result_sha256=digest,
            created_by=author,
            created_at=self._clock(),
        )

    def _bring_forward(self, matter: MatterRow, row: ReviewRow, facts: ResultFacts) -> None:
        """The newest version's review is the matter's; a late one of an older version is not."""
        newest = self._session.scalar(
            select(VersionRow.id)
            .where(VersionRow.matter_id == matter.id)
            .order_by(VersionRow.number.desc())
            .limit(1)
        )
        if matter.review_id is None or newest == row.version_id:
            matter.review_id = row.id
        matter.kind = matter.kind or facts.kind
        if matter.title == self._file_title(row.version_id):
            matter.title = cut(" ".join(facts.title.split()))
        matter.changed_at = self._clock()
        if matter.status is MatterStatus.RECEIVED:
            matter.status = MatterStatus.REVIEWING

    def _file_title(self, version_id: str) -> str | None:
        """The title of a matter that nobody named: its draft's file name, without the ending."""
        name = self._session.scalar(
            select(FileRow.name).where(FileRow.version_id == version_id, FileRow.place == 0)
        )
        return name.rsplit(".", 1)[0] if name else None


def _deadlines(review_id: str, facts: ResultFacts) -> list[ReviewDeadlineRow]:
    return [
        ReviewDeadlineRow(
            review_id=review_id,
            place=place,
            kind=one.kind,
            name=one.name,
            due=one.due,
            days=one.days,
            sure=one.sure,
            done=one.done,
        )
        for place, one in enumerate(facts.deadlines)
    ]
