"""Restored reviews (还原的审查结果): all that reports show, from the stored JSON and the files.

`service.reports.stored` gives what a comparison needs; this adds what was cleared, the contract,
the materials and the filing. Nothing is judged anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.document import Document
from corpus.span import Span
from models.contracts.types import Contract, Definition, Field, KindGuess, Nature, Party
from models.filing.types import (
    Filing,
    FilingDuty,
    FollowUp,
    Issuer,
    Publication,
    Recipient,
    Validity,
)
from models.finding import Clearance, LegalBasis, Locator
from models.packages.types import Material, Package, Role
from models.review import Review
from models.submission import Stance
from service.ledger.records import Incoming
from service.packages import hand_in, read_package
from service.reports.stored import stored_review

Json = dict[str, Any]
_NOWHERE = Span(0, 0)


def restored_review(result: Json, draft: Incoming, materials: tuple[Incoming, ...]) -> Review:
    """还原 a review as it was, its files read again.

    Raises:
        ReadError: the draft cannot be read any more.
        KeyError, ValueError: `result` is no JSON of schema version 1.0.
    """
    head = result["document"]
    handed = hand_in((draft.name, draft.data), [(one.name, one.data) for one in materials])
    read = read_package(replace(handed, main=head["name"]))
    known = {document.name: document for document in read.materials}
    papers = tuple(known[name] for name in head["materials"] if name in known)
    review = stored_review(result, read.main)
    submission = replace(review.submission, materials=papers, main_reason=head["main_reason"] or "")
    return replace(
        review,
        submission=submission,
        cleared=tuple(_clearance(one, read.main) for one in result["cleared"]),
        contract=_contract(result, read.main),
        package=_package(result, review, known),
        filing=_filing(result, review),
        timings_ms=dict(result["timings_ms"]),
    )


def _clearance(one: Json, document: Document) -> Clearance:
    place, locator = one["span"], one["locator"]
    span = Span(place["start"], place["end"]) if place else None
    if span is not None and span.of(document.text) != one["quote"]:
        span = None
    return Clearance(
        act=one["act"],
        cleared_by=one["cleared_by"],
        message=one["message"],
        span=span,
        quote=one["quote"],
        locator=Locator(locator["article"], locator["paragraph"], locator["item"], locator["eid"]),
        basis=_bases(one),
    )


def _bases(one: Json) -> tuple[LegalBasis, ...]:
    return tuple(
        LegalBasis(b["law"], b["article"], b["validity"], b["quoted_text"], b["verified"])
        for b in one["legal_basis"]
    )


def _package(result: Json, review: Review, known: Mapping[str, Document]) -> Package | None:
    """What was understood of the materials; None where no check looked at them."""
    if not result["materials"] or not result["procedure"]:
        return None
    found = tuple(
        Material(
            document=known[one["file"]],
            roles=tuple(Role(role["id"], role["reason"]) for role in one["roles"]),
            relation=one["relation"],
            relation_reason=one["relation_reason"],
            duplicate_of=one["duplicate_of"] or "",
            chosen=one["chosen"],
        )
        for one in result["materials"]
        if one["file"] in known
    )
    return Package(review.submission.document, review.submission.kind, found)


def _contract(result: Json, document: Document) -> Contract | None:
    """What was understood of a contract; places of its parties are not in the JSON."""
    found = result["contract"]
    if found is None:
        return None
    return Contract(
        document=document,
        parties=tuple(_party(one) for one in found["parties"]),
        kinds=tuple(KindGuess(k["id"], k["name"], k["reason"], 1.0) for k in found["kinds"]),
        units=(),
        definitions=tuple(
            Definition(d["term"], d["meaning"], Span(d["span"]["start"], d["span"]["end"]))
            for d in found["definitions"]
        ),
        stance=Stance(result["document"]["stance"]),
        suggested_stance=Stance(found["suggested_stance"]),
        stance_reason=found["stance_reason"],
    )


def _party(one: Json) -> Party:
    def field(name: str) -> Field | None:
        return Field(one[name], _NOWHERE) if one[name] is not None else None

    return Party(
        role=one["role"],
        titles=tuple(one["titles"]),
        label=_NOWHERE,
        name=field("name"),
        nature=Nature(one["nature"]),
        code=field("credit_code"),
        representative=field("representative"),
        address=field("address"),
    )


def _filing(result: Json, review: Review) -> Filing | None:
    found = result["filing"]
    if found is None:
        return None
    issuer, submission = found["issuer"], review.submission
    return Filing(
        kind=submission.kind,
        level=submission.issuer_level,
        as_of=review.as_of,
        issuer=Issuer(issuer["body"], issuer["name"], "", "", issuer["reason"]),
        publication=Publication(
            _day(found["published_on"]), found["published_reason"], found["published_sure"]
        ),
        duties=tuple(_duty(one) for one in found["duties"]),
        validity=_validity(found["validity"]),
        follow_ups=tuple(_follow_up(one) for one in found["follow_ups"]),
        note=found["note"],
    )


def _duty(one: Json) -> FilingDuty:
    return FilingDuty(
        entry_id=one["id"],
        step_id=one["step_id"],
        issuer=one["issuer"],
        filer=one["filer"],
        recipients=tuple(Recipient(r["name"], r["note"], _bases(r)) for r in one["recipients"]),
        days=one["days"],
        due=_day(one["due"]),
        passed=one["passed"],
        sure=one["sure"],
        contents=tuple(one["contents"]),
        contents_sure=one["contents_sure"],
        basis=_bases(one),
        message=one["message"],
        note=one["note"],
    )


def _validity(one: Json | None) -> Validity | None:
    if one is None:
        return None
    return Validity(**{**one, "begins": _day(one["begins"]), "expires": _day(one["expires"])})


def _follow_up(one: Json) -> FollowUp:
    return FollowUp(
        one["name"], _day(one["due"]), one["passed"], one["sure"], one["message"], _bases(one)
    )


def _day(word: str | None) -> date | None:
    return date.fromisoformat(word) if word else None
