"""Delimited text (csv): rows of cells parted by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io

from corpus.errors import CorruptFile
from corpus.formats.decode import decode
from corpus.formats.reading import Reading
from corpus.formats.safety import check_characters
from corpus.formats.workbook.grid import Shown, grid_blocks
from corpus.formats.workbook.sheet import Limits

_MARKS = ",\t;"
_SAMPLE = 20  # lines


def read_csv(data: bytes, filename: str) -> Reading:
    """读取 csv: as Excel and WPS save it, in UTF-8 or GBK.

    Raises:
        UnknownEncoding, CorruptFile: see `decode`; CorruptFile too for a cell without an end.
        FileTooLarge: more cells than anybody reads.
    """
    source = decode(data)
    check_characters(len(source))
    head = source.splitlines()[:_SAMPLE]
    mark = max(_MARKS, key=lambda mark: sum(line.count(mark) for line in head))
    limits = Limits()
    rows: dict[int, dict[int, Shown]] = {}
    try:
        for number, line in enumerate(csv.reader(io.StringIO(source, ""), delimiter=mark), 1):
            cells = {
                i: Shown(cell, verbatim=False) for i, cell in enumerate(line, 1) if cell.strip()
            }
            for shown in cells.values():
                limits.fill(shown.text)
            rows[number] = cells
    except csv.Error as error:
        raise CorruptFile("表格的一个单元格没有结束") from error
    return Reading("csv", tuple(grid_blocks(rows)))
