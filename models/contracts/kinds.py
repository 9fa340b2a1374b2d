"""Contract kinds (合同类型): what a contract is, by its parties, its performance and its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.knowledge.kind_signs import KindSigns, load_kind_signs
from corpus.knowledge.types import Knowledge
from models.contracts.types import KindGuess, Nature, Party

_TITLE, _ROLES, _CORE, _MOST_CORE, _MOST_BODY = 6.0, 3.0, 2.0, 2, 4
_OPENING, _OPENING_CHARACTERS = 3.0, 300
"""What the first lines count for where the title alone tells nothing (合同书)."""
_ENOUGH, _UNNAMED, _ONLY = 5.0, 6.5, 3.5
"""The score of a kind that is told: by its name, by its clauses alone, as the only one at all."""
_SIDE, _NAMED_SIDE = 0.75, 0.6
_IN_TITLE = "标题有"
_ADDED, _ADDED_FROM = frozenset({"guarantee", "data_processing"}), 8.0
"""Kinds that are often written into another contract: a surety who signs, data handed over."""
_MARK, _LONGEST_WORDS = re.compile(r"[，、；：。（）(),;:\s]+"), 12
_TWO = re.compile("[及与和暨、]")
"""A title that may name two kinds: 借款与担保合同."""
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
    guesses = _guesses(title, text, parties, knowledge)
    known = sorted((g for g in guesses if _is_told(g)), key=lambda guess: -guess.score)
    known = known or _only(guesses)
    if not known:
        return ()
    main = _public_lease(_special(known), parties, knowledge)
    two = _TWO.search(title) is not None
    sides = [g for g in known if g.kind != main.kind and _stands_beside(g, main, two)]
    return _buyer_first((main, *_procured(main, sides[:2], parties, knowledge)), parties)


def _guesses(
    title: str, text: str, parties: Sequence[Party], knowledge: Knowledge
) -> list[KindGuess]:
    bare = re.sub(r"\s", "", title)
    kinds = load_kind_signs()
    telling = any(_in_title(signs, bare) for signs in kinds)
    opening = "" if telling else text[:_OPENING_CHARACTERS]
    names = knowledge.contract_kinds
    return [_guess(s, names[s.kind].name, (bare, opening), text, parties) for s in kinds]


def _is_told(guess: KindGuess) -> bool:
    return guess.score >= (_UNNAMED if guess.reason.startswith("正文") else _ENOUGH)


def _only(guesses: Sequence[KindGuess]) -> list[KindGuess]:
    """The best guess where none is told, if it leads the others."""
    first, second = sorted(guesses, key=lambda guess: -guess.score)[:2]
    return [first] if first.score >= max(_ONLY, second.score + 1) else []


def _buyer_first(kinds: tuple[KindGuess, ...], parties: Sequence[Party]) -> tuple[KindGuess, ...]:
    """Goods bought by a public body are public procurement before they are a sale."""
    if len(kinds) > 1 and kinds[0].kind == "sale" and kinds[1].kind == "gov_procurement":
        return (kinds[1], kinds[0], *kinds[2:])
    return kinds


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


def _stands_beside(guess: KindGuess, main: KindGuess, two: bool) -> bool:
    general = guess.kind in _SUBSUMED.get(main.kind, ()) or main.kind in _SUBSUMED.get(
        guess.kind, ()
    )
    if guess.kind in _ADDED and guess.score >= _ADDED_FROM:
        return True
    least = _NAMED_SIDE if two and guess.reason.startswith(_IN_TITLE) else _SIDE
    return not general and guess.score >= main.score * least


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
    return [KindGuess("gov_procurement", name, reason, _ENOUGH), *sides]


def _in_title(signs: KindSigns, title: str) -> re.Match[str] | None:
    """The last words of a title that name the kind: what a title is about stands at its end."""
    if signs.title_not and signs.title_not.search(title):
        return None
    return max(signs.title.finditer(title), key=lambda m: m.end(), default=None)


def _guess(
    signs: KindSigns, name: str, heads: tuple[str, str], text: str, parties: Sequence[Party]
) -> KindGuess:
    reasons: list[str] = []
    score = 0.0
    title, opening = heads
    if named := _in_title(signs, title):
        score += _TITLE + named.end() / len(title)
        reasons.append(f"{_IN_TITLE}“{named[0]}”")
    elif opening and (named := signs.title.search(opening)):
        score += _OPENING
        reasons.append(f"开头有“{named[0]}”")
    words = [w for party in parties for w in party.titles]
    roles = [w for w in dict.fromkeys(words) if signs.roles.fullmatch(w) and w[0] not in "甲乙丙丁"]
    if roles:
        score += _ROLES * min(len(roles), 2) / 2
        reasons.append(f"当事人称“{'、'.join(roles[:2])}”")
    core = [m[0] for pattern in signs.core if (m := pattern.search(text))]
    seen = [m[0] for pattern in signs.body if (m := pattern.search(text))]
    score += _CORE * min(len(core), _MOST_CORE) + min(len(seen), _MOST_BODY)
    if core or seen:
        told = dict.fromkeys(_telling(words) for words in [*core[:1], *seen][:3])
        reasons.append(f"正文约定“{'、'.join(told)}”")
    score += _by_party(signs, parties, text)
    return KindGuess(signs.kind, name, "，".join(reasons), score)


def _telling(words: str) -> str:
    """The end of the words that told a kind, from a mark on and not too long: 交货数量."""
    return [piece for piece in _MARK.split(words) if piece][-1][-_LONGEST_WORDS:]


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
    if signs.party == "public_grantor":
        named = bool(parties) and all(party.name for party in parties)
        return 1.0 if public or Nature.STATE_FIRM in natures else (-6.0 if named else 0.0)
    procured = len(re.findall("政府采购|采购人|中标|成交通知|财政|采购文件|磋商|招标", text))
    return min(procured, 4) - 1.0 if public and procured >= 2 else (-2.0 if procured >= 5 else -9.0)
