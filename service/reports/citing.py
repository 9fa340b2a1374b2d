"""Citing (列举依据): several bases in one line, with the state of what is not plainly in force."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.citations.types import Verdict
from models.finding import LegalBasis
from service.reports.wording import basis_state, basis_title


def cited(bases: Sequence[LegalBasis]) -> str:
    """依据列举: those in force first; the next article of the same law goes without its name."""
    words: list[str] = []
    before: LegalBasis | None = None
    for basis in sorted(bases, key=lambda basis: not is_sound(basis)):
        same = before is not None and before.law == basis.law and is_sound(before)
        words.append(basis.article if same and is_sound(basis) else with_state(basis))
        before = basis
    return "、".join(words)


def with_state(basis: LegalBasis) -> str:
    """依据名称 with its state, where it is not plainly in force."""
    state = "" if is_sound(basis) else f"（{basis_state(basis)}）"
    return f"{basis_title(basis)}{state}"


def is_sound(basis: LegalBasis) -> bool:
    """Whether the library holds the provision and it is in force."""
    return basis.verified and basis.validity == Verdict.IN_FORCE.value
