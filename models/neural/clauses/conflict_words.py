"""Words of the conflict types (冲突用语): how what a clause has and its superior provision lacks is worded.

Logistic regression over TF-IDF of one to three characters of the difference, beside how much the
two texts share and which differences can be named. It knows what sorts of words make which type;
the network knows whether the two texts agree. A second regression weighs both: together they are
far better than either.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from models.neural.clauses.conflict_signs import signs_of
from models.neural.clauses.labels import CONFLICTS
from models.neural.words import GramWeights

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_LOWEST = 1e-4


class ConflictWords(GramWeights):
    """冲突用语, from an npz file: the types of `CONFLICTS`, in this order.

    Beside the weights of stretches it holds those of the signs, `signs` (m, k), the signs' `mean`
    and `spread` (m,), and what weighs all, `stack` (2k+m, k) and `stack_bias` (k,).
    """

    def shares(self, clause: str, provision: str, network: dict[str, float]) -> dict[str, float]:
        """Return a share for each type, adding up to 1; `network` are the network's own."""
        signs = self.signs(clause, provision)
        known = weighed_together(network, self.by_words(clause, provision, signs), signs)
        total = known @ self._data["stack"] + self._data["stack_bias"]
        return dict(zip(CONFLICTS, shares(total).tolist(), strict=True))

    def signs(self, clause: str, provision: str) -> NDArray[np.float32]:
        """The signs (m,) of two texts, as far from their mean as they spread."""
        import numpy as np

        found = np.asarray(signs_of(clause, provision), dtype=np.float32)
        apart: NDArray[np.float32] = (found - self._data["mean"]) / self._data["spread"]
        return apart

    def by_words(
        self, clause: str, provision: str, signs: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The share (k,) of each type by words and signs alone."""
        total = self.weighed(difference(clause, provision)) + self.bias + signs @ self._sign_weights
        return shares(total)

    @cached_property
    def _sign_weights(self) -> NDArray[np.float32]:
        return self._data["signs"]


def weighed_together(
    network: dict[str, float],
    words: Sequence[float] | NDArray[np.float32],
    signs: NDArray[np.float32],
) -> NDArray[np.float32]:
    """What the second regression sees (2k+m,): the logarithms of both, and half of the signs."""
    import numpy as np

    both = np.array([network[name] for name in CONFLICTS], dtype=np.float32), np.asarray(words)
    logs = [np.log(one + _LOWEST) for one in both]
    joined: NDArray[np.float32] = np.concatenate([*logs, signs * 0.5]).astype(np.float32)
    return joined


def shares(total: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-odds (k,) as shares that add up to 1."""
    import numpy as np

    raised = np.exp(total - total.max())
    found: NDArray[np.float32] = raised / raised.sum()
    return found


def difference(clause: str, provision: str) -> str:
    """Return the pairs of characters of a clause, in order, that the provision lacks."""
    pairs = (clause[i : i + 2] for i in range(len(clause) - 1))
    return "".join(pair for pair in pairs if pair not in provision)
