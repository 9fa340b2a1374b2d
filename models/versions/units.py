"""Units (对照单位): a document cut into articles and the lines around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document, Provision, ProvisionKind
from corpus.instrument import ArticleNumber
from corpus.span import Span
from models.versions.types import Unit

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARTS = {
    ProvisionKind.PREAMBLE: "文首",
    ProvisionKind.SIGNATURE: "落款",
    ProvisionKind.ANNEX: "附件",
}
_NUMBERED = (ProvisionKind.LEVEL, ProvisionKind.ITEM, ProvisionKind.POINT)


def units(document: Document) -> tuple[Unit, ...]:
    """对照单位 in document order; together they cover every line that is not blank."""
    found: list[Unit] = []
    at = 0
    for article in document.articles():
        if article.span.start < at:
            continue
        found += _lines(document, Span(at, article.span.start))
        found.append(_article(document, article))
        at = article.span.end
    return (*found, *_lines(document, Span(at, len(document.text))))


def _article(document: Document, article: Provision) -> Unit:
    path = document.path_at(article.span.start)
    in_annex = any(p.kind is ProvisionKind.ANNEX for p in path)
    number = None if article.ordinal is None else ArticleNumber(article.ordinal, article.sub)
    label = "".join(article.number.split())
    return Unit(
        span=article.span,
        body=_without(document.text, article.span, article.number),
        label=f"附件{label}" if in_annex else label,
        eid=article.eid,
        number=label,
        article=None if in_annex else number,
    )


def _lines(document: Document, gap: Span) -> Iterator[Unit]:
    for line in _LINE.finditer(document.text, gap.start, gap.end):
        span = Span(line.start(), line.end())
        path = document.path_at(line.end() - 1)
        numbered = [p for p in path if p.number]
        own = numbered[-1].number if numbered and span.contains(_head(numbered[-1])) else ""
        yield Unit(
            span=span,
            body=_without(document.text, span, own),
            label=_label(path),
            eid=path[-1].eid,
            number="".join(own.split()),
        )


def _head(provision: Provision) -> Span:
    return Span(provision.span.start, provision.span.start + len(provision.number))


def _without(text: str, span: Span, number: str) -> Span:
    """The span behind the number in front of it."""
    words = span.of(text)
    start = len(words) - len(words.lstrip())
    if number and words.startswith(number, start):
        start += len(number)
    rest = words[start:]
    start += len(rest) - len(rest.lstrip())
    return Span(span.start + start, max(span.start + start, span.start + len(words.rstrip())))


def _label(path: tuple[Provision, ...]) -> str:
    numbers = "".join("".join(p.number.split()) for p in path if p.kind in _NUMBERED)
    part = next((name for kind, name in _PARTS.items() if any(p.kind is kind for p in path)), "")
    chapter = next((p.number for p in reversed(path) if p.number and p.kind not in _NUMBERED), "")
    return (part if part == "附件" else "") + numbers or part or chapter or "正文"
