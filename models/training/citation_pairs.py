"""Citations as training pairs (引用样本): what a clause says, and the provision that it cites.

The words of the citation are taken out, so that the rest must find the provision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.citations import find_citations
from corpus.instrument import Level
from corpus.numbering import format_article_number
from corpus.sources.text import SourceText
from corpus.span import Span
from models.training.passages import Passage

_STATE = "中华人民共和国"
_BEFORE, _AFTER, _SHORTEST = 120, 80, 18
_LOCAL = {Level.PROV_REG, Level.CITY_REG, Level.PROV_RULE, Level.CITY_RULE}


@dataclass(frozen=True, slots=True)
class Cited:
    """引用对: `clause` without its citations, the key of the cited provision, and who cites it.

    `test` marks what is never trained on: all local regulations, and one in four of the others.
    """

    document: str
    level: Level
    clause: str
    key: str
    test: bool


def is_test(name: str, level: Level) -> bool:
    """Tell whether a document's citations are kept for the test."""
    return level in _LOCAL or int(hashlib.sha256(name.encode()).hexdigest(), 16) % 4 == 0


class CitationPairs:
    """引用样本 from texts, against the newest national law."""

    def __init__(self, passages: list[Passage], adopted: dict[str, date | None]) -> None:
        """`adopted` gives the date of the text that `passages` holds of each law."""
        self._keys = {p.key for p in passages}
        self._adopted = adopted
        short = {p.law.replace(_STATE, "") for p in passages}
        self._names = frozenset(short | {p.law for p in passages})

    def of(self, text: SourceText) -> Iterator[Cited]:
        """Yield the pairs of one text; only numbers of a text as old as the cited law's or newer."""
        own = text.name.replace(_STATE, "")
        words = "\n".join(article.text for article in text.articles)
        citations = find_citations(words, self._names)
        spans = [c.span for c in citations]
        for citation in citations:
            law = citation.law.replace(_STATE, "")
            if citation.article is None or not law or law == own:
                continue
            key = f"{law}|{format_article_number(citation.article)}"
            if key not in self._keys or not self._same_numbers(text, law):
                continue
            clause = _without(words, citation.span, spans)
            if len(clause) >= _SHORTEST:
                yield Cited(text.name, text.level, clause, key, is_test(text.name, text.level))

    def _same_numbers(self, text: SourceText, law: str) -> bool:
        cited = self._adopted.get(law)
        return cited is not None and text.version_on is not None and text.version_on >= cited


def _without(words: str, span: Span, citations: list[Span]) -> str:
    """The lines about a citation, with every citation cut out."""
    start = max(words.rfind("\n", 0, span.start) + 1, span.start - _BEFORE)
    end = words.find("\n", span.end)
    end = min(len(words) if end < 0 else end, span.end + _AFTER)
    kept, at = [], start
    for other in sorted((s for s in citations if s.end > start and s.start < end), key=_start):
        kept.append(words[at : max(at, other.start)])
        at = max(at, other.end)
    kept.append(words[min(at, end) : end])
    return "".join(kept).replace("《》", "").strip()


def _start(span: Span) -> int:
    return span.start
