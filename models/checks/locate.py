"""Locate (定位): name the place of a span as a person would ("第十一条第二款第（三）项")."""

from __future__ import annotations

from corpus.document import Document, Provision, ProvisionKind
from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number, format_number
from corpus.span import Span
from models.finding import Locator

_STOPS = "、.．，, "
"""What follows a number and is no part of it."""


def locate(document: Document, span: Span | None) -> Locator:
    """定位: the article, paragraph and item that hold the start of a span.

    Documents without articles are located by their numbered headings ("二、" and "（三）").
    `paragraph` counts from 1 and is given only where the article has several. None gives an empty
    locator: what is missing has no place.
    """
    if span is None:
        return Locator()
    chain = document.path_at(span.start)
    article = _last(chain, ProvisionKind.ARTICLE)
    if article is None:
        return _outside_articles(chain, document)
    paragraph = _last(chain, ProvisionKind.PARAGRAPH)
    item = _last(chain, ProvisionKind.ITEM)
    return Locator(
        article=article_name(article),
        paragraph=_paragraph_number(article, paragraph),
        item=item.number or None if item else None,
        eid=chain[-1].eid,
    )


def place_name(document: Document, span: Span) -> str:
    """位置名称: the place in words for a message, "文首" and the like where nothing is numbered."""
    where = locate(document, span)
    chain = document.path_at(span.start)
    if where.article is None:
        if any(p.kind is ProvisionKind.SIGNATURE for p in chain):
            return "落款"
        if any(p.kind is ProvisionKind.ANNEX for p in chain):
            return "附件"
        return "文首" if any(p.kind is ProvisionKind.PREAMBLE for p in chain) else "正文"
    if not any(p.kind is ProvisionKind.ARTICLE for p in chain):
        return f"“{where.article.rstrip(_STOPS)}”"
    paragraph = f"第{_chinese(where.paragraph)}款" if where.paragraph else ""
    item = f"第{where.item.rstrip(_STOPS)}项" if where.item else ""
    return f"{where.article}{paragraph}{item}"


def article_name(article: Provision) -> str:
    """条号名称: 第十二条, in Chinese numerals however the draft writes it."""
    if article.ordinal is None:
        return article.number
    return format_article_number(ArticleNumber(article.ordinal, article.sub))


def _chinese(number: int) -> str:
    return format_number(number)


def _last(chain: tuple[Provision, ...], kind: ProvisionKind) -> Provision | None:
    return next((p for p in reversed(chain) if p.kind is kind), None)


def _paragraph_number(article: Provision, paragraph: Provision | None) -> int | None:
    paragraphs = [p for p in article.children if p.kind is ProvisionKind.PARAGRAPH]
    if paragraph is None or len(paragraphs) < 2 or paragraph not in paragraphs:
        return None
    return paragraph.ordinal or paragraphs.index(paragraph) + 1


def _outside_articles(chain: tuple[Provision, ...], document: Document) -> Locator:
    """By the numbers of headings, unless the first is that of several: then it names nothing."""
    levels = [p for p in chain if p.kind is ProvisionKind.LEVEL]
    names = [p.number.strip() for p in levels if p.number.strip()]
    if names and sum(p.number.strip() == names[0] for p in document.root.children) > 1:
        names = []
    inner = chain[-1].eid if len(chain) > 1 else None
    return Locator(article="".join(_without_repeats(names)) or None, eid=inner)


def _without_repeats(names: list[str]) -> list[str]:
    """8, 8.4, 8.4.3 is 8.4.3: a decimal number says those above it itself."""
    following = [*names[1:], ""]
    return [
        name
        for name, inner in zip(names, following, strict=False)
        if not inner.startswith(f"{name.rstrip(_STOPS)}.")
    ]
