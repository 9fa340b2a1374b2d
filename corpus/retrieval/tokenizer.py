"""Tokens for lexical retrieval (检索词元): characters, character pairs, and longer words.

A token is a 64-bit code, so that an index of millions of pairs needs no vocabulary of strings:
a character is its code point, a pair two code points, a word of three or more characters a hash.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint64]

_WORDS_FILE = Path(__file__).parent / "data" / "legal_words.txt"
_SEPARATOR = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_PAIR = 1 << 62
_WORD = 1 << 63
_SHORTEST_WORD = 3


def normalise(text: str) -> str:
    """Fold width and case, and put one blank where anything but a character or digit stood."""
    return _SEPARATOR.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


@cache
def legal_words() -> tuple[str, ...]:
    """法律词表: our own list of legal terms that the segmenter must not break."""
    lines = _WORDS_FILE.read_text(encoding="utf-8").split()
    return tuple(dict.fromkeys(lines))


class Tokenizer:
    """分词器: the same for documents and queries."""

    def __init__(self) -> None:
        self._segmenter: Any = None
        self._codes: dict[str, int] = {}

    def codes(self, text: str) -> Codes:
        """Return the codes of all tokens of a text, repeated as often as they occur."""
        import numpy as np

        plain = normalise(text)
        points = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
        solid = points != ord(" ")
        pairs = (points[:-1] << np.uint64(21)) | points[1:] | np.uint64(_PAIR)
        words = np.fromiter(self._words(plain), dtype=np.uint64)
        return np.concatenate([points[solid], pairs[solid[:-1] & solid[1:]], words])

    def _words(self, plain: str) -> Iterable[int]:
        for word in self._cut(plain):
            if len(word) >= _SHORTEST_WORD:
                code = self._codes.get(word)
                if code is None:
                    digest = hashlib.blake2b(word.encode(), digest_size=8).digest()
                    code = self._codes[word] = int.from_bytes(digest) | _WORD
                yield code

    def _cut(self, plain: str) -> list[str]:
        if self._segmenter is None:
            import rjieba

            self._segmenter = rjieba.Jieba()
            for word in legal_words():
                self._segmenter.add_word(word, 100, "n")
        return list(self._segmenter.cut(plain))
