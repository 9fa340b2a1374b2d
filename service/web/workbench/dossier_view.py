"""Dossier view (案卷视图): what the page of a matter shows, sorted by version, newest first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import FashenError
from service.access import Principal
from service.access.roles import rights
from service.desk.casefile import Decided
from service.desk.intake import ended
from service.desk.records import Dossier
from service.ledger.records import Job, Review, Version
from service.ledger.words import MOVES, JobStatus, MatterStatus
from service.web.workbench.written import option_words
from service.wiring import Wiring

_SAID = re.compile(r"\[(E\d{3})\]\s*(.*)", re.DOTALL)
_VERBS = {
    (MatterStatus.RECEIVED, MatterStatus.REVIEWING): "开始审查",
    (MatterStatus.RETURNED, MatterStatus.REVIEWING): "恢复审查",
    (MatterStatus.APPROVAL, MatterStatus.REVIEWING): "退回审查人员",
    (MatterStatus.CONCLUDED, MatterStatus.REVIEWING): "重新启动",
    (MatterStatus.APPROVAL, MatterStatus.CONCLUDED): "审定并办结",
    (MatterStatus.WITHDRAWN, MatterStatus.RECEIVED): "恢复送审",
}
_USUAL_VERBS = {
    MatterStatus.RETURNED: "退回送审单位修改",
    MatterStatus.APPROVAL: "送审定",
    MatterStatus.WITHDRAWN: "撤回",
}
_ASKED = {
    MatterStatus.RETURNED: "退回送审单位修改？",
    MatterStatus.CONCLUDED: "审定并办结这一事项？办结后不再接收新版本，需要时可以重新启动。",
    MatterStatus.WITHDRAWN: "撤回这一事项？需要时可以恢复送审。",
}


@dataclass(frozen=True, slots=True)
class MoveButton:
    """流转按钮: where a matter may go, in words; `asked` is confirmed first, "" asks nothing."""

    status: MatterStatus
    verb: str
    asked: str


@dataclass(frozen=True, slots=True)
class Failure:
    """没有完成的任务: why, in words, and the code."""

    job: Job
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """版本视图: a version with its reviews newest first, and its last job where that failed."""

    version: Version
    options: list[tuple[str, str]]
    reviews: tuple[Review, ...]
    failure: Failure | None
    busy: bool

    @property
    def erased(self) -> bool:
        """Whether its draft is gone."""
        return self.version.draft.deleted_at is not None


def version_views(dossier: Dossier, types: Mapping[str, str]) -> list[VersionView]:
    """版本视图 of a dossier; `types` name the materials."""
    return [_view(one, dossier, types) for one in reversed(dossier.versions)]


def working(dossier: Dossier) -> list[Job]:
    """正在进行的任务."""
    return [one for one in dossier.jobs if not ended(one)]


def moves_of(status: MatterStatus, who: Principal) -> list[MoveButton]:
    """流转按钮 that somebody may press, in the order of the statuses."""
    return [
        MoveButton(to, _VERBS.get((status, to)) or _USUAL_VERBS[to], _ASKED.get(to, ""))
        for to in MatterStatus
        if to in MOVES[status] and who.may(rights().moves[to])
    ]


def has_earlier(review: Review, dossier: Dossier) -> bool:
    """Whether an earlier version was reviewed too, to compare with."""
    numbers = {one.id: one.number for one in dossier.versions}
    mine = numbers[review.version_id]
    return any(numbers[one.version_id] < mine for one in dossier.reviews)


def what_grew(review: Review, wiring: Wiring) -> list[str]:
    """已经更新的 since a review: the library, the knowledge, the program."""
    try:
        now = wiring.versions()
    except FashenError:
        return []
    pairs = (
        ("法规库", review.library, now.library),
        ("审查知识", review.knowledge, now.knowledge),
        ("程序", review.program, now.fashen),
    )
    return [name for name, then, today in pairs if then != today]


def decided_about(one: Decided, labels: Mapping[str, str]) -> str:
    """处理的是什么: the article and the category of an item."""
    item = one.item
    if item is None:
        return "（原审查条目）"
    name = labels.get(item.category) or labels.get(item.check_id) or ""
    return f"{item.article} {name}".strip() or "全文"


def _view(version: Version, dossier: Dossier, types: Mapping[str, str]) -> VersionView:
    jobs = [one for one in dossier.jobs if one.version_id == version.id]
    reviews = tuple(one for one in dossier.reviews if one.version_id == version.id)[::-1]
    last = jobs[-1] if jobs else None
    failure = _failure(last) if last and last.status is JobStatus.FAILED else None
    busy = any(not ended(one) for one in jobs)
    return VersionView(version, option_words(version.options, types), reviews, failure, busy)


def _failure(job: Job) -> Failure:
    found = _SAID.fullmatch(job.error or "")
    return Failure(job, found[2], found[1]) if found else Failure(job, job.error or "", "")
