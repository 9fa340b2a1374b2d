"""Problem (问题): what a check of the knowledge says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Gravity = Literal["error", "unverified", "skipped"]


@dataclass(frozen=True, slots=True)
class Problem:
    """问题: `error` must be mended, `unverified` is 待核, `skipped` could not be looked at.

    `where` is the section and the entry ("categories sets_fee"); `message` is Chinese.
    """

    gravity: Gravity
    where: str
    message: str

    def __str__(self) -> str:
        return f"{_LABEL[self.gravity]} {self.where}：{self.message}"


def error(where: str, message: str) -> Problem:
    """Make a problem that must be mended."""
    return Problem("error", where, message)


_LABEL: dict[Gravity, str] = {"error": "错误", "unverified": "待核", "skipped": "未核对"}
