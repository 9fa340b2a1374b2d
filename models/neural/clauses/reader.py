"""The clause model at run time (条款模型): int8 ONNX weights on the CPU; no torch is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus.errors import ModelMissing
from corpus.span import Span
from models.neural.clauses.category_words import CategoryWords
from models.neural.clauses.conflict_words import ConflictWords
from models.neural.clauses.files import CARD, CONFLICT_WORDS, JUDGE, MODEL, WEIGHTS, WORDS
from models.neural.clauses.inputs import Tokens, clause_tokens, pair_tokens
from models.neural.clauses.judge import Judge, load_judge
from models.neural.clauses.labels import ACTS, CATEGORIES, CONFLICTS, MANNERS
from models.neural.clauses.widen import widened
from models.neural.encoder.onnx_encoder import TOKENIZER
from models.neural.encoder.onnx_encoder import WEIGHTS as ENCODER
from models.neural.session import batches, open_session, open_tokenizer, padded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_MARKED = 0.5
_SUSPECT = 0.05
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reading:
    """条款判读: probabilities by label, each in 0..1.

    `unlawful` is that of any category at all, were the issuer without special power; `categories`
    are the shares of it (they add up to 1), told of lawful clauses too. `span` are
    the words that the network takes offence at, within the text; None where there are none.
    `wording` are the log-odds of "unlawful" by the words alone, for suspect clauses only.
    """

    acts: dict[str, float]
    categories: dict[str, float]
    unlawful: float
    manner: dict[str, float]
    span: Span | None
    wording: float = 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """上下位法比较: the probability of each conflict type, and the words that conflict."""

    types: dict[str, float]
    span: Span | None

    @property
    def conflict(self) -> float:
        """The probability of some conflict (0..1)."""
        return 1.0 - self.types["none"] - self.types["unrelated"]

    @property
    def likeliest(self) -> str:
        """The likeliest type of `CONFLICTS`."""
        return max(self.types, key=lambda name: self.types[name])


@dataclass(frozen=True, slots=True)
class ClauseText:
    """待判条款: a clause, and the words that stand before it in the draft."""

    text: str
    title: str = ""
    lead: str = ""


class ClauseReader:
    """条款模型: reads clauses, and compares clauses with provisions.

    `directory` holds the weights; the tokenizer is the encoder's. `threads` is how many one call
    may use. Loads nothing before the first text; safe to share between threads.
    """

    def __init__(self, directory: Path = WEIGHTS, *, threads: int = 1) -> None:
        self._directory, self._threads = directory, threads

    @property
    def available(self) -> bool:
        """Whether the weights are installed."""
        return all(
            (self._directory / name).is_file()
            for name in (MODEL, CARD, JUDGE, WORDS, CONFLICT_WORDS)
        )

    @cached_property
    def version(self) -> str:
        """The fingerprint of the weights.

        Raises:
            ModelMissing: they are not installed.

        """
        import json

        card: dict[str, str] = json.loads(self._file(CARD).read_text(encoding="utf-8"))
        return card["model"]

    def read(self, clauses: Sequence[ClauseText]) -> list[Reading]:
        """Say of each clause what it does and whether it looks unlawful."""
        tokens = [
            clause_tokens(self._tokenizer, c.text, title=c.title, lead=c.lead) for c in clauses
        ]
        readings = self._all(tokens, _reading)
        return [self._with_words(c.text, r) for c, r in zip(clauses, readings, strict=True)]

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
        """Say of each (clause, superior provision) how the one stands to the other."""
        tokens = [pair_tokens(self._tokenizer, clause, law) for clause, law in pairs]
        return [
            replace(one, types=self._conflict_words.shares(*pair, one.types))
            for one, pair in zip(self._all(tokens, _comparison), pairs, strict=True)
        ]

    def judge(self) -> Judge:
        """Return the weights that turn suspicions into findings."""
        return load_judge(self._directory)

    def _with_words(self, text: str, reading: Reading) -> Reading:
        """The shares by the words too, where anything speaks against the clause at all."""
        if reading.unlawful < _SUSPECT:
            return reading
        words = widened(text, (reading.span.start, reading.span.end)) if reading.span else text
        shares = self._words.shares(text, words, reading.categories)
        return replace(reading, categories=shares, wording=self._words.wording(text))

    @cached_property
    def _words(self) -> CategoryWords:
        return CategoryWords(self._file(WORDS))

    @cached_property
    def _conflict_words(self) -> ConflictWords:
        return ConflictWords(self._file(CONFLICT_WORDS))

    def _all(
        self, tokens: list[Tokens], make: Callable[[Tokens, list[NDArray[np.float32]]], _T]
    ) -> list[_T]:
        made: dict[int, _T] = {}
        for rows in batches([len(one.ids) for one in tokens]):
            outputs = self._run([tokens[i].ids for i in rows])
            for place, row in enumerate(rows):
                made[row] = make(tokens[row], [out[place] for out in outputs])
        return [made[i] for i in range(len(tokens))]

    def _run(self, ids: list[list[int]]) -> list[NDArray[np.float32]]:
        found: list[NDArray[np.float32]] = self._session.run(None, padded(ids))
        return found

    def _file(self, name: str) -> Path:
        path = self._directory / name
        if not path.is_file():
            raise ModelMissing(str(path))
        return path

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return open_tokenizer(ENCODER / TOKENIZER)

    @cached_property
    def _session(self) -> InferenceSession:
        return open_session(self._file(MODEL), self._threads)


def _reading(tokens: Tokens, out: list[NDArray[np.float32]]) -> Reading:
    acts, categories, unlawful, manner, _, marks = out
    wrong = float(_sigmoid(unlawful.reshape(1))[0])
    shares = dict(zip(CATEGORIES, _softmax(categories), strict=True))
    return Reading(
        dict(zip(ACTS, _sigmoid(acts), strict=True)),
        shares,
        wrong,
        dict(zip(MANNERS, _softmax(manner), strict=True)),
        _marked(tokens, marks),
    )


def _comparison(tokens: Tokens, out: list[NDArray[np.float32]]) -> Comparison:
    conflict, marks = out[4], out[5]
    return Comparison(dict(zip(CONFLICTS, _softmax(conflict), strict=True)), _marked(tokens, marks))


def _marked(tokens: Tokens, marks: NDArray[np.float32]) -> Span | None:
    """From the first to the last marked character, around the highest mark; None if none is."""
    scores = _sigmoid(marks)
    rows = [i for i, (start, _) in enumerate(tokens.offsets) if start >= 0]
    if not rows:
        return None
    best = max(rows, key=lambda i: scores[i])
    if scores[best] < _MARKED:
        return None
    low = high = rows.index(best)
    while low > 0 and _marked_near(scores, rows, low - 1, -1):
        low -= 1
    while high + 1 < len(rows) and _marked_near(scores, rows, high + 1, 1):
        high += 1
    return Span(tokens.offsets[rows[low]][0], tokens.offsets[rows[high]][1])


def _marked_near(scores: list[float], rows: list[int], at: int, step: int) -> bool:
    """Marked itself, or a gap of one token between marked ones."""
    beyond = at + step
    here = scores[rows[at]] >= _MARKED
    return here or (0 <= beyond < len(rows) and scores[rows[beyond]] >= _MARKED)


def _sigmoid(logits: NDArray[np.float32]) -> list[float]:
    import numpy as np

    values: list[float] = (1.0 / (1.0 + np.exp(-logits.astype(np.float64)))).tolist()
    return values


def _softmax(logits: NDArray[np.float32]) -> list[float]:
    import numpy as np

    raised = np.exp(logits.astype(np.float64) - float(logits.max()))
    values: list[float] = (raised / raised.sum()).tolist()
    return values
