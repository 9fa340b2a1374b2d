"""Evidence (比对依据): the superior provisions that a suspicion is held against.

First what the clause cites; then, where only a superior text can decide or the clause may restate
one without naming it, what retrieval finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from corpus.citations import Citation, CitationForm, Resolution, Verdict, resolve
from corpus.document import Document
from corpus.instrument import Level
from corpus.numbering import format_article_number
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.basis import as_basis
from models.checks.content.suspicion import Candidate, Suspicion
from models.comparison.difference import Difference
from models.finding import LegalBasis

_FOUND = 3
_SERIOUS = 0.3
_EXCERPT = 700


def gather(
    suspects: Iterable[Suspicion],
    document: Document,
    citations: Sequence[Citation],
    context: Context,
    level: Level,
    *,
    search_all: bool,
    worth: Callable[[Suspicion], bool] = lambda _: True,
) -> None:
    """比对依据: fill in the candidates of each suspicion.

    Suspicions of one clause share one search. With `search_all` a clause of any category is
    searched for, else those that the model thinks unlawful or a restatement; those only of which
    provisions found could change what is said (`worth`).
    """
    known: dict[Span, list[Candidate]] = {}
    searched: set[Span] = set()
    for suspect in suspects:
        span = suspect.unit.span
        if span not in known:
            known[span] = cited(span, document, citations, context)
        wants = search_all or suspect.reading.unlawful >= _SERIOUS or _may_restate(suspect)
        if wants and span not in searched and worth(suspect):
            searched.add(span)
            known[span] += _searched(suspect.text, known[span], context, level)
    for suspect in suspects:
        suspect.candidates = known[suspect.unit.span]


def cited(
    span: Span, document: Document, citations: Sequence[Citation], context: Context
) -> list[Candidate]:
    """The provisions in force that a stretch of the draft cites by article."""
    inner = [c for c in citations if span.contains(c.span) and _is_article(c)]
    resolutions = [resolve(c, context.library, context.knowledge, document=document) for c in inner]
    return [Candidate(as_basis(r), True) for r in resolutions if _usable(r)]


def citing_units(spans: Iterable[Span], citations: Sequence[Citation]) -> frozenset[Span]:
    """The clauses that cite an article of another instrument."""
    named = [c.span for c in citations if _is_article(c)]
    return frozenset(s for s in spans if any(s.contains(one) for one in named))


def _is_article(citation: Citation) -> bool:
    return citation.article is not None and citation.form not in (
        CitationForm.SELF,
        CitationForm.RELATIVE,
    )


def _usable(resolution: Resolution) -> bool:
    return resolution.verdict is Verdict.IN_FORCE and bool(resolution.quoted_text)


def _may_restate(suspect: Suspicion) -> bool:
    manner = suspect.reading.manner
    return manner["restates"] + manner["details"] > 0.3


def _searched(
    text: str, before: Sequence[Candidate], context: Context, level: Level
) -> list[Candidate]:
    if context.retriever is None:
        return []
    hits = context.retriever.search(text, _FOUND, as_of=context.as_of, above=level)
    held = {(c.basis.law, c.basis.article) for c in before}
    found = [
        LegalBasis(hit.law, format_article_number(hit.number), "in_force", hit.text, True)
        for hit in hits
    ]
    return [Candidate(b, False) for b in found if (b.law, b.article) not in held]


def compare_all(suspects: Sequence[Suspicion], context: Context, *, with_limit: bool) -> None:
    """限度比较: hold every clause against its candidates, all in one call of the model."""
    if context.reader is None:
        return
    distinct: dict[tuple[str, str], list[Candidate]] = {}
    for suspect in suspects:
        for candidate in suspect.candidates:
            key = (suspect.text, candidate.basis.quoted_text[:_EXCERPT])
            known = distinct.setdefault(key, [])
            if candidate not in known:
                known.append(candidate)
    for (text, law), result in zip(distinct, context.reader.compare(list(distinct)), strict=True):
        for candidate in distinct[text, law]:
            candidate.comparison = result
            if with_limit:
                candidate.differences = _differences(text, law)


def _differences(text: str, law: str) -> tuple[Difference, ...]:
    from models.comparison import compare

    return compare(text, law)
