"""A small BM25 index (字面索引) over any list of texts: hard negatives, baselines, alignment."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.retrieval.tokenizer import Tokenizer, normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = Callable[[str], NDArray[np.uint64]]

_K1, _B = 1.2, 0.75
_EVERYWHERE = 0.3
_WORD = 1 << 63
_HOUSE = Tokenizer()


class WordIndex:
    """字面索引: BM25 (Lucene's variant). `codes` gives a text's tokens; the house's by default.

    `columns(text)` are the tokens of a text that the index knows; `rarity` is their idf.
    """

    def __init__(self, texts: Sequence[str], codes: Codes | None = None) -> None:
        import numpy as np
        from scipy import sparse

        self._codes = codes or Tokenizer().codes
        codes_of = [self._codes(text) for text in texts]
        lengths = np.array([len(one) for one in codes_of])
        self._known, columns = np.unique(np.concatenate(codes_of), return_inverse=True)
        rows = np.repeat(np.arange(len(texts)), lengths)
        ones = np.ones(len(columns), dtype=np.float32)
        counts: Any = sparse.coo_matrix((ones, (columns, rows)), (len(self._known), len(texts)))
        matrix = counts.tocsr()
        self._frequency, self.size = np.diff(matrix.indptr), len(texts)
        odds = (self.size - self._frequency + 0.5) / (self._frequency + 0.5)
        self.rarity: NDArray[np.float32] = np.log(1 + odds).astype(np.float32)
        norm = (_K1 * (1 - _B + _B * lengths / lengths.mean())).astype(np.float32)
        saturated = matrix.data / (matrix.data + norm[matrix.indices])
        matrix.data = np.repeat(self.rarity, self._frequency) * saturated
        self._matrix = matrix

    def columns(self, text: str) -> NDArray[np.int64]:
        """The known tokens of a text, each once."""
        import numpy as np

        codes = np.unique(self._codes(text))
        places = np.minimum(np.searchsorted(self._known, codes), len(self._known) - 1)
        return places[self._known[places] == codes]

    def scores(self, query: str) -> NDArray[np.float32]:
        """The score of every text; tokens that stand everywhere are left out."""
        import numpy as np

        columns = self.columns(query)
        telling = columns[self._frequency[columns] < _EVERYWHERE * self.size]
        chosen = telling if len(telling) else columns
        return np.asarray(self._matrix[chosen].sum(0), dtype=np.float32).ravel()

    def top(self, query: str, k: int) -> NDArray[np.int64]:
        """The k best texts, best first."""
        import numpy as np

        scores = self.scores(query)
        best = np.argpartition(-scores, k)[:k]
        return best[np.argsort(-scores[best], kind="stable")]


def pairs_only(text: str) -> NDArray[np.uint64]:
    """Single characters and pairs: the baseline without a segmenter."""
    codes = _HOUSE.codes(text)
    return codes[codes < _WORD]


def words_only(text: str) -> NDArray[np.uint64]:
    """Words as jieba's dictionary cuts them: the baseline that most search engines use."""
    import numpy as np
    import rjieba

    words = (w for w in rjieba.cut(normalise(text)) if w.strip())
    digests = (hashlib.blake2b(w.encode(), digest_size=8).digest() for w in words)
    return np.fromiter((int.from_bytes(d) for d in digests), dtype=np.uint64)
