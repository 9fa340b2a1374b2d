"""Paging (分页): one page of a list, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from service.ledger.errors import BadRecord

_Item = TypeVar("_Item")
_Other = TypeVar("_Other")
MOST = 200
"""The most items of one page."""


@dataclass(frozen=True, slots=True)
class Paging:
    """分页参数: `page` counts from 1; both are checked.

    Raises:
        BadRecord: a page below 1, or a size outside 1 to 200.
    """

    page: int = 1
    size: int = 20

    def __post_init__(self) -> None:
        """Check both numbers."""
        if not 1 <= self.page <= 1_000_000 or not 1 <= self.size <= MOST:
            raise BadRecord(f"页码从 1 开始，每页 1 至 {MOST} 条")

    @property
    def skipped(self) -> int:
        """Items on the pages before."""
        return (self.page - 1) * self.size


FIRST_PAGE = Paging()


@dataclass(frozen=True, slots=True)
class Page(Generic[_Item]):
    """一页: its items, and the number of all items of the list."""

    items: tuple[_Item, ...]
    total: int
    paging: Paging

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.paging.size))

    def each(self, change: Callable[[_Item], _Other]) -> Page[_Other]:
        """The same page of other items."""
        return Page(tuple(map(change, self.items)), self.total, self.paging)
