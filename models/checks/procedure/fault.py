"""Fault (程序瑕疵): why evidence does not prove a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.knowledge.public_types import Procedure
from models.finding import Evidence

if TYPE_CHECKING:
    from models.checks.procedure.view import PackageView, Shown


@dataclass(frozen=True, slots=True)
class Fault:
    """程序瑕疵: a Chinese clause without a full stop, and the words that show it."""

    message: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Case:
    """待查步骤: a step with the evidence found for it."""

    step: Procedure
    view: PackageView
    shown: tuple[Shown, ...]


FaultCheck = Callable[[Case], Iterator[Fault]]
"""Looks at a step's evidence and yields what is wrong with it."""
