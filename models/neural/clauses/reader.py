"""The clause model at run time (条款模型): int8 ONNX weights on the CPU; no torch is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelMissing
from models.neural.clauses.category_words import CategoryWords
from models.neural.clauses.conflict_words import ConflictWords
from models.neural.clauses.files import (
    CARD,
    CONFLICT_WORDS,
    JUDGE,
    MODEL,
    PRACTICE,
    PRACTICE_WORDS,
    SECOND,
    WEIGHTS,
    WORDING,
    WORDS,
)
from models.neural.clauses.inputs import clause_tokens, pair_tokens
from models.neural.clauses.judge import Judge, load_judge
from models.neural.clauses.networks import UNLAWFUL, Networks
from models.neural.clauses.practice import Practice
from models.neural.clauses.readings import (
    ClauseText,
    Comparison,
    Reading,
    comparison_of,
    plain_reading,
    reading_of,
)
from models.neural.clauses.widen import widened
from models.neural.clauses.wording import Wording
from models.neural.encoder.onnx_encoder import TOKENIZER
from models.neural.encoder.onnx_encoder import WEIGHTS as ENCODER
from models.neural.session import open_tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from models.neural.clauses.networks import Output

__all__ = ["ClauseReader", "ClauseText", "Comparison", "Reading"]

_NEEDED = (
    MODEL,
    SECOND,
    CARD,
    JUDGE,
    WORDS,
    WORDING,
    CONFLICT_WORDS,
    PRACTICE,
    PRACTICE_WORDS,
)
_GATE = 0.15
"""From which chance on, of "unlawful" or of a conflict, the second network reads a text too. Of the clauses
that the judge is fitted on it costs next to nothing: area .9816 and .9807 instead of .9819 and .9821."""
_SUSPECT = 0.05
_PLAIN = -2.5
"""Log-odds of the words below which no network reads a clause that nothing else points at: half to two thirds
of real documents. Of the unlawful clauses that the judge is fitted on 1.9 % are below, none of which the
networks would have found."""
_CALM = -4.5
"""What the networks' log-odds usually are there."""


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
        return all((self._directory / name).is_file() for name in _NEEDED)

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
        wording = [self._wording.log_odds(c.text) for c in clauses]
        mixture = self.judge().mixture
        found = [plain_reading(mixture.chance(_CALM, one), one) for one in wording]
        open_ones = [i for i, c in enumerate(clauses) if _is_open(c, wording[i])]
        read = self._by_networks([clauses[i] for i in open_ones], [wording[i] for i in open_ones])
        for i, reading in zip(open_ones, read, strict=True):
            found[i] = reading
        return found

    def _by_networks(
        self, clauses: Sequence[ClauseText], wording: Sequence[float]
    ) -> list[Reading]:
        tokens = [
            clause_tokens(self._tokenizer, c.text, title=c.title, lead=c.lead) for c in clauses
        ]
        outputs, mixture = self._networks.first(tokens), self.judge().mixture
        chances = [mixture.chance(*both) for both in zip(map(_odds, outputs), wording, strict=True)]
        doubtful = [i for i, chance in enumerate(chances) if chance >= _GATE]
        again = self._networks.both([tokens[i] for i in doubtful], [outputs[i] for i in doubtful])
        for i, output in zip(doubtful, again, strict=True):
            outputs[i] = output
            chances[i] = mixture.chance(_odds(output), wording[i])
        readings = map(reading_of, tokens, outputs)
        return [
            self._with_words(clause.text, replace(reading, unlawful=chance, wording=words))
            for clause, reading, chance, words in zip(
                clauses, readings, chances, wording, strict=True
            )
        ]

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
        """Say of each (clause, superior provision) how the one stands to the other."""
        tokens = [pair_tokens(self._tokenizer, clause, law) for clause, law in pairs]
        outputs = self._networks.first(tokens)
        told = list(map(comparison_of, tokens, outputs))
        open_ones = [i for i, one in enumerate(told) if one.conflict >= _GATE]
        again = self._networks.both([tokens[i] for i in open_ones], [outputs[i] for i in open_ones])
        for i, output in zip(open_ones, again, strict=True):
            told[i] = comparison_of(tokens[i], output)
        return [
            replace(one, types=self._conflict_words.shares(*pair, one.types))
            for one, pair in zip(told, pairs, strict=True)
        ]

    def practice(self, clauses: Sequence[tuple[str, Mapping[str, float]]]) -> list[float]:
        """How likely a reader of a real draft objects to each clause of these signs (0..1)."""
        return [
            self._practice.chance(text, {**signs, "wording": self._wording.log_odds(text)})
            for text, signs in clauses
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
        return replace(reading, categories=shares)

    @cached_property
    def _words(self) -> CategoryWords:
        return CategoryWords(self._file(WORDS))

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._file(WORDING))

    @cached_property
    def _practice(self) -> Practice:
        return Practice(self._directory)

    @cached_property
    def _conflict_words(self) -> ConflictWords:
        return ConflictWords(self._file(CONFLICT_WORDS))

    def _file(self, name: str) -> Path:
        path = self._directory / name
        if not path.is_file():
            raise ModelMissing(str(path))
        return path

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return open_tokenizer(ENCODER / TOKENIZER)

    @cached_property
    def _networks(self) -> Networks:
        return Networks(self._file(MODEL), self._file(SECOND), self._threads)


def _is_open(clause: ClauseText, wording: float) -> bool:
    """Whether the networks are to read a clause."""
    return wording >= _PLAIN if clause.seen is None else clause.seen


def _odds(output: Output) -> float:
    """The log-odds of "unlawful at all"."""
    return float(output[UNLAWFUL].reshape(1)[0])
