"""Common shapes (公共数据): ids, pages, what all shapes share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Generic, TypeVar

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from service.ledger import Page, Paging
from service.ledger.paging import MOST

ID_PATTERN = "^[0-9a-f]{32}$"
_EXAMPLE = "0f8fad5bd9cb469fa16570867728950e"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), Field(examples=[_EXAMPLE])]
PathId = Annotated[str, Path(pattern=ID_PATTERN, description="编号", examples=[_EXAMPLE])]
Line = Annotated[str, StringConstraints(max_length=300)]
Text = Annotated[str, StringConstraints(max_length=4000)]
Words = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""Words that go into a query as they are."""


def _written(value: object) -> object:
    """A day is text: a number would be taken for seconds since 1970."""
    if value is None or isinstance(value, date) or re.fullmatch(_DAY, str(value)):
        return value
    raise ValueError("YYYY-MM-DD")


_DAY = r"\d{4}-\d{2}-\d{2}"
WrittenDay = Annotated[date, BeforeValidator(_written)]
"""日期 as YYYY-MM-DD."""

_Item = TypeVar("_Item")
_Record = TypeVar("_Record")


class Shape(BaseModel):
    """接口数据 that is given, made from a record."""

    model_config = ConfigDict(from_attributes=True)


class Asked(BaseModel):
    """接口数据 that is taken: unknown fields are refused, so that a misspelt one is not lost."""

    model_config = ConfigDict(extra="forbid")


class PageOf(BaseModel, Generic[_Item]):
    """一页."""

    items: list[_Item]
    total: int = Field(description="全部条数", examples=[42])
    page: int = Field(description="页码，从 1 开始", examples=[1])
    pages: int = Field(description="总页数，至少 1", examples=[3])
    size: int = Field(description="每页条数", examples=[20])


def paging(
    page: Annotated[int, Query(ge=1, le=1_000_000, description="页码，从 1 开始")] = 1,
    size: Annotated[int, Query(ge=1, le=MOST, description="每页条数")] = 20,
) -> Paging:
    """分页参数 of a list."""
    return Paging(page, size)


def page_of(page: Page[_Record], shape: Callable[[_Record], _Item]) -> PageOf[_Item]:
    """一页 of records as shapes."""
    return PageOf(
        items=[shape(one) for one in page.items],
        total=page.total,
        page=page.paging.page,
        pages=page.pages,
        size=page.paging.size,
    )
