"""A package that holds the filing report is not told to file again."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_package import MAIN, package_of
from support import context_of

from corpus.library import Library
from models.filing.plan import plan_filing
from models.filing.types import FilingDuty
from models.submission import IssuerLevel, Kind, Submission


def _duty(filed: str, library: Library) -> FilingDuty:
    report = (
        f"备案报告\n栗州市人民政府、栗川县人大常委会：\n现报送备案。\n栗川县人民政府\n{filed}\n"
    )
    package = package_of(网页=("EV-13", "政府网站\n发布日期：2026-09-04\n"), 备案=("EV-14", report))
    submission = Submission(package.main, Kind.NORM_DOC, IssuerLevel.COUNTY)
    filing = plan_filing(submission, context_of(library, date(2026, 11, 20)), package=package)
    assert filing is not None
    return filing.duties[0]


@pytest.mark.parametrize(
    ("filed", "words", "passed"),
    [
        ("2026年9月10日", "没有超过期限", False),
        ("2026年10月16日", "超过期限27日", True),
    ],
)
def test_the_day_of_the_report_decides(
    filed: str, words: str, passed: bool, library: Library
) -> None:
    duty = _duty(filed, library)
    assert words in duty.message
    assert duty.passed is passed


def test_without_a_report_the_review_date_decides(library: Library) -> None:
    submission = Submission(package_of(MAIN).main, Kind.NORM_DOC, IssuerLevel.COUNTY)
    context = context_of(library, date(2026, 11, 20))
    filing = plan_filing(submission, context, published=date(2026, 9, 4))
    assert filing is not None
    assert filing.duties[0].passed is True
    assert "材料显示" not in filing.duties[0].message
