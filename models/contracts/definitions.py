"""Definitions (定义): the words that a contract gives a meaning of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.contracts.roles import WORDS, plain
from models.contracts.types import Definition

_MEANS = re.compile(
    r"[“\"‘「](?P<term>[^“”\"‘’「」\n]{2,20})[”\"’」][ \t\u3000]*(?:是指|系指|指的是|指|即|意指|意为)[：:]?"
    r"(?P<meaning>[^。；;\n]{4,160})"
)
_SHORT = re.compile(
    r"(?P<meaning>[一-龥A-Za-z0-9（）()《》]{4,60})[（(](?:以下)?(?:统?简?称|下称)(?:为|：)?[“\"‘「]?(?P<term>[^“”\"‘’「」（）()\n]{2,16}?)[”\"’」]?[)）]"
)


def read_definitions(text: str) -> tuple[Definition, ...]:
    """定义 in document order, each term once; names of the parties are no definitions."""
    found = sorted(_read(text), key=lambda one: one.span.start)
    first: dict[str, Definition] = {}
    for one in found:
        first.setdefault(one.term, one)
    return tuple(first.values())


def _read(text: str) -> Iterator[Definition]:
    for pattern in (_MEANS, _SHORT):
        for match in pattern.finditer(text):
            term = match["term"].strip()
            if plain(term) not in WORDS:
                span = Span(match.start(), match.end())
                yield Definition(term, match["meaning"].strip(" ：:，,"), span)
