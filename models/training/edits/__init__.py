"""Typed edits (定向改写): subordinate provisions made from superior ones, generated and not stored."""

from models.training.edits.make import Edited, edited, restated

__all__ = ["Edited", "edited", "restated"]
