"""A synthetic library (合成法规库) of any size for the scale benchmark, grown from the real one."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.library import Library
from corpus.retrieval.embed import passages_of
from corpus.retrieval.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENCODER = "synthetic"
_SEED = 20261126
_PER_LAW = 60
_SENTENCE = re.compile(r"[^。；\n]+[。；\n]?")
_ARTICLE_NOISE, _QUESTION_NOISE = 0.15, 0.3
"""Length of the random part beside a unit vector: a cosine of about .99 and .96."""


def grow(source: Path, path: Path, size: int) -> int:
    """合成: a copy of a library with exactly `size` articles; return how many are made up.

    Each made-up article has the first sentences of one real article and the last of another.
    """
    shutil.copyfile(source, path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "DELETE FROM article WHERE id NOT IN (SELECT id FROM article ORDER BY id LIMIT ?)",
            (size,),
        )
        real = [row[0] for row in connection.execute("SELECT text FROM article ORDER BY id")]
        missing = size - len(real)
        connection.executemany(
            "INSERT INTO article(expression_id, main, sub, heading, text) VALUES (?, ?, 0, '', ?)",
            _made_up(connection, real, missing),
        )
        connection.execute("UPDATE meta SET value = ? WHERE key = 'version'", (f"scale{size}",))
    connection.close()
    return missing


def _made_up(
    connection: sqlite3.Connection, real: Sequence[str], number: int
) -> Iterator[tuple[int, int, str]]:
    chance, law = random.Random(_SEED), 0  # noqa: S311 - no secret
    for done in range(number):
        if done % _PER_LAW == 0:
            law = _new_law(connection, f"合成第{done // _PER_LAW + 1}号条例")
        first, last = (_SENTENCE.findall(chance.choice(real)) for _ in range(2))
        text = "".join([*first[: len(first) // 2 + 1], *last[len(last) // 2 :]])
        yield law, done % _PER_LAW + 1, text


def _new_law(connection: sqlite3.Connection, name: str) -> int:
    work = connection.execute(
        "INSERT INTO work(key, name, level) VALUES (?, ?, 'other')", (name, name)
    ).lastrowid
    connection.execute("INSERT INTO name VALUES (?, ?, ?)", (name, name, work))
    made = connection.execute(
        "INSERT INTO expression(work_id, name, level, issuer, text_hash, priority, effective_from)"
        " VALUES (?, ?, 'other', '', ?, 0, '2000-01-01')",
        (work, name, name),
    )
    return int(made.lastrowid or 0)


def fill_vectors(library: Library, real: Path, store: VectorStore, dimension: int) -> str:
    """合成向量: a vector for each article between two of the real library's stored vectors.

    As a made-up article is made of two real ones. Where the real library has no vectors yet,
    between two of 3,000 random directions. Returns a sentence that says which.
    """
    import numpy as np

    chance = np.random.default_rng(_SEED)
    centres = np.zeros((0, dimension), dtype=np.float32)
    if real.is_file():
        with VectorStore(real) as held:
            centres = held.sample(100_000, dimension)
    said = f"between {len(centres)} real vectors"
    if not len(centres):
        centres, said = (
            _unit(chance.normal(size=(3_000, dimension))),
            "between 3000 random directions",
        )
    for passages in passages_of(library, ENCODER):
        one, other = (centres[chance.integers(0, len(centres), len(passages))] for _ in "ab")
        share = chance.uniform(0.5, 1.0, (len(passages), 1))
        mixed = _unit(share * one + (1 - share) * other)
        store.add([p.key for p in passages], _near(mixed, _ARTICLE_NOISE, chance))
    return said


class Known:
    """已知问题: an encoder that knows the vectors of its questions; it embeds nothing else."""

    version = ENCODER

    def __init__(self, questions: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.questions = list(questions)
        self.dimension = vectors.shape[1]
        self._vectors = dict(zip(questions, vectors, strict=True))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of known questions."""
        import numpy as np

        return np.stack([self._vectors[text] for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same as for questions."""
        return self.encode_queries(texts)


def known_questions(library: Library, store: VectorStore, number: int, dimension: int) -> Known:
    """已知问题: sentences of articles spread over the library, with vectors near those articles."""
    import numpy as np

    chance = np.random.default_rng(_SEED + 1)
    (total,) = library.query("SELECT max(id) FROM article")[0]
    found: dict[str, NDArray[np.float32]] = {}
    vectors = store.sample(number * 4, dimension)
    for vector in _near(vectors, _QUESTION_NOISE, chance):
        place = int(chance.integers(1, total + 1))
        rows = library.query("SELECT text FROM article WHERE id >= ? LIMIT 1", (place,))
        question = max(_SENTENCE.findall(rows[0][0]), key=len, default="")[:40].strip()
        if len(question) >= 6 and len(found) < number:
            found.setdefault(question, vector)
    return Known(list(found), np.stack(list(found.values())))


def _near(
    vectors: NDArray[np.float32], noise: float, chance: np.random.Generator
) -> NDArray[np.float32]:
    return _unit(vectors + noise * _unit(chance.normal(size=vectors.shape)))


def _unit(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return scaled
