"""Figures of a contract (合同数字): everything that counts, read once for all checks."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from corpus.document import Document
from corpus.span import Span
from models.contracts.figures.amounts import Amount, read_amounts
from models.contracts.figures.dates import LabelledDate, read_labelled_dates
from models.contracts.figures.periods import Period, read_periods
from models.contracts.figures.quantities import Quantity, read_quantities
from models.contracts.figures.rates import Rate, read_rates
from models.contracts.figures.sentences import Sentence, read_sentences
from models.contracts.figures.tables import Table, read_tables

_ANNEX = re.compile(
    r"^[ \t\u3000]*附(?:件|表|录)[ \t]*[一二三四五六七八九十\d]{0,3}[：:．.、 \t\u3000]?[^\n。；，]{0,30}$",
    re.M,
)


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Figures:
    """合同数字. All spans are of `text`; each list is in document order."""

    text: str
    amounts: tuple[Amount, ...]
    rates: tuple[Rate, ...]
    periods: tuple[Period, ...]
    dates: tuple[LabelledDate, ...]
    quantities: tuple[Quantity, ...]
    tables: tuple[Table, ...]
    sentences: tuple[Sentence, ...]

    def amounts_in(self, span: Span) -> tuple[Amount, ...]:
        """The amounts inside a stretch."""
        return tuple(_within(self.amounts, span))

    def rates_in(self, span: Span) -> tuple[Rate, ...]:
        """The rates inside a stretch."""
        return tuple(_within(self.rates, span))

    def periods_in(self, span: Span) -> tuple[Period, ...]:
        """The periods inside a stretch."""
        return tuple(_within(self.periods, span))

    def dates_in(self, span: Span) -> tuple[LabelledDate, ...]:
        """The dates inside a stretch."""
        return tuple(_within(self.dates, span))

    def quantities_in(self, span: Span) -> tuple[Quantity, ...]:
        """The quantities inside a stretch."""
        return tuple(_within(self.quantities, span))

    def amounts_of(self, *kinds: str) -> tuple[Amount, ...]:
        """The amounts with one of these labels."""
        return tuple(a for a in self.amounts if a.kind in kinds)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        starts = [s.span.start for s in self.sentences]
        index = bisect.bisect_right(starts, offset) - 1
        if index < 0 or offset > self.sentences[index].span.end:
            return None
        return self.sentences[index]

    @property
    def annex_start(self) -> int:
        """附件的起点: where the first annex with a heading of its own begins, else the end."""
        half = len(self.text) // 3
        found = next((m for m in _ANNEX.finditer(self.text, half)), None)
        return found.start() if found else len(self.text)


def read_figures(document: Document) -> Figures:
    """合同数字 of a document; pure."""
    text = document.text
    return Figures(
        text=text,
        amounts=read_amounts(text),
        rates=read_rates(text),
        periods=read_periods(text),
        dates=read_labelled_dates(text),
        quantities=read_quantities(text),
        tables=read_tables(text),
        sentences=read_sentences(text),
    )


def _within(figures: Sequence[T], span: Span) -> Iterator[T]:
    return (f for f in figures if span.contains(f.span))
