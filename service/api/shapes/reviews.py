"""Shapes of reviews (审查数据): facts, items, decisions, exports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from models.submission import Kind
from models.versions.carry import Cause
from service.api.shapes.common import Asked, Id, Line, Shape, Text, Words
from service.desk.deciding import Item
from service.desk.standing import State
from service.ledger.words import ItemKind, Verdict


class ReviewFacts(Shape):
    """审查记录, without the draft's words."""

    id: Id
    matter_id: Id
    version_id: Id
    job_id: Id | None
    kind: Kind
    as_of: date = Field(description="审查基准日")
    conclusion: str = Field(examples=["修改后合法"])
    critical: int
    major: int
    minor: int
    notice: int
    program: str
    library: str
    knowledge: str
    models: str
    result_sha256: str
    created_by: Id
    created_at: datetime


class DecisionShape(Shape):
    """处理意见."""

    number: int = Field(description="序号，只增不减", examples=[128])
    matter_id: Id
    review_id: Id
    fingerprint: str = Field(examples=["5b0d7c3f9a1e2480"])
    verdict: Verdict
    reason: str
    wording: str = Field(description="修改后采纳的文字")
    decided_by: Id
    decided_at: datetime


class ItemShape(Shape):
    """审查条目 with what was decided about it."""

    kind: ItemKind
    fingerprint: str = Field(description="结果 JSON 中的 id", examples=["5b0d7c3f9a1e2480"])
    check_id: str
    category: str
    severity: str = Field(description="发现的严重度；程序步骤为其状态", examples=["major"])
    article: str = Field(examples=["第十二条"])
    decision: DecisionShape | None
    state: State | None = Field(
        description="decided 本次处理；kept 沿用上一版的不采纳；outstanding 上一版已采纳而仍在；"
        "reopened 上一版不采纳而须重新处理；null 未处理"
    )
    causes: list[Cause] = Field(
        description="重新处理的原因：clause 条款改动、facts 情况变化、law 法律变化"
    )


class NewDecisionShape(Asked):
    """新处理意见."""

    fingerprint: Words = Field(examples=["5b0d7c3f9a1e2480"])
    verdict: Verdict
    reason: Text = Field(default="", description="不采纳时必填", examples=["上位法另有授权"])
    wording: Text = Field(default="", description="修改后采纳时必填")
    after: StrictInt | None = Field(
        default=None,
        ge=0,
        lt=2**62,
        description="所见最后一次处理的 number，没有为 0；此后有人处理过的，以 409 拒绝；不填不核对",
    )


class ExportWish(Asked):
    """导出要求."""

    format: Annotated[str, StringConstraints(max_length=20)] = Field(examples=["opinion"])
    decided: StrictBool = Field(
        default=True, description="意见书只写已采纳的问题；false 写入全部，供审查人员修改"
    )
    adopted: StrictBool = Field(default=False, description="批注稿只批注已采纳的问题")
    changes: StrictBool = Field(
        default=False,
        description="批注稿只批注已采纳的问题，处理意见写作 改为：“……” 的用修订方式写入",
    )
    number: Line = Field(default="", description="文号", examples=["石法审〔2026〕17号"])
    addressee: Line = Field(default="", description="送审单位")
    office: Line = Field(default="", description="审查机构")
    reviewer: Line = Field(default="", description="承办人")
    checker: Line = Field(default="", description="复核人")
    approver: Line = Field(default="", description="签发人")
    day: Line = Field(default="", description="成文日期，照写")


ComparisonFormat = Literal["json", "html", "text"]


def item_shape(one: Item) -> ItemShape:
    """审查条目 of a record."""
    item, standing = one.item, one.standing
    return ItemShape(
        kind=item.kind,
        fingerprint=item.fingerprint,
        check_id=item.check_id,
        category=item.category,
        severity=item.severity,
        article=item.article,
        decision=DecisionShape.model_validate(standing.decision) if standing else None,
        state=standing.state if standing else None,
        causes=list(standing.causes) if standing else [],
    )
