"""Articles of an office document (条文切分): 第X条 where there are any, else its top-level items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document, Provision, ProvisionKind
from corpus.instrument import Article, ArticleNumber

_HEADED = frozenset((ProvisionKind.BOOK, ProvisionKind.CHAPTER, ProvisionKind.SECTION))


def articles_of(document: Document) -> tuple[Article, ...]:
    """条文: the document cut as the library keeps texts.

    With 第X条: one article each, numbered as written. Without: the top-level items 一、二、 are
    numbered 1, 2 … as written, as long as their numbers rise. What stands before is number 0,
    annexes are `ArticleNumber(0, n)`, and a text without either is number 0 as a whole.
    """
    text, root = document.text, document.root
    units = list(_articles(root, ()))
    if not units:
        units = [(level, ()) for level in _rising(root)]
    annexes = [c for c in root.children if c.kind is ProvisionKind.ANNEX]
    first = min((p.span.start for p in (*(u for u, _ in units), *annexes)), default=len(text))
    found = [Article(ArticleNumber(0), text[:first].strip())]
    found += [_article(text, unit, path, annexes) for unit, path in units]
    found += [_annex(text, annex, i) for i, annex in enumerate(annexes, 1)]
    return tuple(a for a in found if a.text)


def _articles(
    node: Provision, path: tuple[str, ...]
) -> Iterator[tuple[Provision, tuple[str, ...]]]:
    """The articles of the main text with their chapter path; those of annexes are the annex's."""
    for child in node.children:
        if child.kind is ProvisionKind.ARTICLE and child.ordinal:
            yield child, path
        elif child.kind in _HEADED:
            heading = f"{child.number} {child.heading}".strip()
            yield from _articles(child, (*path, heading))


def _rising(root: Provision) -> list[Provision]:
    """The top-level items whose numbers rise; another one belongs to the item before it."""
    found: list[Provision] = []
    for child in root.children:
        number = child.ordinal or 0
        if child.kind is ProvisionKind.LEVEL and number > (found[-1].ordinal or 0 if found else 0):
            found.append(child)
    return found


def _article(
    text: str, unit: Provision, path: tuple[str, ...], annexes: list[Provision]
) -> Article:
    words = _without_number(unit.span.of(text), unit.number)
    if unit.kind is ProvisionKind.LEVEL:
        return Article(ArticleNumber(unit.ordinal or 0), words)
    return Article(ArticleNumber(unit.ordinal or 0, unit.sub), words, " ".join(path))


def _annex(text: str, annex: Provision, position: int) -> Article:
    heading = f"{annex.number} {annex.heading}".strip()
    return Article(ArticleNumber(0, position), annex.span.of(text).strip(), heading)


def _without_number(words: str, number: str) -> str:
    plain = words.strip()
    loose = r"\s*".join(map(re.escape, re.sub(r"\s+", "", number)))
    found = re.match(loose, plain) if loose else None
    body = plain[found.end() :] if found else plain
    return "\n".join(line.strip() for line in body.strip().split("\n") if line.strip())
