"""Tables (表格): rows of tab-separated cells under a header, with the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.contracts.figures.money import parse_capital
from models.contracts.figures.numerals import FIGURES, parse_decimal, plain

_NUMBER = re.compile(
    rf"^\s*[¥￥]?\s*(?P<n>{FIGURES})\s*(?P<unit>万元|亿元|万|元)?(?P<rest>[^\d]*)$"
)
_SUM = re.compile(
    r"^\s*(?:[一-龥]{0,3}合\s*计|总\s*计|共\s*计|总\s*价|小\s*计|合同总价|总金额|价税合计)"
)
_FACTOR = {"万元": 10**4, "万": 10**4, "亿元": 10**8}


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格: `number` is the figure that it holds alone (units kept apart), None for words."""

    text: str
    span: Span
    number: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """表行."""

    cells: tuple[Cell, ...]
    span: Span

    @property
    def is_sum(self) -> bool:
        """Whether it is the row of 合计."""
        return any(_SUM.match(cell.text) for cell in self.cells[:3] if cell.number is None)

    @property
    def is_subtotal(self) -> bool:
        """Whether it is a row of 小计."""
        return any(re.match(r"^\s*小\s*计", cell.text) for cell in self.cells[:3])


@dataclass(frozen=True, slots=True)
class Table:
    """表格: `header` names the columns; `rows` are those below, the row of 合计 included."""

    header: Row
    rows: tuple[Row, ...]
    span: Span
    caption: str

    def column(self, pattern: str, but: str = "") -> int | None:
        """The only column whose header matches; None for none or several."""
        hits = [
            i
            for i, cell in enumerate(self.header.cells)
            if re.search(pattern, _bare(cell.text))
            and not (but and re.search(but, _bare(cell.text)))
        ]
        return hits[0] if len(hits) == 1 else None

    def factor(self, column: int) -> int:
        """10,000 where the header says 万元."""
        return 10_000 if "万元" in self.header.cells[column].text else 1

    @property
    def sum_row(self) -> Row | None:
        """The row of 合计, None without one or with several."""
        sums = [row for row in self.rows if row.is_sum and not row.is_subtotal]
        return sums[0] if len(sums) == 1 else None

    @property
    def items(self) -> tuple[Row, ...]:
        """The rows that are neither 合计 nor 小计 and stand above the row of 合计."""
        end = self.sum_row
        rows = self.rows[: self.rows.index(end)] if end else self.rows
        return tuple(row for row in rows if not row.is_sum)


def read_tables(text: str) -> tuple[Table, ...]:
    """表格: runs of at least two rows of at least two cells."""
    return tuple(_tables(text))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _tables(text: str) -> Iterator[Table]:
    run: list[Span] = []
    caption, last = "", ""
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match[0].rstrip("\n")
        if "\t" in line:
            caption = caption if run else last
            run.append(Span(match.start(), match.start() + len(line)))
            continue
        if len(run) > 1:
            yield _table(run, text, caption)
        run = []
        last = line if line.strip() else last
    if len(run) > 1:
        yield _table(run, text, caption)


def _table(run: list[Span], text: str, caption: str) -> Table:
    rows = tuple(_row(span, text) for span in run)
    return Table(rows[0], rows[1:], Span(run[0].start, run[-1].end), caption)


def _row(span: Span, text: str) -> Row:
    cells, at = [], span.start
    for piece in span.of(text).split("\t"):
        cells.append(_cell(piece, at))
        at += len(piece) + 1
    return Row(tuple(cells), span)


def _cell(text: str, start: int) -> Cell:
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    span = Span(start + lead, start + lead + len(bare))
    found = _NUMBER.match(plain(bare))
    if found is None:
        capital = parse_capital(bare.removeprefix("人民币")) if bare else None
        return Cell(bare, span, capital, "元" if capital is not None else "")
    value = parse_decimal(found["n"])
    rest = found["rest"].strip()
    if value is None or re.search(r"[年月日]", rest):
        return Cell(bare, span, None, "")
    unit = found["unit"] or rest
    return Cell(bare, span, value * _FACTOR.get(unit, 1), unit)
