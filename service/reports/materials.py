"""Materials in reports (送审材料表): what each file was taken for, and which steps it proves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.document import Document, Unread, UnreadKind
from models.packages.types import Material, Relation, Role
from models.review import Review
from service.reports.wording import Labels

Json = dict[str, Any]
_RELATIONS: dict[Relation, str] = {"own": "本件", "other": "与本件无关", "unclear": "未写明"}


@dataclass(frozen=True, slots=True)
class Row:
    """材料行: one material that was read; `used_for` are ids of the steps that quote it.

    `understood` is false where no check looked at the materials: then nothing is said of it.
    """

    document: Document
    roles: tuple[Role, ...]
    relation: Relation
    relation_reason: str
    duplicate_of: str
    chosen: bool
    used_for: tuple[str, ...]
    understood: bool

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.name

    @property
    def standing(self) -> str:
        """How it counts, in one word for the style sheet: used, unused, other, duplicate."""
        if self.duplicate_of:
            return "duplicate"
        if self.relation == "other":
            return "other"
        return "used" if self.used_for else "unused"

    @property
    def standing_label(self) -> str:
        """The same in Chinese."""
        if self.standing == "used":
            return f"用于 {len(self.used_for)} 步"
        return {"duplicate": "重复", "other": "与本件无关", "unused": "未使用"}[self.standing]

    @property
    def relation_label(self) -> str:
        """Whether it belongs to the draft, in Chinese."""
        return _RELATIONS[self.relation]


def rows(review: Review) -> list[Row]:
    """材料行 of all materials that were read, in the order handed in."""
    package = review.package
    if package is None:
        return [_bare(document, review) for document in review.submission.materials]
    return [_row(material, review) for material in package.materials]


def unread(review: Review) -> list[Unread]:
    """没有读到的材料: files of the package that could not be read, each with the reason."""
    return [one for one in review.unread if one.kind is UnreadKind.MATERIAL]


def is_draft_only(review: Review) -> bool:
    """只有草案: no material was handed in, so the steps are a checklist."""
    return not review.submission.materials and not unread(review)


def summary(review: Review) -> str:
    """摘要: how many materials, and how many of them count for nothing; "" without any."""
    found, lost = rows(review), len(unread(review))
    if not found and not lost:
        return ""
    counts = [
        (sum(row.standing == standing for row in found if row.understood), word)
        for standing, word in (
            ("unused", "未使用"),
            ("other", "与本件无关"),
            ("duplicate", "重复"),
        )
    ]
    parts = [f"{word} {count}" for count, word in (*counts, (lost, "没有读到")) if count]
    total = f"{len(found) + lost} 份"
    return f"{total}，其中{'、'.join(parts)}" if parts else total


def facts(review: Review) -> list[tuple[str, str]]:
    """要素: label and value for the head of a report, where there is a package."""
    reason, counted = review.submission.main_reason, summary(review)
    found = [("主文稿", f"由系统从材料包中选定（{reason.rstrip('。')}）")] if reason else []
    return [*found, ("送审材料", counted)] if counted else found


def role_names(row: Row, labels: Labels) -> Iterator[tuple[str, str]]:
    """角色: name and reason of each role."""
    for role in row.roles:
        yield labels.get(role.evidence_id, role.evidence_id), role.reason


def materials_json(review: Review, labels: Labels) -> list[Json]:
    """材料 JSON: the `materials` of the JSON report."""
    return [_json(row, labels) for row in rows(review)]


def _json(row: Row, labels: Labels) -> Json:
    return {
        "file": row.name,
        "roles": [
            {
                "id": role.evidence_id,
                "name": labels.get(role.evidence_id, role.evidence_id),
                "reason": role.reason,
            }
            for role in row.roles
        ],
        "relation": row.relation,
        "relation_reason": row.relation_reason,
        "duplicate_of": row.duplicate_of or None,
        "chosen": row.chosen,
        "used_for": list(row.used_for),
        "unread": [
            {"kind": one.kind.value, "note": one.note, "count": one.count}
            for one in row.document.unread
        ],
    }


def _row(material: Material, review: Review) -> Row:
    return Row(
        document=material.document,
        roles=material.roles,
        relation=material.relation,
        relation_reason=material.relation_reason,
        duplicate_of=material.duplicate_of,
        chosen=material.chosen,
        used_for=_used_for(material.name, review),
        understood=True,
    )


def _bare(document: Document, review: Review) -> Row:
    used = _used_for(document.name, review)
    return Row(document, (), "unclear", "", "", False, used, bool(review.steps))


def _used_for(name: str, review: Review) -> tuple[str, ...]:
    return tuple(s.step_id for s in review.steps if name in _files(s.evidence))


def _files(evidence: Sequence[Any]) -> set[str]:
    return {one.file for one in evidence}
