"""Wording (用语): how likely a clause is unlawful by its characters and words alone.

Logistic regression over TF-IDF of one to three characters and of pairs of words that stand near each
other, such as a right and the condition it is made to hang on. Beside the networks it sees what they
miss: it learns from every clause that we have, in seconds.
"""

from __future__ import annotations

from collections import Counter

from models.neural.words import GramWeights, grams

REACH = 6
"""How many words on the second word of a pair may stand."""


class Wording(GramWeights):
    """用语, from an npz file with one column."""

    def log_odds(self, text: str) -> float:
        """Return the log-odds that a text of this wording is unlawful at all."""
        return float(self.weighed(text)[0] + self.bias[0])

    def _count(self, text: str) -> Counter[str]:
        return signs(text)


def signs(text: str) -> Counter[str]:
    """Count the stretches of characters of a text, and its pairs of words near each other."""
    import rjieba

    words = [word for word in rjieba.cut(text) if word.strip()]
    pairs = (
        f"{one}|{other}"
        for place, one in enumerate(words)
        for other in words[place + 1 : place + 1 + REACH]
        if len(one) + len(other) > 2
    )
    return grams(text) + Counter(pairs)
