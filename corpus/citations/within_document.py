"""References within the document (本文件内引用): does 本办法第十条 or 前款 lead anywhere?"""

from __future__ import annotations

from corpus.citations.types import Citation, CitationForm, Resolution, Verdict
from corpus.document import Document, Provision, ProvisionKind
from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number, format_number

_BELOW_PARAGRAPH = (ProvisionKind.ITEM, ProvisionKind.POINT, ProvisionKind.LEVEL)


def resolve_inside(citation: Citation, document: Document | None) -> Resolution:
    """本文件内引用核对: NO_SUCH_PROVISION if the reference is dangling, else IN_FORCE."""
    if document is None:
        return Resolution(citation, Verdict.IN_FORCE, note="本文件内的引用，未提供文件，未核对。")
    if citation.form is CitationForm.SELF:
        return _self(citation, document)
    return _relative(citation, document)


def _self(citation: Citation, document: Document) -> Resolution:
    articles = document.articles()
    if citation.article is None or not articles:
        return Resolution(citation, Verdict.IN_FORCE, note="指本文件。")
    found = [a for a in articles if _number(a) == citation.article]
    if not found:
        last = max(a.ordinal or 0 for a in articles)
        number = format_article_number(citation.article)
        return _dangling(citation, f"本文件没有{number}（最后一条为第{format_number(last)}条）。")
    reasons = [_below(a, citation) if _keeps_paragraphs(document) else "" for a in found]
    missing = "" if "" in reasons else reasons[0]
    if missing:
        return _dangling(citation, f"本文件{format_article_number(citation.article)}{missing}。")
    text = found[reasons.index("")].span.of(document.text)
    return Resolution(citation, Verdict.IN_FORCE, quoted_text=text, note="本文件内有此条款。")


def _keeps_paragraphs(document: Document) -> bool:
    """Whether line breaks between 款 survived: a text in which every article is one 款 lost them."""
    return any(
        sum(c.kind is ProvisionKind.PARAGRAPH for c in article.children) > 1
        for article in document.articles()
    )


def _below(article: Provision, citation: Citation) -> str:
    """What is missing below the article; "" if nothing, or if its parts are not known."""
    paragraphs = [c for c in article.children if c.kind is ProvisionKind.PARAGRAPH]
    if not paragraphs:
        return ""
    number = citation.paragraph
    if number is not None and number > len(paragraphs):
        return f"共{format_number(len(paragraphs))}款，没有第{format_number(number)}款"
    chosen = paragraphs if number is None else [paragraphs[number - 1]]
    items = [c for p in chosen for c in p.children if c.kind in _BELOW_PARAGRAPH]
    if citation.item is None or not items:
        return ""
    if any(i.ordinal == citation.item for i in items):
        return ""
    return f"没有第（{format_number(citation.item)}）项"


def _relative(citation: Citation, document: Document) -> Resolution:
    words = citation.span.of(document.text)
    path = document.path_at(citation.span.start)
    article = next((p for p in path if p.kind is ProvisionKind.ARTICLE), None)
    if article is None:
        return Resolution(citation, Verdict.IN_FORCE, note="指本文件上文。")
    if words.startswith(("上述", "前述")) and citation.article is not None:
        return _self(citation, document)
    reason = ""
    if "款" in words[:4] and not _keeps_paragraphs(document):
        return Resolution(citation, Verdict.IN_FORCE, note="本文件各条未分款，未核对。")
    if words.startswith("本条"):
        reason = _below(article, citation)
    elif words.startswith("前") and "条" in words[:4]:
        reason = _no_article_before(article, words, document)
    elif words.startswith("前") and "款" in words[:4]:
        reason = _no_paragraph_before(article, path, words)
    elif words.startswith("前") and "项" in words[:4]:
        reason = _no_item_before(path, words)
    if reason:
        return _dangling(citation, f"“{words}”没有所指：{reason}。")
    return Resolution(citation, Verdict.IN_FORCE, note="本文件内的引用，有所指。")


def _no_article_before(article: Provision, words: str, document: Document) -> str:
    before = sum(1 for a in document.articles() if a.span.start < article.span.start)
    wanted = _many(words)
    return "" if before >= wanted else f"前面只有{before}条" if before else "这是第一条"


def _no_paragraph_before(article: Provision, path: tuple[Provision, ...], words: str) -> str:
    paragraphs = [c for c in article.children if c.kind is ProvisionKind.PARAGRAPH]
    if not paragraphs or any(c.kind in _BELOW_PARAGRAPH for c in article.children):
        return ""
    here = next((i for i, p in enumerate(paragraphs) if p in path), None)
    if here is None or here >= _many(words):
        return ""
    return "这是该条第一款" if here == 0 else f"前面只有{format_number(here)}款"


def _no_item_before(path: tuple[Provision, ...], words: str) -> str:
    item = next((p for p in path if p.kind is ProvisionKind.ITEM), None)
    if item is None or item.ordinal is None or item.ordinal > _many(words):
        return ""
    return "前面没有足够的项"


def _many(words: str) -> int:
    digit = words[1]
    return {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}.get(digit, 1)


def _number(article: Provision) -> ArticleNumber | None:
    return ArticleNumber(article.ordinal, article.sub) if article.ordinal is not None else None


def _dangling(citation: Citation, note: str) -> Resolution:
    return Resolution(citation, Verdict.NO_SUCH_PROVISION, note=note)
