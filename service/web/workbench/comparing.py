"""Comparison page (对照页): what became of findings, steps and texts from one version to another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from models.conclusion import conclude
from service.api.context import Served, Who
from service.ledger.errors import BadRecord
from service.reports.comparison import words
from service.web.workbench import comparing_view as view
from service.web.workbench.ids import ReviewId, known
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_Word = Annotated[str, Query(max_length=40)]


@router.get("/reviews/{review_id}/comparison")
def comparison(
    request: Request,
    review_id: ReviewId,
    service: Served,
    who: Who,
    against: _Word = "",
    new: _Word = "",
    side: _Word = "",
    whole: _Word = "",
) -> Response:
    """对照页; `against` is the older review, the one of the version before where it is missing.

    Raises:
        NotFound: no such reviews, or of another department.
        BadRecord: one and the same, or of different matters.
        ContentDeleted: a text was deleted by policy.
    """
    actor, comparing = who.actor("matter.read"), service.desk.comparing
    old_id = known(against, "审查记录") if against else comparing.newest_before(actor, review_id)
    if new and new != review_id:
        where = f"/reviews/{known(new, '审查记录')}/comparison?against={old_id}"
        return RedirectResponse(f"{where}{_view(side, whole)}", 303)
    if old_id == review_id:
        raise BadRecord("请选择两次不同的审查")
    found = comparing.open(actor, old_id, review_id)
    shown = view.entry_groups(found, service.desk.wiring.category_names())
    return page(
        request,
        "comparison.html",
        who,
        found=found,
        drafts=[
            ("原稿", found.old, conclude(found.both.old)),
            ("修改稿", found.new, conclude(found.both.new)),
        ],
        groups=shown,
        tally=view.tally(shown),
        steps=[change for change in found.both.steps if change.kind != "same"],
        texts=view.texts(found, whole=bool(whole)),
        renumbered=view.renumbered(found),
        unchanged=len(found.both.provisions) - len(words.shown(found.both.provisions)),
        choices=view.choices(found.new),
        words=words,
        side=bool(side),
        whole=bool(whole),
        may_decide=who.may("finding.decide") and not found.new.matter.status.ended,
    )


def _view(side: str, whole: str) -> str:
    """The way of showing, kept when other versions are chosen."""
    return ("&side=yes" if side else "") + ("&whole=yes" if whole else "")
