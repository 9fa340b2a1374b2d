"""Shapes of figures (统计数据): the office's year."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from models.finding import Severity
from models.submission import Kind
from service.api.shapes.common import Id, Shape
from service.desk.figures import Figures
from service.desk.tallies import Adoption, Category
from service.ledger.words import DeadlineKind

_RATE = "采纳率：采纳、修改后采纳占已处理的比例；null 为都没有处理"


class MonthShape(Shape):
    """月度件数."""

    month: int = Field(examples=[11])
    documents: int = Field(description="合同以外的文件", examples=[12])
    contracts: int = Field(examples=[5])


class KindShape(Shape):
    """各文书类型件数."""

    kind: Kind
    name: str = Field(description="类型的中文名称", examples=["行政规范性文件"])
    matters: int


class DepartmentCount(Shape):
    """各部门件数."""

    department: str = Field(examples=["交通运输局"])
    matters: int


class AdoptionShape(Shape):
    """采纳情况."""

    adopt: int = Field(description="采纳")
    modify: int = Field(description="修改后采纳")
    reject: int = Field(description="不采纳")
    open: int = Field(description="最新审查中尚未处理的")
    gone: int = Field(description="没有处理，而改稿后不再出现的")
    rate: float | None = Field(description=_RATE, examples=[0.86])


class SeverityCounts(Shape):
    """各严重度的问题数."""

    critical: int
    major: int
    minor: int
    notice: int


class CategoryShape(Shape):
    """一类问题."""

    category: str = Field(examples=["sets_penalty"])
    name: str = Field(description="类目的中文名称", examples=["设定行政处罚"])
    findings: int
    severities: SeverityCounts
    adoption: AdoptionShape


class SpeedShape(Shape):
    """办理时间."""

    concluded: int = Field(description="当年办结")
    median_days: float | None = Field(
        description="从收件到办结的天数，中位数；null 为没有办结的", examples=[6]
    )
    with_due: int = Field(description="办结的中有办理期限的")
    in_time: int = Field(description="其中按期办结的")


class LateShape(Shape):
    """逾期事项."""

    matter_id: Id
    number: str = Field(examples=["2026-0017"])
    title: str
    department: str
    reviewer: str | None
    due: date


class DeadlineShape(Shape):
    """到期期限."""

    matter_id: Id
    number: str
    title: str
    kind: DeadlineKind = Field(description="filing 备案、expiry 有效期届满、follow_up 后续工作")
    name: str = Field(examples=["报石城市人民政府备案"])
    due: date
    sure: bool = Field(description="期限和起算日期都已核实；false 须核对")


class UnpublishedShape(Shape):
    """办结后待公布、公布后须备案的事项."""

    matter_id: Id
    number: str
    title: str
    name: str
    days: int = Field(description="公布后几日内备案", examples=[15])
    ended: datetime


class FiguresShape(Shape):
    """年度统计: lists hold at most ten rows, the totals count all."""

    year: int = Field(examples=[2026])
    today: date = Field(description="逾期和到期按这一天计算")
    reviewed: int = Field(description="当年首次审查的件数")
    months: list[MonthShape]
    kinds: list[KindShape]
    departments: list[DepartmentCount]
    findings: int = Field(description="这些事项的问题数，同一事项的同一问题只计一次")
    severities: SeverityCounts
    categories: list[CategoryShape] = Field(description="多的在前")
    adoption: AdoptionShape
    speed: SpeedShape
    late: list[LateShape] = Field(description="逾期未办结，最久的在前")
    late_total: int
    deadlines: list[DeadlineShape] = Field(description="30 日内到期，近的在前")
    deadlines_total: int
    passed: list[DeadlineShape] = Field(description="一年内已经过期而没有备案材料，近的在前")
    passed_total: int
    unpublished: list[UnpublishedShape]
    unpublished_total: int


def figures_shape(one: Figures) -> FiguresShape:
    """年度统计 of a record."""
    return FiguresShape(
        year=one.year,
        today=one.today,
        reviewed=one.reviewed,
        months=[MonthShape.model_validate(month) for month in one.months],
        kinds=[KindShape(kind=k, name=k.label, matters=number) for k, number in one.kinds],
        departments=[
            DepartmentCount(department=name, matters=number) for name, number in one.by_department
        ],
        findings=one.findings,
        severities=_severities(one.severities),
        categories=[_category(category) for category in one.categories],
        adoption=_adoption(one.adoption),
        speed=SpeedShape.model_validate(one.speed),
        late=[LateShape.model_validate(row) for row in one.late],
        late_total=one.late_total,
        deadlines=[DeadlineShape.model_validate(row) for row in one.deadlines],
        deadlines_total=one.deadlines_total,
        passed=[DeadlineShape.model_validate(row) for row in one.passed],
        passed_total=one.passed_total,
        unpublished=[UnpublishedShape.model_validate(row) for row in one.unpublished],
        unpublished_total=one.unpublished_total,
    )


def _severities(counts: tuple[tuple[Severity, int], ...]) -> SeverityCounts:
    return SeverityCounts(**{severity.value: number for severity, number in counts})


def _adoption(one: Adoption) -> AdoptionShape:
    return AdoptionShape.model_validate(one)


def _category(one: Category) -> CategoryShape:
    return CategoryShape(
        category=one.id,
        name=one.name,
        findings=one.total,
        severities=_severities(one.severities),
        adoption=_adoption(one.adoption),
    )
