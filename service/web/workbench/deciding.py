"""Deciding page (处理意见): one finding at a time without leaving the page, or all those listed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.access import Principal
from service.api.context import Served, Who
from service.desk.reading import Opened
from service.ledger.errors import BadRecord, NotFound
from service.ledger.records import NewDecision
from service.ledger.words import Verdict
from service.reports.materials import is_draft_only
from service.web.workbench import review_view as view
from service.web.workbench.ids import ReviewId
from service.web.workbench.review import outcome, values
from service.web.workbench.shell import fragment
from service.wiring import Wiring

router = APIRouter(include_in_schema=False)
_MOST = 2000
"""Decisions in one go."""
_Words = Annotated[str, Form(max_length=4000)]
_Short = Annotated[str, Form(max_length=300)]


@router.post("/reviews/{review_id}/decisions")
def decide(
    request: Request,
    review_id: ReviewId,
    service: Served,
    who: Who,
    fingerprint: _Short,
    verdict: Annotated[Verdict, Form()],
    key: _Short = "",
    after: Annotated[int | None, Form(ge=0, lt=2**62)] = None,
    reason: _Words = "",
    why: _Words = "",
    wording: _Words = "",
) -> Response:
    """处理一条: the card as it is now; `why` is the reason beside another wording."""
    said = {Verdict.REJECT: reason, Verdict.MODIFY: why}.get(verdict, "")
    words = wording if verdict is Verdict.MODIFY else ""
    new = NewDecision(fingerprint, verdict, said, words, after)
    service.desk.deciding.decide(who.actor("finding.decide"), review_id, new)
    if request.headers.get("HX-Request") != "true":
        return RedirectResponse(f"/reviews/{review_id}#{key if key.isascii() else ''}", 303)
    one = service.desk.reading.open(who.actor("matter.read"), review_id)
    return _shown(request, one, who, service.desk.wiring, fingerprint)


@router.get("/reviews/{review_id}/entries/{fingerprint}")
def entry(
    request: Request, review_id: ReviewId, fingerprint: str, service: Served, who: Who
) -> Response:
    """一条意见 as it is now, for a page that is behind."""
    one = service.desk.reading.open(who.actor("matter.read"), review_id)
    return _shown(request, one, who, service.desk.wiring, fingerprint)


@router.post("/reviews/{review_id}/decisions/all")
def decide_all(
    request: Request,
    review_id: ReviewId,
    service: Served,
    who: Who,
    items: Annotated[str, Form(max_length=200_000)],
    verdict: Annotated[Verdict, Form()],
    reason: _Words = "",
) -> Response:
    """一并处理: `items` are fingerprints with the number of the last decision seen, all or none."""
    said = reason if verdict is Verdict.REJECT else ""
    several = tuple(NewDecision(name, verdict, said, "", after) for name, after in _items(items))
    service.desk.deciding.decide_all(who.actor("finding.decide"), review_id, several)
    if request.headers.get("HX-Request") != "true":
        return RedirectResponse(f"/reviews/{review_id}", 303)
    one = service.desk.reading.open(who.actor("matter.read"), review_id)
    return fragment(
        request, "review_decided_all.html", who, swap=True, **values(one, who, service.desk.wiring)
    )


def _items(written: str) -> list[tuple[str, int]]:
    """Fingerprints and numbers, as in "5b0d7c3f9a1e2480=12 …"."""
    found = []
    for word in written.split():
        name, _, number = word.rpartition("=")
        if not name or not number.isdecimal() or len(number) > 18:
            raise BadRecord("所列条目无法识别")
        found.append((name, int(number)))
    if not 0 < len(found) <= _MOST:
        raise BadRecord(f"一次处理 1 条到 {_MOST} 条")
    return found


def _shown(
    request: Request, one: Opened, who: Principal, house: Wiring, fingerprint: str
) -> Response:
    labels = house.category_names()
    cards = [*view.finding_entries(one, labels), *view.undecided_entries(one, labels)]
    rows = [(group.label, e) for group, some in view.step_groups(one) for e in some]
    labelled = [*(("", card) for card in cards), *rows]
    found = next((row for row in labelled if row[1].fingerprint == fingerprint), None)
    if found is None:
        raise NotFound("审查条目")
    label, entry = found
    return fragment(
        request,
        "review_decided.html",
        who,
        entry=entry,
        step_label=label,
        draft_only=is_draft_only(one.restored.review),
        swap=True,
        **outcome(one, who, cards),
    )
