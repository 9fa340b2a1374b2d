"""Similar documents (相似文件): instruments on a draft's subject, and clauses that repeat law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.document import Document, ProvisionKind
from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.library.names import name_key
from corpus.retrieval.overlap import containment, title_similarity
from corpus.retrieval.scope import EVERYTHING, Scope
from corpus.retrieval.types import Hit, Retriever
from corpus.retrieval.within import expressions_within
from corpus.span import Span

_SHORTEST = 20
_MOST = 120
_PER_CLAUSE = 10
_TITLE_WEIGHT = 0.4
_ALIKE_TITLE = 0.5
_REPEATED = 0.8
_CLAUSES = (ProvisionKind.PARAGRAPH, ProvisionKind.ITEM, ProvisionKind.LEVEL)


@dataclass(frozen=True, slots=True)
class Clause:
    """条款: a piece of a draft that is compared with the library; `text` is `document.text[span]`."""

    eid: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """对应条文: a clause of the draft and the nearest article of one instrument."""

    eid: str
    law: str
    number: ArticleNumber


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """相似文件: an instrument in force on the draft's subject.

    `score` in 0..1 joins `subject` (how often and how high its articles answer the draft's
    clauses, against the nearest instrument) and `title` (likeness of the titles).
    """

    law: str
    level: Level
    score: float
    subject: float
    title: float
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Repetition:
    """重复上位法: a clause that repeats an article; `share` is its containment there, 0..1."""

    eid: str
    span: Span
    law: str
    number: ArticleNumber
    level: Level
    share: float


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """条款: the paragraphs and items of a draft of at least 20 characters, at most 120 of them."""
    found, end = [], 0
    for provision in document.root.walk():
        whole = provision.kind is ProvisionKind.ARTICLE or not provision.children
        if not whole or provision.span.start < end:
            continue
        text = provision.span.of(document.text)
        wanted = provision.kind in (*_CLAUSES, ProvisionKind.ARTICLE)
        if wanted and len(text.strip()) >= _SHORTEST:
            found.append(Clause(provision.eid, provision.span, text))
            end = provision.span.end
    step = max(1, -(-len(found) // _MOST))
    return tuple(found[::step])


def similar_documents(
    document: Document,
    library: Library,
    retriever: Retriever,
    *,
    as_of: date,
    k: int = 10,
    scope: Scope | None = None,
) -> list[SimilarDocument]:
    """相似文件: instruments in force on the draft's subject, most alike first.

    A document of the draft's own name is among them if the library holds it.
    """
    subject, matches, levels = _by_subject(clauses_of(document), retriever, as_of, scope)
    levels = {**_by_title(document.title, library, as_of, scope or EVERYTHING), **levels}
    top = max(subject.values(), default=1.0)
    found = [
        _joined(
            law,
            level,
            subject.get(law, 0.0) / top,
            title_similarity(document.title, law),
            tuple(matches.get(law, ())),
        )
        for law, level in levels.items()
    ]
    return sorted(found, key=lambda one: (-one.score, one.law))[:k]


def _joined(
    law: str, level: Level, subject: float, title: float, matches: tuple[Match, ...]
) -> SimilarDocument:
    score = (1 - _TITLE_WEIGHT) * subject + _TITLE_WEIGHT * title
    return SimilarDocument(law, level, round(score, 4), round(subject, 4), round(title, 4), matches)


def _by_subject(
    clauses: Sequence[Clause], retriever: Retriever, as_of: date, scope: Scope | None
) -> tuple[dict[str, float], dict[str, list[Match]], dict[str, Level]]:
    scores: dict[str, float] = {}
    matches: dict[str, list[Match]] = {}
    levels: dict[str, Level] = {}
    for clause in clauses:
        hits = retriever.search(clause.text, _PER_CLAUSE, as_of=as_of, scope=scope)
        for rank, hit in enumerate(_first_of_each_law(hits), 1):
            scores[hit.law] = scores.get(hit.law, 0.0) + 1 / rank
            levels[hit.law] = hit.level
            matches.setdefault(hit.law, []).append(Match(clause.eid, hit.law, hit.number))
    return scores, matches, levels


def _first_of_each_law(hits: Sequence[Hit]) -> list[Hit]:
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.law, hit)
    return list(seen.values())


def _by_title(title: str, library: Library, as_of: date, scope: Scope) -> dict[str, Level]:
    """The instruments whose title is at least half alike, by name."""
    return {
        held.name: held.level
        for held in expressions_within(library, as_of, scope)
        if title_similarity(title, held.name) >= _ALIKE_TITLE
    }


def repetitions(
    document: Document,
    retriever: Retriever,
    *,
    as_of: date,
    above: Level | None = None,
    share: float = _REPEATED,
) -> list[Repetition]:
    """重复上位法: clauses of which at least `share` stands word for word in a superior article.

    `above` is the draft's own level; None compares with all law. The draft itself, if the library
    holds it, is left out. In the order of the draft.
    """
    own = name_key(document.title)
    found = []
    for clause in _paragraphs(document):
        hits = retriever.search(clause.text, _PER_CLAUSE, as_of=as_of, above=above)
        rated = [(containment(clause.text, h.text), h) for h in hits if name_key(h.law) != own]
        best = max(rated, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= share:
            part, hit = best
            found.append(
                Repetition(clause.eid, clause.span, hit.law, hit.number, hit.level, round(part, 3))
            )
    return found


def _paragraphs(document: Document) -> list[Clause]:
    """The lowest pieces of the draft that are long enough to be compared."""
    leaves = (p for p in document.root.walk() if not p.children)
    return [
        Clause(leaf.eid, leaf.span, leaf.span.of(document.text))
        for leaf in leaves
        if leaf.kind in (*_CLAUSES, ProvisionKind.ARTICLE)
        and len(leaf.span.of(document.text).strip()) >= _SHORTEST
    ]
