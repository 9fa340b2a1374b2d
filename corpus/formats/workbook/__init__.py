"""Spreadsheets (电子表格): xlsx and csv, each sheet a heading and each row a line of cells."""

from __future__ import annotations

from corpus.formats.workbook.delimited import read_csv
from corpus.formats.workbook.reader import read_xlsx

__all__ = ["read_csv", "read_xlsx"]
