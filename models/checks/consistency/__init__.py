"""Consistency (内部一致性): numbers, references, names, dates and amounts of one document."""

from models.checks.consistency.check import ConsistencyCheck

__all__ = ["ConsistencyCheck"]
