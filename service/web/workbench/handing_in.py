"""Handing in (送审): the pages that send a new draft, or the next version of one, to review."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from corpus.errors import FashenError
from models.submission import UNRELATED, IssuerLevel, Kind
from service.api.context import Served, Who
from service.ledger.errors import Conflict
from service.options import STANCE_LABELS
from service.web.workbench.ids import MatterId
from service.web.workbench.shell import page
from service.web.workbench.written import UNRELATED_LABEL, options_of, roles_of
from service.wiring import Wiring

router = APIRouter(include_in_schema=False)
_ARCHIVES = (".zip",)


@router.get("/matters/new")
def new_matter(request: Request, service: Served, who: Who) -> Response:
    """送审页 of a new matter."""
    actor = who.actor("matter.open")
    who.actor("review.request")
    places = service.desk.names.departments(actor)
    return page(
        request,
        "handing_in.html",
        who,
        matter=None,
        versions=(),
        kept=False,
        departments=[] if len(places) == 1 else [(one.id, one.name) for one in places],
        options={},
        roles={},
        target="/api/v1/matters?wait=0",
        **_choices(service.desk.wiring),
    )


@router.get("/matters/{matter_id}/versions/new")
def new_version(matter_id: MatterId, request: Request, service: Served, who: Who) -> Response:
    """送审页 of the next version of a matter, with what was said about the last one."""
    actor = who.actor("version.add")
    who.actor("review.request")
    dossier = service.desk.records.dossier(actor, matter_id)
    matter, last = dossier.matter, dossier.versions[-1]
    if matter.status.ended:
        raise Conflict(f"事项{matter.status.label}")
    held = [one for one in dossier.versions if not one.draft.deleted_at][::-1]
    return page(
        request,
        "handing_in.html",
        who,
        matter=matter,
        versions=held,
        kept=any(one.materials for one in held),
        departments=[],
        options=options_of(last.options),
        roles=roles_of(last.options),
        target=f"/api/v1/matters/{matter.id}/versions?wait=0",
        **_choices(service.desk.wiring),
    )


def evidence_names(wiring: Wiring) -> dict[str, str]:
    """材料类型 by id, {} where the knowledge cannot be read: a review will say it."""
    try:
        return {key: one.name for key, one in wiring.knowledge.evidence_types.items()}
    except FashenError:
        return {}


def _choices(wiring: Wiring) -> dict[str, Any]:
    from corpus.formats import FORMATS
    from corpus.formats.archive import Limits

    return {
        "kinds": [(one.value, one.label) for one in Kind],
        "levels": [(one.value, one.label) for one in IssuerLevel],
        "stances": [(one.value, label) for one, label in STANCE_LABELS.items()][::-1],
        "types": [*evidence_names(wiring).items(), (UNRELATED, UNRELATED_LABEL)],
        "accept": ",".join((*FORMATS, *_ARCHIVES)),
        "limit": wiring.settings.max_upload_bytes,
        "most": Limits().files,
        "library": _library(wiring),
        "archives": _ARCHIVES,
    }


def _library(wiring: Wiring) -> dict[str, str]:
    """Up to when the law is known, or why it is not."""
    try:
        cutoff = wiring.library.cutoff
    except FashenError as error:
        return {"problem": f"{error.summary}。{error.remedy}", "cutoff": ""}
    return {"problem": "", "cutoff": cutoff.isoformat() if cutoff else "不明"}
