"""Procedure check (程序检查): the steps of making a document, against the materials handed in."""

from models.checks.procedure.check import ProcedureCheck

__all__ = ["ProcedureCheck"]
