"""Versions (修改稿对照): what became of the text and of the findings from one draft to the next."""

from models.versions.carry import CarryOver, Reopened, carry_over
from models.versions.compare import compare
from models.versions.identity import (
    basis_fingerprint,
    fingerprint,
    identities,
    step_fingerprint,
    undecided_identities,
)
from models.versions.types import (
    EntryChange,
    Piece,
    ProvisionChange,
    StepChange,
    Unit,
    VersionComparison,
)

__all__ = [
    "CarryOver",
    "EntryChange",
    "Piece",
    "ProvisionChange",
    "Reopened",
    "StepChange",
    "Unit",
    "VersionComparison",
    "basis_fingerprint",
    "carry_over",
    "compare",
    "fingerprint",
    "identities",
    "step_fingerprint",
    "undecided_identities",
]
