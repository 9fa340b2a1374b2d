"""Geometry (版面几何): numbers, boxes and transforms as OFD writes them, in millimetres."""

from __future__ import annotations

import math
from dataclasses import dataclass

POINTS = 72 / 25.4  # one millimetre in points
A4 = (0.0, 0.0, 210.0, 297.0)

_FURTHEST = 1e6  # millimetres: products of such numbers stay finite

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Transform:
    """变换: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, outer: Transform) -> Transform:
        """Return the transform that applies this one first, then `outer`."""
        return Transform(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            outer.a * self.e + outer.c * self.f + outer.e,
            outer.b * self.e + outer.d * self.f + outer.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def across(self) -> float:
        """How much a width grows."""
        return math.hypot(self.a, self.b) or 1.0

    @property
    def upright(self) -> float:
        """How much a height grows."""
        return math.hypot(self.c, self.d) or 1.0


def numbers(written: str) -> list[float]:
    """数列: the finite numbers of an attribute, a kilometre at most; what is no number is left out."""
    found = []
    for token in written.replace(",", " ").split():
        try:
            value = float(token)
        except ValueError:
            continue
        if math.isfinite(value):
            found.append(min(max(value, -_FURTHEST), _FURTHEST))
    return found


def number(written: str, otherwise: float) -> float:
    """数: one number, or what to take instead."""
    return next(iter(numbers(written)), otherwise)


def rectangle(written: str) -> Rectangle | None:
    """矩形: left, top, width, height; None if it is not four numbers with an area."""
    found = numbers(written)
    if len(found) != 4 or found[2] <= 0 or found[3] <= 0:
        return None
    return (found[0], found[1], found[2], found[3])


def steps(written: str, count: int) -> list[float]:
    """字距: a DeltaX or DeltaY list with its `g 次数 值` shorthand, `count` values at most.

    A list that is too short goes on with its last value.
    """
    tokens = written.replace(",", " ").split()
    values: list[float] = []
    at = 0
    while at < len(tokens) and len(values) < count:
        if tokens[at] == "g" and at + 2 < len(tokens):
            times = int(min(max(number(tokens[at + 1], 0), 0), count - len(values)))
            values += [number(tokens[at + 2], 0)] * times
            at += 3
            continue
        values += numbers(tokens[at])
        at += 1
    return values + values[-1:] * (count - len(values)) if values else []
