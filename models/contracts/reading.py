"""Reading a contract (理解合同): parties, kinds, stance and clause units, worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.knowledge.types import Knowledge
from models.contracts.definitions import read_definitions
from models.contracts.kinds import contract_kinds
from models.contracts.parties import read_parties
from models.contracts.types import Contract, KindGuess, Nature, Party
from models.contracts.units import clause_units, head_end
from models.submission import Stance, Submission

_GOV_KINDS = frozenset(
    {
        "gov_procurement",
        "state_asset_lease",
        "franchise_ppp",
        "land_grant",
        "investment",
        "expropriation",
        "admin_agreement",
    }
)


def read_contract(submission: Submission, knowledge: Knowledge) -> Contract:
    """理解合同: what the checks build on; pure."""
    document = submission.document
    parties = read_parties(document.text, head_end(document))
    kinds = contract_kinds(document.title, document.text, parties, knowledge)
    suggested, reason = suggest_stance(parties, kinds)
    return Contract(
        document=document,
        parties=parties,
        kinds=kinds,
        units=clause_units(document),
        definitions=read_definitions(document.text),
        stance=submission.stance,
        suggested_stance=suggested,
        stance_reason=reason,
    )


def suggest_stance(parties: Sequence[Party], kinds: Sequence[KindGuess]) -> tuple[Stance, str]:
    """建议立场: gov when a party is a public body or a state-owned firm on the public side."""
    for party in parties:
        if party.nature.is_public and party.name:
            return Stance.GOV, f"{party.role}“{party.name.value}”是{party.nature.label}"
    if kinds and kinds[0].kind in _GOV_KINDS:
        return Stance.GOV, "合同类型通常由政府一方订立"
    firm = next((p for p in parties if p.nature is Nature.STATE_FIRM and p.name), None)
    if firm and firm.name:
        return Stance.GOV, f"{firm.role}“{firm.name.value}”像是国有企业，请核对"
    return Stance.NEUTRAL, "没有看出政府一方，请按委托方指定立场"
