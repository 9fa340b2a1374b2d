"""The conclusion is the first rule that applies and never bolder than what was checked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_reviews import made_up
from support import submission_of

from corpus.document import Unread, UnreadKind
from models.conclusion import EXPLANATIONS, conclude
from models.finding import CheckFailure, Finding, Severity, StepResult, Undecided
from service.reports.schema import schema

FAILED = (CheckFailure("form", "未能完成。", "ValueError"),)
OPEN = (Undecided("content", "sets_fee", "须人工判断。"),)


def flag(severity: Severity, category: str = "sets_fee") -> tuple[Finding, ...]:
    return (Finding("content", category, severity, "问题。", "rule"),)


NO_POWER = flag(Severity.CRITICAL, "ultra_vires_subject")


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ({}, "合法"),
        ({"findings": flag(Severity.NOTICE)}, "合法"),
        ({"unread": (Unread(UnreadKind.CHROME, "网页边框未读。"),)}, "合法"),
        ({"undecided": OPEN}, "需人工核对"),
        ({"unread": (Unread(UnreadKind.IMAGE, "图片未读。"),)}, "需人工核对"),
        ({"steps": (StepResult("P", "征求意见", "missing", "缺。"),)}, "需人工核对"),
        ({"findings": flag(Severity.MAJOR), "undecided": OPEN}, "修改后合法"),
        ({"findings": flag(Severity.CRITICAL)}, "修改后合法"),
        ({"findings": NO_POWER}, "不合法"),
        ({"findings": NO_POWER, "failures": FAILED}, "未能完成审查"),
    ],
)
def test_the_first_rule_that_applies_decides(outcome: dict[str, object], expected: str) -> None:
    assert conclude(made_up(**outcome)) == expected


@pytest.mark.parametrize("kind", ["other"])
def test_kinds_whose_content_is_not_judged_are_never_called_lawful(kind: str) -> None:
    submission = submission_of("供货合同\n第一条 甲方供货。\n", kind)
    assert conclude(replace(made_up(), submission=submission)) == "需人工核对"


def test_the_schema_and_the_explanations_know_every_conclusion() -> None:
    listed = schema()["properties"]["summary"]["properties"]["conclusion"]["enum"]
    assert set(listed) == set(EXPLANATIONS)
