"""CHECKS (检查表): every check, in the order in which an adviser would go through them."""

from __future__ import annotations

from models.checks.base import Check
from models.checks.citations import CitationsCheck
from models.checks.consistency import ConsistencyCheck
from models.checks.content import ContentCheck
from models.checks.contract import ContractCheck
from models.checks.filing import FilingCheck
from models.checks.form import FormCheck
from models.checks.procedure import ProcedureCheck

CHECKS: tuple[Check, ...] = (
    ContentCheck(),
    ContractCheck(),
    ProcedureCheck(),
    CitationsCheck(),
    FormCheck(),
    ConsistencyCheck(),
    FilingCheck(),
)

__all__ = ["CHECKS", "Check"]
