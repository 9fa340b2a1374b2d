"""Direct look-up (按条号直接查找): a query that names a law and an article gets that article."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from corpus.library.names import name_key
from corpus.numbering import parse_article_number
from corpus.retrieval.table import ArticleTable, Mask

_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千两0-9]+条(?:之[一二三四五六七八九十]+)?")
_LONGEST_NAME = 60


class DirectLookup:
    """直接查找: 《民法典》第五百八十五条 → its row."""

    def __init__(self, table: ArticleTable) -> None:
        self._table = table

    def row(self, query: str, as_of: date, mask: Mask) -> int | None:
        """Return the row of the article that a query names, None if none or outside the mask."""
        found = _ARTICLE.search(query)
        number = parse_article_number(found[0]) if found else None
        if found is None or number is None:
            return None
        name = self._name_before(query[: found.start()])
        expression = self._table.library.at(as_of).expression(name) if name else None
        row = self._table.row_of(expression.id, number) if expression else None
        return row if row is not None and mask.weights[row] else None

    def _name_before(self, words: str) -> str | None:
        """The longest known name that the words end with."""
        key = name_key(words.rstrip("的"))[-_LONGEST_NAME:]
        return next((key[i:] for i in range(len(key)) if key[i:] in self._name_keys), None)

    @cached_property
    def _name_keys(self) -> frozenset[str]:
        return frozenset(row[0] for row in self._table.library.query("SELECT key FROM name"))
