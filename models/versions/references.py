"""Own numbers (本件条号): where a draft writes the numbers of its own provisions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.citations import CitationForm, find_citations
from corpus.document import Document
from corpus.instrument import ArticleNumber
from corpus.numbering import NUMERAL, parse_article_number
from corpus.span import Span
from models.versions.folding import fold

_ARTICLE = re.compile(rf"第?\s*{NUMERAL}+\s*条(?:之{NUMERAL}+)?")
_BARE = re.compile(
    rf"(?<=[，。；：、（(\s违反照据依合和与及或至到除按在由])第{NUMERAL}+条(?:之{NUMERAL}+)?"
)

Write = Callable[[ArticleNumber], str]
"""How the number of one of the draft's own articles is written."""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """本件条号: a number in front of a provision (`target` None), or a reference to an article."""

    span: Span
    target: ArticleNumber | None = None


class OwnNumbers:
    """本件条号 of one document, so that its text can be read without them, or with others.

    References to articles that the document does not have stay as they are: there the number
    itself is what is wrong.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        found = [*_headings(document), *_references(document)]
        self._numbers = _disjoint(sorted(found, key=lambda n: (n.span.start, n.target is not None)))
        self._starts = [number.span.start for number in self._numbers]

    def folded(self, span: Span, write: Write = lambda _: "〔本件条〕") -> str:
        """归一文字 of a stretch: without the numbers of provisions, references written anew."""
        parts, at = [], span.start
        for number in self._within(span):
            parts.append(self._text[at : number.span.start])
            if number.target is not None:
                parts.append(write(number.target))
            at = number.span.end
        parts.append(self._text[at : span.end])
        return fold("".join(parts))

    def _within(self, span: Span) -> Iterator[OwnNumber]:
        for number in self._numbers[bisect_left(self._starts, span.start) :]:
            if number.span.start >= span.end:
                return
            if number.span.end <= span.end:
                yield number


def _headings(document: Document) -> Iterator[OwnNumber]:
    for provision in document.root.walk():
        start = provision.span.start
        if provision.number and document.text.startswith(provision.number, start):
            yield OwnNumber(Span(start, start + len(provision.number)))


def _references(document: Document) -> Iterator[OwnNumber]:
    text, own = document.text, {number_of(a.number) for a in document.articles()}
    foreign = []
    for cited in find_citations(text, title=document.title):
        if cited.form in (CitationForm.SELF, CitationForm.RELATIVE):
            if cited.article in own:
                yield from _written(text, cited.span, cited.article)
        else:
            foreign.append(cited.span)
    for found in _BARE.finditer(text):
        span, target = Span(*found.span()), number_of(found[0])
        if target in own and not any(span.overlaps(other) for other in foreign):
            yield OwnNumber(span, target)


def _written(text: str, span: Span, target: ArticleNumber | None) -> Iterator[OwnNumber]:
    found = _ARTICLE.search(text, span.start, span.end)
    if found:
        yield OwnNumber(Span(*found.span()), target)


def number_of(written: str) -> ArticleNumber | None:
    """条号 as written, None if it is none."""
    return parse_article_number("".join(written.split()))


def _disjoint(numbers: list[OwnNumber]) -> list[OwnNumber]:
    kept: list[OwnNumber] = []
    for number in numbers:
        if not kept or kept[-1].span.end <= number.span.start:
            kept.append(number)
    return kept
