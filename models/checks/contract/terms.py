"""Risky terms (问题条款): invalid, voidable and risky clauses, for government parties more of them.

Legal source: the bases of the T and G entries; see `corpus/knowledge/data/contract`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.knowledge.term_families import load_term_families
from models.checks.contract.suspicions import Suspicion, suspicions
from models.checks.contract.view import ContractView
from models.finding import Finding, Severity

_CRITICAL = 0.85
_NEAR = 300
_INSTITUTION = re.compile(
    r"(?!当地|本地|有关|所在)[一-龥]{2,12}(?<!地)(?<!的)(?<!关)(?:国际)?(?:经济贸易)?仲裁(?:委员会|中心|院)"
)
_CLAUSE_MOST = 2
"""So many entries are reported of one clause; the surer ones win."""


def check_terms(view: ContractView, figures: Sequence[Finding]) -> Iterator[Finding]:
    """问题条款 as findings: one a term and clause, related entries merged.

    What the `figures` of the same clause already prove is not said again.
    """
    for one in _merged(suspicions(view)):
        proved = not one.apart and any(_is_proved(one, figure) for figure in figures)
        if not proved and not _is_named_nearby(one, view):
            yield _finding(one, view)


def _is_named_nearby(one: Suspicion, view: ContractView) -> bool:
    """Whether the arbitration institution that a sentence lacks is named in the next lines."""
    if one.term != "T31":
        return False
    after = view.draft.text[one.unit.span.start : one.unit.span.end + _NEAR]
    return bool(_INSTITUTION.search(after)) and not _INSTITUTION.search(
        one.span.of(view.draft.text)
    )


def _is_proved(one: Suspicion, figure: Finding) -> bool:
    if figure.span is None or figure.check_id not in load_term_families().proved_by(one.term):
        return False
    return figure.span.start < one.unit.span.end and one.unit.span.start < figure.span.end


def _merged(found: Iterable[Suspicion]) -> Iterator[Suspicion]:
    """Of each clause the surest of every family, at most two."""
    by_clause: dict[int, list[Suspicion]] = {}
    for one in found:
        by_clause.setdefault(one.unit.span.start, []).append(one)
    for several in by_clause.values():
        kept: list[Suspicion] = []
        for one in sorted(several, key=lambda s: (-s.confidence, s.span.end - s.span.start)):
            if not any(_same(one, other) for other in kept):
                kept.append(one)
        kept = [one for one in kept if not any(_yields(one, other) for other in kept)]
        yield from sorted(kept[:_CLAUSE_MOST], key=lambda s: s.span.start)


def _same(one: Suspicion, other: Suspicion) -> bool:
    """The same entry, or a related one that the model alone says of the same words."""
    families = load_term_families()
    if families.shown(one.term, public=False) == families.shown(other.term, public=False):
        return True
    overlap = one.span.start < other.span.end and other.span.start < one.span.end
    guessed = "classifier" in (one.source, other.source)
    return overlap and guessed and one.term in families.related(other.term)


def _severity(one: Suspicion, grade: Severity) -> Severity:
    """严重度: critical only where a strong rule holds and the judge is sure."""
    sure = one.proven and one.confidence >= _CRITICAL
    return grade if sure or grade is not Severity.CRITICAL else Severity.MAJOR


def _yields(one: Suspicion, other: Suspicion) -> bool:
    """Whether an entry gives way to another one that tells the same sentence better."""
    overlap = one.span.start < other.span.end and other.span.start < one.span.end
    return overlap and (other.term, one.term) in load_term_families().rather


def _finding(one: Suspicion, view: ContractView) -> Finding:
    shown = load_term_families().shown(one.term, public=view.has_public_party)
    term = view.term(shown)
    effect = f"后果：{term.effect}。" if term.effect else ""
    lawful = term.lawful_lookalike.rstrip("。").removesuffix("——合法")
    spared = f"属于下列情形的不受影响：{lawful}。" if lawful else ""
    return view.finding(
        check_id=shown,
        severity=_severity(one, view.severity(term.severity)),
        message=f"{view.draft.place(one.span)}疑似“{term.name}”：{term.elements}。{effect}{spared}",
        suggestion=term.suggestion,
        refs=term.bases,
        span=one.span,
        source=one.source,
        confidence=round(one.confidence, 3),
    )
