"""Suspicions (可疑条款): which clause may be which T or G entry, by the rules and by the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.knowledge.term_families import load_term_families
from corpus.knowledge.term_signs import TermSign, load_term_signs
from corpus.span import Span
from models.checks.contract.signs import SENTENCE
from models.checks.contract.view import ContractView
from models.contracts.types import ClauseUnit
from models.finding import Source
from models.neural.contracts.judge import Hit, Risk

_TRADE = frozenset(
    [
        "sale",
        "gov_procurement",
        "construction",
        "work",
        "tech_dev",
        "tech_service",
        "property_service",
        "carriage",
        "mandate",
        "survey_design_supervision",
        "data_processing",
    ]
)
"""Kinds in which goods or work are paid for: an entry that names three of them holds for all."""
_PARTY_LINE = "party_line"
_RECITAL = 20
"""A line of the head as long as this, and no form field, is a recital (鉴于): rules search it."""
_RULE_CONFIDENCE = 0.9
_REPORTED = 0.5
_SHORTEST = 12
_BLANK = re.compile(r"_{2,}|＿{2,}|[ \u3000]{3,}|【\s*】|[（(]\s+[)）]")
"""What a template leaves to be filled in: the model cannot judge what is not yet said."""
_PLAIN = re.compile(r"^[^，。；]{0,8}[“\"][^”\"]{2,16}[”\"](?:是|系)?指|一式[^。]{1,4}份|[：:]\s*$")
"""A definition, the number of copies, the lead of a list: only a rule may find more in it."""
_FOLLOWS = re.compile(
    r"\s*(?:如|若)?[^。；，：:]{0,8}(?:违反|违约)(?:上述|前述|该|本[款条项]|此)?(?:约定|义务|规定|条款)?(?:的|，)"
)
"""A sentence that names no fault of its own."""
_FIELD = re.compile(r"[^。；：:]{1,20}[：:][^。；：:，,]{0,40}")
"""A field of a form: 开户银行：某某支行."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """可疑条款: the words that tell it, and how sure (0..1) it is.

    `proven` where a strong rule says so: only then may it be called critical. `apart` where the
    rule says more than a finding of the figures on the same clause could.
    """

    term: str
    unit: ClauseUnit
    span: Span
    source: Source
    confidence: float
    proven: bool = False
    apart: bool = False


def suspicions(view: ContractView) -> Iterator[Suspicion]:
    """可疑条款 of the whole contract, in document order.

    Rules and the model's word scores are weighed by its judge; without a model the strong rules
    speak alone.
    """
    labels = [party.label for party in view.contract.parties]
    units = [u for u in view.contract.units if _is_read(u, labels)]
    known = [s for s in load_term_signs() if _sign_applies(s, view)]
    signs = [s for s in known if _PARTY_LINE not in s.needs]
    yield from _party_lines(view, [s for s in known if _PARTY_LINE in s.needs], labels)
    windows = [_windows(unit) for unit in units]
    read = _risks(view, windows)
    for unit, spans in zip(units, windows, strict=True):
        hits = _hits(signs, unit, spans)
        if unit.part == "head":
            hits = {term: hit for term, hit in hits.items() if hit.strength == "strong"}
        if view.context.contracts is None:
            yield from _by_rules(unit, hits)
        else:
            yield from _by_judge(view, unit, spans, [next(read) for _ in spans], hits)


def _party_lines(
    view: ContractView, signs: Sequence[TermSign], labels: Sequence[Span]
) -> Iterator[Suspicion]:
    """What the line that names a party tells of it: 丙方：某园区筹建办公室."""
    text = view.draft.text
    for label in labels:
        start = text.rfind("\n", 0, label.start) + 1
        end = text.find("\n", label.end)
        line = Span(start, end if end >= 0 else len(text))
        unit = next(
            (u for u in view.contract.units if u.span.start <= label.start < u.span.end), None
        )
        for sign in signs if unit else ():
            if unit and sign.found(line.of(text)):
                yield Suspicion(sign.term, unit, line, "rule", _RULE_CONFIDENCE, True)
                break


@dataclass(frozen=True, slots=True)
class _RuleHit:
    """A rule that holds in some windows of a unit, with the words to quote."""

    strength: Hit
    windows: frozenset[int]
    span: Span
    apart: bool


def _is_read(unit: ClauseUnit, labels: Sequence[Span]) -> bool:
    """Whether a unit can be a risky clause: no party line, no form field, long enough."""
    least = _RECITAL if unit.part == "head" else _SHORTEST
    if unit.part == "signature" or len(unit.text) < least or _FIELD.fullmatch(unit.text):
        return False
    return not any(unit.span.start <= label.start < unit.span.end for label in labels)


def _by_rules(unit: ClauseUnit, hits: dict[str, _RuleHit]) -> Iterator[Suspicion]:
    for term, hit in hits.items():
        if hit.strength == "strong":
            yield Suspicion(term, unit, hit.span, "rule", _RULE_CONFIDENCE, True, hit.apart)


def _by_judge(
    view: ContractView,
    unit: ClauseUnit,
    spans: list[Span],
    risks: list[Risk],
    hits: dict[str, _RuleHit],
) -> Iterator[Suspicion]:
    """What the judge finds more likely than its threshold, the surest window of each entry."""
    model = view.context.contracts
    assert model is not None
    alone = {t for risk in risks for t in risk.terms} - load_term_families().by_rule
    candidates = {t for t in alone if unit.part != "head" and term_applies(t, view)}
    for term in sorted(candidates | hits.keys()):
        rule = hits.get(term)
        sure, at = max(
            (model.confidence(risk, term, _strength(rule, n)), n) for n, risk in enumerate(risks)
        )
        proven = rule is not None and rule.strength == "strong"
        said = spans[at].of(view.draft.text)
        blank = not proven and (_BLANK.search(said) or (not rule and _PLAIN.search(said)))
        spared = load_term_families().spared.get(term)
        if sure < _REPORTED or blank or (not proven and spared and spared.search(said)):
            continue
        span = rule.span if rule else spans[_telling(term, at, risks)]
        apart = proven and rule is not None and rule.apart
        yield Suspicion(term, unit, span, "rule" if rule else "classifier", sure, proven, apart)


def _strength(rule: _RuleHit | None, window: int) -> Hit:
    return rule.strength if rule and window in rule.windows else ""


def _telling(term: str, at: int, risks: list[Risk]) -> int:
    """The sentence to quote: where the whole unit was surest, its most telling sentence."""
    if at < len(risks) - 1 or len(risks) == 1:
        return at
    odds = [risk.terms.get(term, -9.0) + risk.any for risk in risks[:-1]]
    return odds.index(max(odds))


def _risks(view: ContractView, windows: list[list[Span]]) -> Iterator[Risk]:
    model = view.context.contracts
    if model is None:
        return iter(())
    return iter(model.risks([span.of(view.draft.text) for spans in windows for span in spans]))


def _hits(signs: Sequence[TermSign], unit: ClauseUnit, spans: list[Span]) -> dict[str, _RuleHit]:
    """The best rule hit of each entry in a unit; a clause-wide rule holds in the last window."""
    hits: dict[str, _RuleHit] = {}
    for sign in signs:
        known = hits.get(sign.term)
        if known and (known.strength == "strong" or sign.strength == "weak"):
            continue
        found = _sign_span(sign, unit)
        if found is None:
            continue
        inside = {n for n, s in enumerate(spans) if s.start < found.end and found.start < s.end}
        windows = frozenset({*inside, len(spans) - 1})
        hits[sign.term] = _RuleHit(sign.strength, windows, found, sign.apart)
    return hits


def term_applies(term: str, view: ContractView) -> bool:
    """Whether an entry can be true of this kind of contract."""
    families = load_term_families()
    if term in families.numeric or term in families.absent:
        return False
    if not _kinds_fit(_kinds_of(term, view), view):
        return False
    return not term.startswith("G") or _is_public(view)


def _kinds_of(term: str, view: ContractView) -> frozenset[str]:
    only = load_term_families().only.get(term)
    return only or frozenset(view.term(term).applies_to)


def _is_public(view: ContractView) -> bool:
    return view.has_public_party or view.stance == "gov" or _is_public_kind(view)


def _is_public_kind(view: ContractView) -> bool:
    public = {"gov_procurement", "state_asset_lease", "franchise_ppp", "land_grant", "investment"}
    return bool(({*public, "expropriation", "admin_agreement"}) & set(view.contract.asked_kinds))


def _kinds_fit(kinds: frozenset[str], view: ContractView) -> bool:
    own = set(view.contract.asked_kinds) or _TRADE  # an unknown kind is taken for ordinary trade
    if "all" in kinds or not kinds:
        return True
    wider = kinds | _TRADE if len(kinds & _TRADE) >= 3 else kinds
    return bool(own & wider)


def _sign_applies(sign: TermSign, view: ContractView) -> bool:
    own = set(view.contract.asked_kinds)
    if sign.kinds and not own & sign.kinds:
        return False
    if own & sign.not_kinds:
        return False
    public = _is_public(view)
    if "public_party" in sign.needs and not public:
        return False
    if sign.kinds:
        return True
    if sign.term.startswith("G"):
        return public
    return _kinds_fit(_kinds_of(sign.term, view), view)


def _sign_span(sign: TermSign, unit: ClauseUnit) -> Span | None:
    if sign.heading and not sign.heading.search(unit.heading):
        return None
    if sign.unit == "clause":
        match = sign.found(unit.text)
        return _quoted(sign, unit, match, 0, unit.text) if match else None
    for sentence in SENTENCE.finditer(unit.text):
        match = sign.found(sentence[0])
        if match and not _is_consequence(sign.term, unit.text, sentence):
            return _quoted(sign, unit, match, sentence.start(), sentence[0])
    return None


def _is_consequence(term: str, text: str, sentence: re.Match[str]) -> bool:
    """乙方违反约定的，…: what follows from the sentence before, where that one is lawful for the term."""
    spared = load_term_families().spared.get(term)
    if spared is None or not _FOLLOWS.match(sentence[0]):
        return False
    before = [s[0] for s in SENTENCE.finditer(text, 0, sentence.start()) if s[0].strip()]
    return bool(before) and bool(spared.search(before[-1]))


def _quoted(sign: TermSign, unit: ClauseUnit, match: re.Match[str], at: int, window: str) -> Span:
    """The marked words, else the sentences that the first pattern's match touches."""
    marked = sign.mark.search(window) if sign.mark else None
    if marked:
        return Span(unit.span.start + at + marked.start(), unit.span.start + at + marked.end())
    start, end = at + match.start(), at + match.end()
    touched = [s for s in SENTENCE.finditer(unit.text) if s.start() < end and s.end() > start]
    first, last = touched[0], touched[-1]
    lead = len(first[0]) - len(first[0].lstrip())
    return Span(unit.span.start + first.start() + lead, unit.span.start + last.end())


def _windows(unit: ClauseUnit) -> list[Span]:
    """Every sentence of a unit, and the unit as a whole where it has several."""
    base = unit.span.start
    spans = [
        Span(base + m.start() + len(m[0]) - len(m[0].lstrip()), base + m.end())
        for m in SENTENCE.finditer(unit.text)
        if len(m[0].strip()) > 7
    ]
    return spans if len(spans) == 1 else [*spans, unit.span]
