"""Comparison of a clause with a superior provision (上下位法比对): aligned, typed differences."""

from models.comparison.alignment import Alignment, align
from models.comparison.compare import compare
from models.comparison.difference import Difference

__all__ = ["Alignment", "Difference", "align", "compare"]
