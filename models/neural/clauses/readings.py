"""Readings (判读): what the networks' outputs say of a clause, or of a clause and a provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.span import Span
from models.neural.clauses.inputs import Tokens
from models.neural.clauses.labels import ACTS, CATEGORIES, CONFLICTS, MANNERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_MARKED = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """条款判读: probabilities by label, each in 0..1.

    `unlawful` is that of any category at all, were the issuer without special power; `categories`
    are the shares of it (they add up to 1), told of lawful clauses too. `span` are
    the words that the network takes offence at, within the text; None where there are none.
    `wording` are the log-odds of "unlawful" by the words alone, which `unlawful` counts too.
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
    """待判条款: a clause, and the words that stand before it in the draft.

    `seen` says whether networks are to read it: that a rule or a citation asks for it, or that nothing does;
    None leaves it to the words of the clause.
    """

    text: str
    title: str = ""
    lead: str = ""
    seen: bool | None = None


def reading_of(tokens: Tokens, out: list[NDArray[np.float32]]) -> Reading:
    """What the outputs say of a clause, the words not counted yet."""
    acts, categories, unlawful, manner, _, marks = out
    shares = dict(zip(CATEGORIES, _softmax(categories), strict=True))
    return Reading(
        dict(zip(ACTS, _sigmoid(acts), strict=True)),
        shares,
        _sigmoid(unlawful.reshape(1))[0],
        dict(zip(MANNERS, _softmax(manner), strict=True)),
        _marked(tokens, marks),
    )


def plain_reading(chance: float, wording: float) -> Reading:
    """What is said of a clause whose words are so harmless that no network reads it."""
    even = 1.0 / len(CATEGORIES)
    manners = dict.fromkeys(MANNERS, 1.0 / len(MANNERS))
    return Reading(
        dict.fromkeys(ACTS, 0.0), dict.fromkeys(CATEGORIES, even), chance, manners, None, wording
    )


def comparison_of(tokens: Tokens, out: list[NDArray[np.float32]]) -> Comparison:
    """What the outputs say of a clause and a provision."""
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
