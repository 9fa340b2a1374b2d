"""Words of the conflict types (冲突用语): how what a clause has and its superior provision lacks is worded.

Logistic regression over TF-IDF of one to three characters of the difference. It knows what sorts of
words make which type; the network knows whether the two texts agree. Together they are far better
than either.
"""

from __future__ import annotations

from models.neural.clauses.labels import CONFLICTS
from models.neural.words import GramWeights

WORDS = 1.25
"""How much the logarithms of the words count beside the network's."""
_LOWEST = 1e-4


class ConflictWords(GramWeights):
    """冲突用语, from an npz file: the types of `CONFLICTS`, in this order."""

    def shares(self, clause: str, provision: str, network: dict[str, float]) -> dict[str, float]:
        """Return a share for each type, adding up to 1; `network` are the network's own."""
        import numpy as np

        total = self.weighed(difference(clause, provision)) + self.bias
        logs = WORDS * (total - np.log(np.exp(total - total.max()).sum()) - total.max())
        logs += np.log(np.array([network[name] for name in CONFLICTS]) + _LOWEST)
        raised = np.exp(logs - logs.max())
        return dict(zip(CONFLICTS, (raised / raised.sum()).tolist(), strict=True))


def difference(clause: str, provision: str) -> str:
    """Return the pairs of characters of a clause, in order, that the provision lacks."""
    pairs = (clause[i : i + 2] for i in range(len(clause) - 1))
    return "".join(pair for pair in pairs if pair not in provision)
