"""Lexical retrieval (字面检索): BM25 over all articles, as of a date."""

from __future__ import annotations

import re
import threading
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import LibraryOutdated
from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.library.names import name_key
from corpus.library.schema import index_directory
from corpus.numbering import parse_article_number
from corpus.retrieval.index import ARTICLES, EXPRESSIONS, VOCABULARY
from corpus.retrieval.tokenizer import Tokenizer
from corpus.retrieval.types import Hit

if TYPE_CHECKING:
    import bm25s
    import numpy as np
    from numpy.typing import NDArray

_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千两0-9]+条(?:之[一二三四五六七八九十]+)?")
_COMMON = 0.3
_HIT = (
    "SELECT e.name, a.main, a.sub, a.text, e.level FROM article a"
    " JOIN expression e ON e.id = a.expression_id WHERE a.id = ?"
)
_LONGEST_NAME = 60


class LexicalRetriever:
    """字面检索器: implements `corpus.retrieval.types.Retriever` on a library's own index.

    Loads nothing before the first search. Safe to share between threads.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._masks: dict[tuple[date, Level | None], NDArray[np.float32]] = {}
        self._lock = threading.Lock()

    def search(self, query: str, k: int, *, as_of: date, above: Level | None = None) -> list[Hit]:
        """Return up to k provisions in force on `as_of`, best first.

        A query that names a law and an article gets that article first, ranks {"direct": 1}.

        Raises:
            LibraryOutdated: the index beside the library is missing or of another version.

        """
        direct = self._direct(query, as_of, above)
        found = [self._hit(*pair) for pair in self._ranked(query, k, as_of, above)]
        hits = [
            Hit(h.law, h.number, h.text, h.level, h.score, {"lexical": rank})
            for rank, h in enumerate(found, 1)
        ]
        if direct is None:
            return hits
        same = next((h for h in hits if (h.law, h.number) == (direct.law, direct.number)), None)
        first = Hit(
            direct.law,
            direct.number,
            direct.text,
            direct.level,
            max((h.score for h in hits), default=0.0) + 1.0,
            {"direct": 1, **(same.ranks if same else {})},
        )
        return [first, *(h for h in hits if h is not same)][:k]

    def _ranked(
        self, query: str, k: int, as_of: date, above: Level | None
    ) -> list[tuple[int, float]]:
        import numpy as np

        tokens = self._tokens(query)
        if k < 1 or not len(tokens):
            return []
        mask = self._mask(as_of, above)
        scores = self._index.get_scores_from_ids(tokens, weight_mask=mask)
        k = min(k, len(scores))
        best = np.argpartition(scores, -k)[-k:]
        best = best[np.lexsort((best, -scores[best]))]
        return [(int(self._articles[i]), float(scores[i])) for i in best if scores[i] > 0]

    def _tokens(self, query: str) -> NDArray[np.int64]:
        """The ids of the query's tokens; characters that stand everywhere are left out."""
        import numpy as np

        codes = np.unique(self._tokenizer.codes(query))
        places = np.searchsorted(self._vocabulary, codes)
        places = places[places < len(self._vocabulary)] if len(self._vocabulary) else places[:0]
        known = places[np.isin(self._vocabulary[places], codes)]
        pointers = self._index.scores["indptr"]
        frequency = pointers[known + 1] - pointers[known]
        telling = known[frequency < _COMMON * len(self._articles)]
        return telling if len(telling) else known

    def _mask(self, as_of: date, above: Level | None) -> NDArray[np.float32]:
        """1 for each article in force on the date (and above the level), else 0; kept by date."""
        import numpy as np

        with self._lock:
            mask = self._masks.get((as_of, above))
            if mask is None:
                if len(self._masks) >= 32:
                    self._masks.clear()
                mask = np.isin(self._expressions, self._in_force(as_of, above)).astype(np.float32)
                self._masks[as_of, above] = mask
            return mask

    def _in_force(self, as_of: date, above: Level | None) -> list[int]:
        day = as_of.isoformat()
        rows = self._library.query(
            "SELECT id, level FROM expression WHERE (effective_from IS NULL OR effective_from <= ?)"
            " AND (effective_to IS NULL OR effective_to > ?)",
            (day, day),
        )
        return [i for i, level in rows if above is None or Level(level).rank < above.rank]

    def _hit(self, article_id: int, score: float) -> Hit:
        name, main, sub, text, level = self._library.query(_HIT, (article_id,))[0]
        return Hit(name, ArticleNumber(main, sub), text, Level(level), score, {})

    def _direct(self, query: str, as_of: date, above: Level | None) -> Hit | None:
        found = _ARTICLE.search(query)
        number = parse_article_number(found[0]) if found else None
        if found is None or number is None:
            return None
        name = self._name_before(query[: found.start()])
        view = self._library.at(as_of)
        expression = view.expression(name) if name else None
        article = view.article(expression, number) if expression else None
        if expression is None or article is None:
            return None
        if above is not None and expression.level.rank >= above.rank:
            return None
        return Hit(expression.name, number, article.text, expression.level, 0.0, {})

    def _name_before(self, words: str) -> str | None:
        """The longest known name that the words end with."""
        key = name_key(words.rstrip("的"))[-_LONGEST_NAME:]
        return next((key[i:] for i in range(len(key)) if key[i:] in self._name_keys), None)

    @cached_property
    def _name_keys(self) -> frozenset[str]:
        return frozenset(row[0] for row in self._library.query("SELECT key FROM name"))

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer()

    @cached_property
    def _directory(self) -> Path:
        directory = index_directory(self._library.path, self._library.version)
        if not directory.is_dir():
            raise LibraryOutdated(f"检索索引不在 {directory}")
        return directory

    @cached_property
    def _index(self) -> bm25s.BM25:
        import bm25s

        return bm25s.BM25.load(
            str(self._directory), mmap=True, load_vocab=False, show_progress=False
        )

    @cached_property
    def _vocabulary(self) -> NDArray[np.uint64]:
        return self._array(VOCABULARY)

    @cached_property
    def _articles(self) -> NDArray[np.int32]:
        return self._array(ARTICLES)

    @cached_property
    def _expressions(self) -> NDArray[np.int32]:
        return self._array(EXPRESSIONS)

    def _array(self, name: str) -> NDArray[Any]:
        import numpy as np

        loaded: NDArray[Any] = np.load(self._directory / name, mmap_mode="r")
        return loaded
