"""Finding (检索参数): the query of the ledger's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from models.submission import Kind
from service.api.shapes.common import Id, Words, WrittenDay, paging
from service.ledger import Paging
from service.ledger.records import MatterQuery
from service.ledger.records.matters import Sort
from service.ledger.words import MatterStatus

Day = Annotated[WrittenDay | None, Query(ge=date(1900, 1, 1), le=date(2999, 12, 31))]
_Least = Annotated[int, Query(ge=0, le=1_000_000, description="最新审查至少有这么多个")]


def matter_filter(
    text: Annotated[Words, Query(description="名称或者编号中的词")] = "",
    kind: Annotated[list[Kind] | None, Query(description="文书类型，可以多个")] = None,
    status: Annotated[list[MatterStatus] | None, Query(description="状态，可以多个")] = None,
    department_id: Annotated[Id | None, Query()] = None,
    reviewer_id: Annotated[Id | None, Query()] = None,
    created_from: Day = None,
    created_to: Day = None,
    due_from: Day = None,
    due_to: Day = None,
    critical: _Least = 0,
    major: _Least = 0,
    conclusion: Annotated[Words, Query(description="最新审查的结论")] = "",
    sort: Annotated[Sort, Query(description="排序")] = "created",
    ascending: bool = False,
) -> MatterQuery:
    """筛选参数, for the first page."""
    least = (("critical", critical), ("major", major))
    return MatterQuery(
        text=text,
        kinds=frozenset(kind or ()),
        statuses=frozenset(status or ()),
        department_id=department_id,
        reviewer_id=reviewer_id,
        created=(created_from, created_to),
        due=(due_from, due_to),
        at_least=tuple((name, number) for name, number in least if number),
        conclusion=conclusion,
        sort=sort,
        ascending=ascending,
    )


def matter_query(
    query: Annotated[MatterQuery, Depends(matter_filter)],
    paged: Annotated[Paging, Depends(paging)],
) -> MatterQuery:
    """检索参数: 筛选 and the page."""
    return replace(query, paging=paged)
