"""Contract kinds (合同类型): what a contract is, by its parties, its performance and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.knowledge.kind_signs import KindSigns, load_kind_signs
from corpus.knowledge.types import Knowledge
from models.contracts.types import KindGuess, Nature, Party

_TITLE, _ROLES, _MOST_BODY, _ENOUGH = 6.0, 3.0, 4, 5.0
_SIDE = 0.75
_BOUGHT = frozenset(
    {"sale", "work", "tech_dev", "tech_service", "property_service", "carriage", "data_processing"}
)
"""Kinds by which a public body procures; works that must be tendered are not among them."""
_SUBSUMED = {
    "state_asset_lease": {"lease"},
    "dispatch": {"labour"},
    "finance_lease": {"lease", "sale"},
    "loan_bank": {"loan_private"},
    "land_grant": {"equity"},
    "investment": {"land_grant"},
    "expropriation": {"construction"},
    "construction": {"work", "survey_design_supervision"},
}
"""Kinds that are a special case of others: the general one is not listed beside them."""


def contract_kinds(
    title: str, text: str, parties: Sequence[Party], knowledge: Knowledge
) -> tuple[KindGuess, ...]:
    """合同类型, the main one first; empty where nothing is telling.

    A further kind is listed if its signs are nearly as strong (a mixed contract), and public
    procurement wherever a public body buys.
    """
    guesses = [
        _guess(signs, knowledge.contract_kinds[signs.kind].name, title, text, parties)
        for signs in load_kind_signs()
    ]
    known = sorted((g for g in guesses if g.score >= _ENOUGH), key=lambda guess: -guess.score)
    if not known:
        return ()
    main = _public_lease(_special(known), parties, knowledge)
    sides = [g for g in known if g.kind != main.kind and _stands_beside(g, main)]
    return (main, *_procured(main, sides[:2], parties, knowledge))


def _special(known: Sequence[KindGuess]) -> KindGuess:
    """The best guess, or the special case of it that is nearly as good."""
    main = known[0]
    special = next((g for g in known if main.kind in _SUBSUMED.get(g.kind, ())), None)
    return special if special and special.score >= main.score - 2 else main


def _public_lease(main: KindGuess, parties: Sequence[Party], knowledge: Knowledge) -> KindGuess:
    """A lease by a public body is one of state assets, whatever its title says."""
    if main.kind != "lease" or not parties or parties[0].name is None:
        return main
    if not parties[0].nature.is_public:
        return main
    reason = f"{main.reason}，出租人“{parties[0].name.value}”是{parties[0].nature.label}"
    name = knowledge.contract_kinds["state_asset_lease"].name
    return KindGuess("state_asset_lease", name, reason, main.score)


def _stands_beside(guess: KindGuess, main: KindGuess) -> bool:
    general = guess.kind in _SUBSUMED.get(main.kind, ()) or main.kind in _SUBSUMED.get(
        guess.kind, ()
    )
    return not general and guess.score >= main.score * _SIDE


def _procured(
    main: KindGuess, sides: list[KindGuess], parties: Sequence[Party], knowledge: Knowledge
) -> list[KindGuess]:
    """Add public procurement where the first party is a public body that pays for something."""
    listed = {main.kind, *(g.kind for g in sides)}
    if "gov_procurement" in listed or main.kind not in _BOUGHT:
        return sides
    if not parties or not parties[0].nature.is_public or parties[0].name is None:
        return sides
    reason = (
        f"{parties[0].role}“{parties[0].name.value}”是{parties[0].nature.label}，付费取得货物、服务"
    )
    name = knowledge.contract_kinds["gov_procurement"].name
    return [KindGuess("gov_procurement", name, reason, _ENOUGH), *sides][:2]


def _guess(
    signs: KindSigns, name: str, title: str, text: str, parties: Sequence[Party]
) -> KindGuess:
    reasons: list[str] = []
    score = 0.0
    bare = re.sub(r"\s", "", title)
    named = signs.title.search(bare)
    if named and not (signs.title_not and signs.title_not.search(bare)):
        score += _TITLE
        reasons.append(f"标题有“{named[0]}”")
    words = [w for party in parties for w in party.titles]
    roles = [w for w in dict.fromkeys(words) if signs.roles.fullmatch(w) and w[0] not in "甲乙丙丁"]
    if roles:
        score += _ROLES * min(len(roles), 2) / 2
        reasons.append(f"当事人称“{'、'.join(roles[:2])}”")
    seen = [m[0] for pattern in signs.body if (m := pattern.search(text))]
    score += min(len(seen), _MOST_BODY)
    if seen:
        reasons.append(f"正文约定“{'、'.join(s[:10] for s in seen[:3])}”")
    score += _by_party(signs, parties, text)
    return KindGuess(signs.kind, name, "，".join(reasons), score)


def _by_party(signs: KindSigns, parties: Sequence[Party], text: str) -> float:
    """What the kind asks of a party: without it the kind falls away."""
    if not signs.party:
        return 0.0
    natures = {party.nature for party in parties}
    public = natures & {Nature.STATE_ORGAN, Nature.PUBLIC_INSTITUTION}
    if signs.party == "bank":
        return 4.0 if Nature.BANK in natures else -9.0
    if signs.party == "public_lessor":
        lessor = parties[0].nature if parties else Nature.UNKNOWN
        state_owned = lessor.is_public or lessor is Nature.STATE_FIRM
        return 3.0 if state_owned or "国有资产" in text else -6.0
    procured = len(re.findall("政府采购|采购人|中标|成交通知|财政|采购文件|磋商|招标", text))
    return min(procured, 4) - 1.0 if public and procured >= 2 else (-2.0 if procured >= 5 else -9.0)
