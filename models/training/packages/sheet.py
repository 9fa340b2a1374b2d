"""Spreadsheets (xlsx): each text a row, each table its cells."""

from __future__ import annotations

import io
from collections.abc import Sequence

from models.training.packages.blocks import Block
from models.training.packages.word import same_times


def write_xlsx(blocks: Sequence[Block]) -> bytes:
    """电子表格: one sheet; the bytes, the same on every run."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for block in blocks:
        for row in block.rows or ((block.text,),):
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return same_times(raw.getvalue())
