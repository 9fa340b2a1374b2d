"""Reading norms (规范要素读取): one norm a clause, its components collected by place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from models.nlp.components.addressee import Addressed
from models.nlp.components.clause import Clause
from models.nlp.components.condition import Condition
from models.nlp.marking import Found, values
from models.nlp.norm import Amount, Body, Modality, Norm, Period, Phrase, Sanction
from models.nlp.pipeline import GROUPS, norm_pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

    Components = dict[str, tuple[Found, ...]]

T = TypeVar("T")


def read_norms(text: str) -> tuple[Norm, ...]:
    """规范要素: the norms of a text, in order; offsets are code points of `text`.

    A clause ends at 。 or ；; a list is one clause with its lead. Empty text has no norm.
    """
    return norms_of(norm_pipeline()(text)) if text.strip() else ()


def norms_of(doc: Doc) -> tuple[Norm, ...]:
    """规范要素 of a document that went through `norm_pipeline`."""
    clauses: tuple[Clause, ...] = values(doc, "clause")
    parts = {group: _by_clause(clauses, values(doc, group)) for group in GROUPS[1:]}
    text = doc.text  # joined anew at every access
    return tuple(
        _norm(clause, {group: found[i] for group, found in parts.items()}, text)
        for i, clause in enumerate(clauses)
    )


def _by_clause(clauses: tuple[Clause, ...], found: Iterable[Found]) -> list[tuple[Found, ...]]:
    """Distribute components over clauses; both are in order of the text."""
    shares: list[list[Found]] = [[] for _ in clauses]
    at = 0
    for item in found:
        while at < len(clauses) and clauses[at].span.end <= item.span.start:
            at += 1
        if at < len(clauses):
            shares[at].append(item)
    return [tuple(share) for share in shares]


def _norm(clause: Clause, parts: Components, text: str) -> Norm:
    modalities = _only(Modality, parts["modality"])
    sides = _only(Addressed, parts["addressee"])
    around = _only(Condition, parts["condition"])
    return Norm(
        span=clause.span,
        sentence=clause.sentence,
        addressee=sides[0].side if sides else "unknown",
        modality=modalities[0].kind if modalities else "none",
        subject=_first(_only(Phrase, parts["subject"])),
        conduct=_first(_only(Phrase, parts["conduct"])),
        modalities=modalities,
        conditions=tuple(Phrase(c.span, c.span.of(text)) for c in around if c.kind == "condition"),
        exceptions=tuple(Phrase(c.span, c.span.of(text)) for c in around if c.kind == "exception"),
        sanctions=_only(Sanction, parts["sanction"]),
        amounts=_only(Amount, parts["money"]),
        periods=_only(Period, parts["period"]),
        bodies=_only(Body, parts["body"]),
    )


def _only(kind: type[T], found: Iterable[object]) -> tuple[T, ...]:
    return tuple(item for item in found if isinstance(item, kind))


def _first(found: tuple[Phrase, ...]) -> Phrase | None:
    return found[0] if found else None
