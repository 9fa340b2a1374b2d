"""Filing part of the JSON report (备案 JSON): duties, validity, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from models.filing.types import Filing, FilingDuty, FollowUp, Validity
from models.finding import LegalBasis
from service.reports.basis_json import basis_json

Json = dict[str, Any]


def filing_json(filing: Filing | None) -> Json | None:
    """备案 JSON; null for kinds that are never filed."""
    if filing is None:
        return None
    issuer, publication = filing.issuer, filing.publication
    return {
        "issuer": {"body": issuer.body, "name": issuer.name, "reason": issuer.reason},
        "published_on": _day(publication.day),
        "published_reason": publication.reason,
        "published_sure": publication.sure,
        "forecast": publication.day is None,
        "duties": [_duty(duty) for duty in filing.duties],
        "validity": _validity(filing.validity) if filing.validity else None,
        "follow_ups": [_follow_up(one) for one in filing.follow_ups],
        "note": filing.note,
    }


def _duty(duty: FilingDuty) -> Json:
    return {
        "id": duty.entry_id,
        "step_id": duty.step_id,
        "issuer": duty.issuer,
        "filer": duty.filer,
        "recipients": [
            {"name": one.name, "note": one.note, "legal_basis": _bases(one.basis)}
            for one in duty.recipients
        ],
        "days": duty.days,
        "due": _day(duty.due),
        "passed": duty.passed,
        "sure": duty.sure,
        "contents": list(duty.contents),
        "contents_sure": duty.contents_sure,
        "message": duty.message,
        "note": duty.note,
        "legal_basis": _bases(duty.basis),
    }


def _validity(validity: Validity) -> Json:
    return {
        "source": validity.source,
        "clause": validity.clause,
        "begins": _day(validity.begins),
        "months": validity.months,
        "expires": _day(validity.expires),
        "expired": validity.expired,
        "trial": validity.trial,
        "limit_years": validity.limit_years,
        "over_limit": validity.over_limit,
        "message": validity.message,
    }


def _follow_up(one: FollowUp) -> Json:
    return {
        "name": one.name,
        "due": _day(one.due),
        "passed": one.passed,
        "sure": one.sure,
        "message": one.message,
        "legal_basis": _bases(one.basis),
    }


def _bases(bases: Sequence[LegalBasis]) -> list[Json]:
    return [basis_json(basis) for basis in bases]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
