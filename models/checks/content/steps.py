"""Steps (步骤): which of the four steps take part; all of them but in an ablation."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Steps:
    """四步: act by the model (else by patterns), power, basis, limit.

    `practice` is what readers of real drafts object to; it counts in whole drafts alone. `clauses` is how
    many the draft is taken to have at least, so that one clause can be judged as it would be within a
    whole draft. `thorough`: every suspicion is held against provisions, those too that no comparison
    could bring above the bounds; for fitting the bounds.
    """

    act: bool = True
    power: bool = True
    basis: bool = True
    limit: bool = True
    practice: bool = True
    clauses: int = 0
    thorough: bool = False

    def without(self, name: str) -> Steps:
        """All of these but one; "act", "power", "basis" or "limit"."""
        return replace(self, **{name: False})


ALL = Steps()
