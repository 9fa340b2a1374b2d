"""Progress (审查进度): the stage that a review is at, and how much of it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.checks.base import Check

Told = Callable[[str, float], None]
"""告知: told a stage's Chinese name and the part of the review that is done, from 0 to 1."""
_READ, _KNOWN = 0.2, 0.25
"""The part that is done when all files are read, and when the draft's kind is known."""
_WEIGHTS = {"content": 8, "contract": 5, "procedure": 4, "citations": 2}
"""How long checks take against each other; one that is not named weighs 1."""


def quiet(_stage: str, _done: float) -> None:
    """不告知: for whoever does not watch."""


@dataclass(frozen=True, slots=True)
class Course:
    """进程 of one review, told stage by stage."""

    told: Told = quiet

    def reading(self, done: int, total: int) -> None:
        """读取 of one file after another."""
        self.told("读取材料", _READ * done / max(1, total))

    def recognising(self) -> None:
        """识别 what the draft is."""
        self.told("识别结构和文种", _READ)

    def checking(self, checks: Sequence[Check]) -> Callable[[Check], None]:
        """检查: what to call before each of these checks."""
        whole = sum(_weight(one) for one in checks)
        before = 0

        def begun(check: Check) -> None:
            nonlocal before
            self.told(check.name, _KNOWN + (1 - _KNOWN) * before / max(1, whole))
            before += _weight(check)

        return begun


def _weight(check: Check) -> int:
    return _WEIGHTS.get(check.id, 1)
