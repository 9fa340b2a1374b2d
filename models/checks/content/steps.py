"""Steps (步骤): which of the four steps take part; all of them but in an ablation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Steps:
    """四步: act by the model (else by patterns), power, basis, limit."""

    act: bool = True
    power: bool = True
    basis: bool = True
    limit: bool = True

    def without(self, name: str) -> Steps:
        """All of these but one; "act", "power", "basis" or "limit"."""
        kept = {key: getattr(self, key) for key in ("act", "power", "basis", "limit")}
        return Steps(**{**kept, name: False})


ALL = Steps()
