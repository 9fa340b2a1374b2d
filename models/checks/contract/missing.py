"""Missing clauses (缺失条款): what a contract of this kind should settle and does not.

Legal source: 民法典 art. 470 and the bases of each clause entry. A clause counts as settled by what
a passage means (model) or says (signs), not by a keyword alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.knowledge.clause_signs import ClauseSigns, load_clause_signs
from corpus.knowledge.types import ContractClause
from models.checks.consistency.placeholders import has_blank
from models.checks.contract.view import ContractView
from models.checks.draft import Fine
from models.contracts.types import ClauseUnit, Nature
from models.finding import Finding, Severity
from models.submission import Stance

_COMMON, _PARTIES = "common", "C_parties"
_NONE = ClauseSigns("", None, None, (), weak=False)
_HEAD_CHARACTERS = 400
_SOME_WORDS = 8
_SURE = 0.8
"""The model's confidence from which a passage settles a clause."""
_ADVICE = {True: "补写", False: "视需要补写"}
_IN_HEAD = frozenset(
    {_PARTIES, "C_notice", "labour.l_parties", "construction.qualification", "C_payment"}
)
"""Clauses that the lines which name the parties may settle."""
_ONLY_IF = frozenset({"statutory_if_present", "statutory_if_applicable"})
_SHORTEST = 400
"""A text shorter than this is no whole contract: nothing is said to be missing from it."""


def check_missing(view: ContractView) -> Iterator[Finding | Fine]:
    """缺失条款 of the contract's kinds and of every contract; what is settled is said in one line."""
    if len(view.draft.text) < _SHORTEST or not view.contract.units:
        return
    asked = [c for c in _clauses(view) if _is_asked(c, view)]
    settled = _settled(asked, view)
    for clause in asked:
        unit = settled.get(clause.id)
        if unit is None:
            yield _finding(clause, view)
        else:
            yield Fine("应备条款", _said(clause, unit, view), unit.span)


def _said(clause: ContractClause, unit: ClauseUnit, view: ContractView) -> str:
    """What is there; a passage that is still to be filled in settles nothing yet."""
    nameless = clause.id == _PARTIES and any(p.name is None for p in view.contract.parties)
    if nameless or has_blank(unit.text):
        return f"有“{_short(clause)}”的条款，内容尚有空白待填"
    return f"已约定“{_short(clause)}”"


def _clauses(view: ContractView) -> Iterator[ContractClause]:
    kinds = {_COMMON, *view.contract.asked_kinds}
    for clause in view.context.knowledge.contract_clauses:
        if clause.kind in kinds:
            yield clause


def _is_asked(clause: ContractClause, view: ContractView) -> bool:
    signs = load_clause_signs().get(clause.id, _NONE)
    head = f"{view.draft.document.title}\n{view.draft.text[:_HEAD_CHARACTERS]}"
    main = view.contract.kind_ids[:1]
    if main and signs.not_kinds:
        if main[0] in signs.not_kinds:
            return False
    elif signs.unless and signs.unless.search(head):
        return False
    if signs.public and not _has_public_side(view):
        return False
    return signs.when is None or bool(signs.when.search(view.draft.text))


def _settled(asked: Sequence[ContractClause], view: ContractView) -> dict[str, ClauseUnit]:
    """By clause, the passage that settles it: one whose words say so, or that the model is sure of."""
    units = [u for u in view.contract.units if len(u.text) >= _SOME_WORDS]
    lines = {unit.span for unit in units if _is_party_line(unit, view)}
    found: dict[str, ClauseUnit] = {}
    for clause in asked:
        told = [u for u in units if clause.id in _IN_HEAD or u.span not in lines]
        if (said := _first_that_says(clause, told)) is not None:
            found[clause.id] = said
    for settled, unit in _by_model(units, view).items():
        found.setdefault(settled, unit)
    return found


def _is_party_line(unit: ClauseUnit, view: ContractView) -> bool:
    labels = (party.label for party in view.contract.parties)
    return any(unit.span.start <= label.start < unit.span.end for label in labels)


def _first_that_says(clause: ContractClause, units: Sequence[ClauseUnit]) -> ClauseUnit | None:
    return next((unit for unit in units if _says(clause, unit)), None)


def _by_model(units: Sequence[ClauseUnit], view: ContractView) -> dict[str, ClauseUnit]:
    """The passage that the model is surest of, by clause."""
    told = [u for u in units if u.part not in ("head", "signature")]
    model = view.context.contracts
    if model is None or not told:
        return {}
    texts = [f"{u.heading}：{u.text}" if u.heading else u.text for u in told]
    best: dict[str, tuple[float, ClauseUnit]] = {}
    for unit, scores in zip(
        [*told, *told], model.settled([*texts, *(u.text for u in told)]), strict=True
    ):
        for clause, sure in scores.items():
            if sure >= _SURE and sure > best.get(clause, (0.0, unit))[0]:
                best[clause] = (sure, unit)
    return {clause: unit for clause, (_, unit) in best.items()}


def _says(clause: ContractClause, unit: ClauseUnit) -> bool:
    """Signs of the clause, or two of its cues in a passage long enough to settle something."""
    signs = load_clause_signs().get(clause.id, _NONE)
    told = f"{unit.heading}：{unit.text}"
    if any(pattern.search(told) for pattern in signs.shows):
        return True
    cues = sum(cue in unit.text for cue in clause.cues)
    headed = any(cue in unit.heading for cue in clause.cues)
    return len(unit.text) >= _SOME_WORDS and (cues >= 2 or (headed and cues >= 1))


def _finding(clause: ContractClause, view: ContractView) -> Finding:
    severity = view.severity(clause.severity)
    signs = load_clause_signs().get(clause.id, _NONE)
    if signs.weak or clause.level in _ONLY_IF:
        severity = Severity.NOTICE
    elif (clause.id == _PARTIES and _are_named(view)) or not _is_of_main_kind(clause, view):
        severity = max(severity, Severity.MINOR, key=lambda s: s.rank)
    name = clause.name.rstrip("。")
    kind = "各类合同" if clause.kind == _COMMON else _kind_name(clause, view)
    return view.finding(
        check_id=f"missing:{clause.id if clause.kind != _COMMON else f'common.{clause.id}'}",
        severity=severity,
        message=f"没有读到“{name}”的约定（{kind}{_level(clause)}）。缺失的后果：{clause.missing_means}。",
        suggestion=f"{_ADVICE[severity.is_flag]}“{name}”；已在附件或者其他文件中约定的，写明文件名称并作为合同附件。",
        refs=clause.bases,
        span=None,
        source="checklist",
        confidence=0.8,
    )


def _is_of_main_kind(clause: ContractClause, view: ContractView) -> bool:
    return clause.kind in (_COMMON, *view.contract.main_kinds, "gov_procurement")


def _has_public_side(view: ContractView) -> bool:
    firms = any(p.nature is Nature.STATE_FIRM for p in view.contract.parties)
    return view.has_public_party or firms or view.stance == Stance.GOV.value


def _are_named(view: ContractView) -> bool:
    """Whether the parties are named: then only their details are wanting."""
    parties = view.contract.parties
    return len(parties) >= 2 and all(party.name for party in parties)


def _kind_name(clause: ContractClause, view: ContractView) -> str:
    return view.context.knowledge.contract_kinds[clause.kind].name


def _level(clause: ContractClause) -> str:
    return {
        "statutory": "的法定内容",
        "statutory_customary": "的一般条款",
        "statutory_if_applicable": "在有该情形时应当约定",
        "statutory_if_present": "在有该情形时应当约定",
    }.get(clause.level, "通常约定")


def _short(clause: ContractClause) -> str:
    return re.split("[、，,（(/]", clause.name)[0]
