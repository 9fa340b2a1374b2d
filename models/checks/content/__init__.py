"""Content check (内容合法性): act → power → basis → limit, one step a file."""

from models.checks.content.check import ContentCheck

__all__ = ["ContentCheck"]
