"""Dossier (案卷页): a matter with its versions, reviews, decisions and opinions, and its course."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from service.access import Principal
from service.api.context import Served, Who
from service.api.office import Service
from service.ledger.records import Matter, User
from service.web.workbench.dossier_view import (
    decided_about,
    has_earlier,
    moves_of,
    version_views,
    what_grew,
    working,
)
from service.web.workbench.due import due_of
from service.web.workbench.handing_in import evidence_names
from service.web.workbench.ids import MatterId
from service.web.workbench.shell import fragment, page

router = APIRouter(include_in_schema=False)
DONE = {
    "moved": "事项状态已经更新。",
    "assigned": "承办人已经更新。",
    "changed": "事项已经修改。",
    "again": "已经重新提交审查。",
    "erased": "这一版的文件内容已经删除，名称和摘要值仍在台账中。",
}


@router.get("/matters/{matter_id}")
def dossier(
    matter_id: MatterId, request: Request, service: Served, who: Who, done: str = ""
) -> Response:
    """案卷页; `done` says what was just done."""
    actor = who.actor("matter.read")
    casefile = service.desk.casefiles.open(actor, matter_id)
    found, matter = casefile.dossier, casefile.dossier.matter
    wiring = service.desk.wiring
    last = matter.review
    labels = _labels(service)
    numbers = {one.id: one.number for one in found.versions}
    versions_of = {one.id: numbers[one.version_id] for one in found.reviews}
    return page(
        request,
        "dossier.html",
        who,
        done=DONE.get(done, ""),
        matter=matter,
        due=due_of(matter, service.desk.ledger.clock().astimezone().date()),
        names=casefile.names,
        jobs=working(found),
        versions=version_views(found, evidence_names(wiring)),
        numbers=numbers,
        version_of=lambda review: versions_of.get(review, ""),
        reviews=found.reviews[::-1],
        last=last,
        grew=what_grew(last, wiring) if last else [],
        earlier={one.id for one in found.reviews if has_earlier(one, found)},
        opinions=found.opinions[::-1],
        decided=[(one.decision, decided_about(one, labels)) for one in casefile.decided],
        moves=moves_of(matter.status, who),
        reviewers=_reviewers(service, who, matter),
        kinds=_kinds(),
    )


@router.get("/matters/{matter_id}/jobs")
def jobs(matter_id: MatterId, request: Request, service: Served, who: Who) -> Response:
    """审查进度, for htmx: asks again while a job runs, and for the whole dossier after."""
    found = service.desk.records.dossier(who.actor("matter.read"), matter_id)
    return fragment(
        request, "dossier_jobs.html", who, matter=found.matter, jobs=working(found), polled=True
    )


@router.get("/matters/{matter_id}/standing")
def standing(matter_id: MatterId, request: Request, service: Served, who: Who) -> Response:
    """处理进度 of the newest review, for htmx: comparing versions may take a moment."""
    actor = who.actor("matter.read")
    last = service.desk.records.matter(actor, matter_id).review
    items = service.desk.deciding.items(actor, last.id) if last else ()
    findings = [one for one in items if one.item.kind == "finding"]
    settled = sum(1 for one in findings if one.standing and one.standing.counts)
    return fragment(
        request, "dossier_standing.html", who, whole=len(findings), settled=settled, last=last
    )


def _labels(service: Service) -> dict[str, str]:
    from corpus.errors import KnowledgeError

    try:
        return service.desk.wiring.category_names()
    except KnowledgeError:
        return {}


def _kinds() -> list[tuple[str, str]]:
    from models.submission import Kind

    return [(one.value, one.label) for one in Kind]


def _reviewers(service: Service, who: Principal, matter: Matter) -> list[User]:
    """承办人 to choose from; nobody for those who may not assign."""
    if not who.may("matter.assign") or matter.status.ended:
        return []
    found = service.desk.records.reviewers(who.actor("matter.assign"))
    places = matter.department_id
    return [one for one in found if one.everywhere or places in {d.id for d in one.departments}]
