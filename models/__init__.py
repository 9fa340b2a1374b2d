"""Deciding something about a text (审查判断)."""
