"""Rarer kinds of contracts by three drafters: kind, parties, stance, and what is not settled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from support import context_of

from corpus.formats import read_document
from corpus.library import Library
from models.checks.contract import ContractCheck
from models.finding import Outcome
from models.submission import Kind, Stance, Submission

FOLDER = Path(__file__).parent / "rarer"
AS_OF = date(2026, 11, 26)


@dataclass(frozen=True)
class Case:
    """A contract with its head line: id, main kinds that fit, stance, what it lacks, parties."""

    id: str
    kinds: frozenset[str]
    is_public: bool
    lacks: frozenset[str]
    parties: frozenset[tuple[str, bool]]
    text: str


def cases() -> list[Case]:
    blocks = [b for path in sorted(FOLDER.glob("*.txt")) for b in _blocks(path.read_text("utf-8"))]
    return [_case(*block.split("\n", 1)) for block in blocks]


def _blocks(text: str) -> list[str]:
    return re.split(r"(?m)^### ", text)[1:]


def _case(head: str, text: str) -> Case:
    name, kinds, stance, lacks, parties = (part.strip() for part in head.split("|"))
    sides = [side.split("=") for side in parties.split(";")]
    return Case(
        id=name,
        kinds=frozenset(kinds.split("/")),
        is_public=stance == "gov",
        lacks=frozenset(lacks.replace(" ", "").split(",")),
        parties=frozenset((side[1], side[2] == "1") for side in sides),
        text=text,
    )


def run(case: Case, library: Library) -> Outcome:
    document = read_document(case.text.encode(), f"{case.id}.txt")
    stance = Stance.GOV if case.is_public else Stance.NEUTRAL
    submission = Submission(document, Kind.CONTRACT, stance=stance)
    return ContractCheck().run(submission, context_of(library, AS_OF))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_rarer_contract_is_understood_and_only_its_gaps_are_named(
    case: Case, library: Library
) -> None:
    outcome = run(case, library)
    contract = outcome.contract
    assert contract is not None
    assert contract.kind_ids[0] in case.kinds
    assert {(p.name.value, p.nature.is_public) for p in contract.parties if p.name} == case.parties
    assert (contract.suggested_stance is Stance.GOV) == case.is_public
    missing = {f.check_id: f for f in outcome.findings if f.check_id.startswith("missing:")}
    assert case.lacks <= missing.keys()
    assert {i for i, f in missing.items() if f.severity.is_flag} <= case.lacks | _ASKED_BY_SIDE


_ASKED_BY_SIDE = {"missing:gov_procurement.doc_consistency"}
"""A public buyer: the agreement with the procurement documents may be asked for besides."""
