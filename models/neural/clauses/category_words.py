"""Words of the categories (类目用语): which category a clause's characters speak of.

Logistic regression over TF-IDF of one to three characters, the offending words counted once more.
It knows topics better than the network, whose states tell lawful from unlawful.
"""

from __future__ import annotations

from models.neural.clauses.labels import CATEGORIES
from models.neural.words import GramWeights

NETWORK = 0.25
"""How much the network's logarithms count beside those of the words."""
_LOWEST = 1e-9


class CategoryWords(GramWeights):
    """类目用语, from an npz file: the 26 categories, in this order."""

    def shares(self, text: str, words: str, network: dict[str, float]) -> dict[str, float]:
        """Return a share for each category, adding up to 1.

        `words` are the offending words of `text`; `network` are the network's own shares.
        """
        import numpy as np

        total = self.weighed(text) + self.weighed(words) + self.bias
        logs = total - np.log(np.exp(total - total.max()).sum()) - total.max()
        logs += NETWORK * np.log(np.array([network[name] for name in CATEGORIES]) + _LOWEST)
        raised = np.exp(logs - logs.max())
        return dict(zip(CATEGORIES, (raised / raised.sum()).tolist(), strict=True))
