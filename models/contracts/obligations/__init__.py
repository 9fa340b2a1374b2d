"""Obligations (履约义务): the performance ledger of a contract, one duty a row."""

from models.contracts.obligations.outline import Outline, read_outline
from models.contracts.obligations.reading import obligations
from models.contracts.obligations.types import Due, Duty, Obligation, Period

__all__ = ["Due", "Duty", "Obligation", "Outline", "Period", "obligations", "read_outline"]
