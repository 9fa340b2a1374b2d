"""Contract check (合同审查): risky terms, missing clauses, figures, signing procedure."""

from models.checks.contract.check import ContractCheck

__all__ = ["ContractCheck"]
