"""Form (形式审查): title, dates, validity, opening, closing and layout of public documents."""

from models.checks.form.check import FormCheck

__all__ = ["FormCheck"]
