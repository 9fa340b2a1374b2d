"""Main content (正文定位): the part of a page that is the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.formats.web.prune import weight, words_of

if TYPE_CHECKING:
    from lxml import etree

_SHARE = 0.8
_MORE = 60
_SITE = re.compile(r"\s*[_|\-–—―·]+\s*")
_TITLE_LEAST = 5


def main_content(body: etree._Element) -> etree._Element:
    """正文定位: the deepest element with most of the page's prose.

    From there up again while a parent adds a few words and no link: titles stand there.
    """
    total = weight(body)
    current = body
    while (below := _heaviest(current)) is not None and weight(below) >= _SHARE * total:
        current = below
    while (parent := current.getparent()) is not None and parent.tag != "html":
        more = len(words_of(parent)) - len(words_of(current))
        links = len(list(parent.iter("a"))) - len(list(current.iter("a")))
        if more > _MORE or links:
            break
        current = parent
    return current


def _heaviest(element: etree._Element) -> etree._Element | None:
    return max(element.iterchildren("*"), key=weight, default=None)


def page_title(page: etree._Element) -> str:
    """网页标题: the article's title in the page's own data, else its first heading, else its name.

    The site's name behind it is cut off.
    """
    for meta in page.iter("meta"):
        if meta.get("name", "").lower() == "articletitle" and meta.get("content"):
            return _squeezed(meta.get("content", ""))
    headings = [words_of(heading) for heading in page.iter("h1")]
    if len(headings) == 1 and len(headings[0]) >= _TITLE_LEAST:
        return headings[0]
    names = ["".join(map(str, item.itertext())) for item in page.iter("title")]
    parts = _SITE.split(names[0].strip()) if names else [""]
    long_enough = [part for part in parts if len(part) >= _TITLE_LEAST]
    return _squeezed(long_enough[0] if long_enough else parts[0])


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
