"""Suspicions (可疑条款): which clause may be which T or G entry, by the rules and by the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.knowledge.term_families import load_term_families
from corpus.knowledge.term_signs import TermSign, load_term_signs
from corpus.span import Span
from models.checks.contract.view import ContractView
from models.contracts.types import ClauseUnit
from models.finding import Source

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_TRADE = frozenset(
    "sale gov_procurement construction work tech_dev tech_service property_service carriage mandate "
    "survey_design_supervision data_processing".split()
)
"""Kinds in which goods or work are paid for: an entry that names three of them holds for all."""
_SKIPPED_PARTS = frozenset({"head", "signature"})
_RULE_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Suspicion:
    """可疑条款: `score` is the model's log-odds above its threshold, or the rule's constant."""

    term: str
    unit: ClauseUnit
    span: Span
    source: Source
    confidence: float


def suspicions(view: ContractView) -> Iterator[Suspicion]:
    """可疑条款 of the whole contract, in document order; rules before the model in each clause."""
    units = [u for u in view.contract.units if u.part not in _SKIPPED_PARTS]
    signs = [s for s in load_term_signs() if _sign_applies(s, view)]
    scores = _scores(view, units)
    for number, unit in enumerate(units):
        said = scores[number] if scores else {}
        seen: set[str] = set()
        for sign in signs:
            span = _sign_span(sign, unit)
            if span is None:
                continue
            agreed = sign.term in said
            if sign.strength == "strong" or agreed:
                seen.add(sign.term)
                sure = max(_RULE_CONFIDENCE, said[sign.term][0] if agreed else 0.0)
                yield Suspicion(sign.term, unit, span, "rule", sure)
        for term, (sure, span) in said.items():
            if term not in seen and term_applies(term, view):
                yield Suspicion(term, unit, span, "classifier", sure)


def term_applies(term: str, view: ContractView) -> bool:
    """Whether an entry can be true of this kind of contract."""
    families = load_term_families()
    if term in families.numeric or term in families.absent:
        return False
    if term.startswith("G"):
        return view.has_public_party or view.stance == "gov" or _is_public_kind(view)
    return _kinds_fit(frozenset(view.term(term).applies_to), view)


def _is_public_kind(view: ContractView) -> bool:
    public = {"gov_procurement", "state_asset_lease", "franchise_ppp", "land_grant", "investment"}
    return bool(({*public, "expropriation", "admin_agreement"}) & set(view.contract.kind_ids))


def _kinds_fit(kinds: frozenset[str], view: ContractView) -> bool:
    own = set(view.contract.kind_ids)
    if "all" in kinds or not kinds or not own:
        return True
    wider = kinds | _TRADE if len(kinds & _TRADE) >= 3 else kinds
    return bool(own & wider)


def _sign_applies(sign: TermSign, view: ContractView) -> bool:
    own = set(view.contract.kind_ids)
    if own and sign.kinds and not own & sign.kinds:
        return False
    if own & sign.not_kinds:
        return False
    public = view.has_public_party or view.stance == "gov" or _is_public_kind(view)
    if "public_party" in sign.needs and not public:
        return False
    if sign.kinds:
        return True
    if sign.term.startswith("G"):
        return public
    return _kinds_fit(frozenset(view.term(sign.term).applies_to), view)


def _sign_span(sign: TermSign, unit: ClauseUnit) -> Span | None:
    if sign.heading and not sign.heading.search(unit.heading):
        return None
    if sign.unit == "clause":
        match = sign.found(unit.text)
        return _quoted(sign, unit, match, 0, unit.text) if match else None
    for sentence in _SENTENCE.finditer(unit.text):
        match = sign.found(sentence[0])
        if match:
            return _quoted(sign, unit, match, sentence.start(), sentence[0])
    return None


def _quoted(sign: TermSign, unit: ClauseUnit, match: re.Match[str], at: int, window: str) -> Span:
    """The marked words, else the sentences that the first pattern's match touches."""
    marked = sign.mark.search(window) if sign.mark else None
    if marked:
        return Span(unit.span.start + at + marked.start(), unit.span.start + at + marked.end())
    start, end = at + match.start(), at + match.end()
    touched = [s for s in _SENTENCE.finditer(unit.text) if s.start() < end and s.end() > start]
    first, last = touched[0], touched[-1]
    lead = len(first[0]) - len(first[0].lstrip())
    return Span(unit.span.start + first.start() + lead, unit.span.start + last.end())


def _scores(view: ContractView, units: list[ClauseUnit]) -> list[dict[str, tuple[float, Span]]]:
    """What the model suspects of each unit: term to (confidence, the sentence that says it)."""
    model = view.context.contracts
    if model is None or not units:
        return []
    spans = [_windows(unit) for unit in units]
    texts = [span.of(view.draft.text) for windows in spans for span in windows]
    read = iter(model.risks(texts))
    found: list[dict[str, tuple[float, Span]]] = []
    for windows in spans:
        best: dict[str, tuple[float, Span]] = {}
        for span in windows:
            for term, sure in next(read).items():
                if sure > best.get(term, (0.0, span))[0]:
                    best[term] = (sure, span)
        found.append(best)
    return found


def _windows(unit: ClauseUnit) -> list[Span]:
    """Every sentence of a unit, and the unit as a whole where it has several."""
    base = unit.span.start
    spans = [
        Span(base + m.start() + len(m[0]) - len(m[0].lstrip()), base + m.end())
        for m in _SENTENCE.finditer(unit.text)
        if len(m[0].strip()) > 7
    ]
    return spans if len(spans) == 1 else [*spans, unit.span]
