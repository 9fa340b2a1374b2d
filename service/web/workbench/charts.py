"""Charts (图表数据): series for the script that draws them; the page shows the same as tables."""

from __future__ import annotations

from dataclasses import dataclass

from models.finding import Severity
from service.desk.figures import Figures

MOST_BARS = 10
"""Categories drawn; the table has all of them."""


@dataclass(frozen=True, slots=True)
class Series:
    """数列: a name, its colour in the page's palette, and one number for each label."""

    name: str
    colour: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """图表: `form` is columns, bars or ring; `said` describes it to whom cannot see it."""

    id: str
    form: str
    said: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(any(one.numbers) for one in self.series)

    @property
    def data(self) -> dict[str, object]:
        """What the script reads."""
        series = [
            {"name": one.name, "colour": one.colour, "numbers": one.numbers} for one in self.series
        ]
        return {"form": self.form, "labels": self.labels, "series": series}


def charts(figures: Figures) -> dict[str, Chart]:
    """图表 of a year by name: months, kinds, categories, outcomes."""
    made = (_months(figures), _kinds(figures), _categories(figures), _outcomes(figures))
    return {one.id: one for one in made}


def _months(figures: Figures) -> Chart:
    return Chart(
        "months",
        "columns",
        f"{figures.year} 年各月审查件数的柱形图，数字见下表",
        tuple(f"{one.month}月" for one in figures.months),
        (
            Series("文件", "navy", tuple(one.documents for one in figures.months)),
            Series("合同", "gold", tuple(one.contracts for one in figures.months)),
        ),
    )


def _kinds(figures: Figures) -> Chart:
    labels = tuple(kind.label for kind, _ in figures.kinds)
    numbers = tuple(number for _, number in figures.kinds)
    said = "各文书类型件数的条形图，数字见下表"
    return Chart("kinds", "bars", said, labels, (Series("件数", "navy", numbers),))


def _categories(figures: Figures) -> Chart:
    shown = figures.categories[:MOST_BARS]
    by_severity = [dict(one.severities) for one in shown]
    return Chart(
        "categories",
        "bars",
        "最常见问题的条形图，按严重度分色，数字见下表",
        tuple(one.name for one in shown),
        tuple(
            Series(one.label, one.value, tuple(counts[one] for counts in by_severity))
            for one in Severity
        ),
    )


def _outcomes(figures: Figures) -> Chart:
    adoption = figures.adoption
    named = (
        ("采纳", adoption.adopt),
        ("修改后采纳", adoption.modify),
        ("不采纳", adoption.reject),
        ("尚未处理", adoption.open),
        ("改稿后不再出现", adoption.gone),
    )
    said = "问题处理情况的环形图，数字见下表"
    numbers = tuple(number for _, number in named)
    series = (Series("问题", "outcome", numbers),)
    return Chart("outcomes", "ring", said, tuple(name for name, _ in named), series)
