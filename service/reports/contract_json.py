"""Contract part of the JSON report (合同要素 JSON): kinds, parties, stance, performance ledger."""

from __future__ import annotations

from typing import Any

from models.contracts.obligations import obligations
from models.contracts.types import Contract, Definition, Field, KindGuess, Party
from service.reports.ledger import ledger_rows

Json = dict[str, Any]


def contract_json(contract: Contract | None) -> Json | None:
    """合同要素 JSON: what was understood of a contract, so that a person can correct it."""
    if contract is None:
        return None
    return {
        "kinds": [_kind(guess) for guess in contract.kinds],
        "parties": [_party(party) for party in contract.parties],
        "definitions": [_definition(one) for one in contract.definitions],
        "suggested_stance": contract.suggested_stance.value,
        "stance_reason": contract.stance_reason,
        "obligations": ledger_rows(obligations(contract)),
    }


def _definition(one: Definition) -> Json:
    span = {"start": one.span.start, "end": one.span.end}
    return {"term": one.term, "meaning": one.meaning, "span": span}


def _kind(guess: KindGuess) -> Json:
    return {"id": guess.kind, "name": guess.name, "reason": guess.reason}


def _party(party: Party) -> Json:
    return {
        "role": party.role,
        "titles": list(party.titles),
        "name": _value(party.name),
        "nature": party.nature.value,
        "nature_name": party.nature.label,
        "credit_code": _value(party.code),
        "representative": _value(party.representative),
        "address": _value(party.address),
    }


def _value(field: Field | None) -> str | None:
    return field.value if field else None
