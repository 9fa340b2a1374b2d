"""Shapes of provisions (条文数据): an article with its neighbours and its former wordings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from service.api.shapes.common import Shape
from service.desk.law import ProvisionHistory
from service.mcp.types import ProvisionAnswer


class ChangeShape(Shape):
    """文字变动."""

    kind: Literal["same", "added", "removed"] = Field(
        description="same 未动、added 增加、removed 删去"
    )
    text: str


class WordingShape(Shape):
    """历次文本: one dated text of the law."""

    name: str = Field(description="当时的名称", examples=["中华人民共和国公司法"])
    version_on: str | None = Field(description="通过或者修正的日期", examples=["2023-12-29"])
    effective_from: str | None = Field(description="自何日施行", examples=["2024-07-01"])
    effective_to: str | None = Field(description="自何日失效；null 为没有")
    age: Literal["earlier", "current", "later"] = Field(
        description="earlier 此前的文本、current 基准日的文本、later 尚未施行的文本"
    )
    repealed: bool = Field(description="以废止结束，而不是以修改结束")
    held: bool = Field(description="库中有这一文本的条文")
    article: str = Field(description="对应的条号；空为没有对应的条", examples=["第二十一条"])
    text: str = Field(description="对应条的原文，逐字")
    changes: list[ChangeShape] = Field(description="与前一文本相比的变动；空为没有或者无从比较")
    same: bool = Field(description="与前一文本相同")


class HistoryShape(Shape):
    """条文沿革."""

    answer: ProvisionAnswer
    article: str = Field(description="条号；空为整部，或者库中没有", examples=["第二十二条"])
    heading: str = Field(description="所在编章节", examples=["第一章 总则"])
    text: str = Field(description="整条原文，逐字；answer.text 只是所查的款项")
    previous: str = Field(description="前一条", examples=["第二十一条"])
    following: str = Field(description="后一条", examples=["第二十三条"])
    wordings: list[WordingShape] = Field(description="历次文本，旧的在前")


def history_shape(one: ProvisionHistory) -> HistoryShape:
    """条文沿革 of a record."""
    place = one.place
    return HistoryShape(
        answer=one.answer,
        article=place.article,
        heading=place.heading,
        text=place.text,
        previous=place.previous,
        following=place.following,
        wordings=[WordingShape.model_validate(wording) for wording in one.wordings],
    )
