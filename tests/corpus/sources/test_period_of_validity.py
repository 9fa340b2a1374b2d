"""The period of validity that a document states for itself, and for nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.sources.validity_period import stated_period

BEGINS = date(2023, 5, 1)
TITLE = "试验县人民政府关于印发试验县渡船管理办法的通知"


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("本办法自2023年5月1日起施行，有效期五年。", date(2028, 4, 30)),
        ("自2023年5月1日起施行，有效期五年。", date(2028, 4, 30)),
        ("本办法自2023年5月1日起施行，有效期至2026年12月31日。", date(2026, 12, 31)),
        ("本办法自2023年5月1日起施行，至2026年12月31日止。", date(2026, 12, 31)),
        ("本通知自2023年5月1日起施行，试行期2年。", date(2025, 4, 30)),
        ("本通知自印发之日起施行，由县司法局负责解释，有效期3年。", date(2026, 4, 30)),
        ("本规定自发布之日起30日后施行，有效期五年。", date(2028, 4, 30)),
        ("本办法（试行）自2023年5月1日起施行（有效期两年）。", date(2025, 4, 30)),
        ("第二十条 本办法有效期为6个月。", date(2023, 10, 31)),
        ("《试验县渡船管理办法》自2023年5月1日起施行，有效期五年。", date(2028, 4, 30)),
        ("本实施方案执行至2024年12月31日。", date(2024, 12, 31)),
        ("本办法自2023年5月1日起实施，暂定三年。", date(2026, 4, 30)),
        ("本办法自2023年5月1日起施行。", None),
    ],
)
def test_the_period_is_read_where_the_document_is_its_subject(sentence: str, until: date | None):
    found = stated_period(sentence, BEGINS, TITLE)
    assert (found.until if found else None) == until


@pytest.mark.parametrize(
    "sentence",
    [
        "许可证有效期五年。",
        "资质证书的有效期为三年，期满前申请延续。",
        "从业人员健康证有效期为一年。",
        "健康证自发放之日起生效，有效期一年。",
        "许可证由县局颁发，有效期五年。",
        "检测报告有效期6个月。",
        "申请材料自受理之日起有效期3个月。",
        "竞买保证金施行期一年。",
        "优惠政策执行至2024年12月31日。",
        "报名者须提交体检表，有效期至2025年12月31日。",
        "本办法规定的许可有效期五年。",
        "本办法试行2年后由主管部门评估。",
        "经过试行三年，取得成效。",
        "《某省道路办法》自2023年5月1日起施行，有效期五年。",
    ],
)
def test_the_validity_of_something_else_ends_no_document(sentence: str):
    assert stated_period(sentence, BEGINS, TITLE) is None


@pytest.mark.parametrize(
    ("words", "begins", "until"),
    [
        ("有效期一年。", date(2024, 2, 29), date(2025, 2, 28)),
        ("有效期1个月。", date(2023, 1, 31), date(2023, 2, 28)),
        ("有效期1个月。", date(2024, 1, 31), date(2024, 2, 29)),
        ("有效期6个月。", date(2023, 8, 31), date(2024, 2, 29)),
        ("有效期1个月。", date(2023, 1, 28), date(2023, 2, 27)),
        ("有效期一年。", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_period_without_its_day_in_the_last_month_ends_with_that_month(
    words: str, begins: date, until: date
):
    found = stated_period(words, begins)
    assert found is not None
    assert found.until == until
