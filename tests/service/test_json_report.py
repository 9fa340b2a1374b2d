"""The JSON report follows its schema, and its ids survive edits elsewhere."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest
from made_up_reviews import finding, full, made_up

from corpus.span import Span
from models.finding import Severity
from service.reports.json import finding_ids, to_dict
from service.reports.schema import schema


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("review", [made_up(), full()], ids=["empty", "full"])
def test_every_report_follows_the_schema(review: object) -> None:
    jsonschema.validate(to_dict(review), schema())  # type: ignore[arg-type]


def test_a_missing_key_or_a_strange_one_breaks_the_schema() -> None:
    report = to_dict(full())
    for broken in ({**report, "extra": 1}, {k: v for k, v in report.items() if k != "as_of"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema())


def test_the_summary_counts_by_severity() -> None:
    summary = to_dict(full())["summary"]
    assert (summary["critical"], summary["major"], summary["minor"]) == (1, 2, 0)


def test_an_id_does_not_change_with_offsets_severity_or_line_breaks_in_the_quote() -> None:
    here = finding()
    moved = replace(here, span=Span(90, 94), severity=Severity.MINOR, quote="收费\n十元")
    assert finding_ids(made_up(findings=(here,))) == finding_ids(made_up(findings=(moved,)))


def test_equal_findings_get_different_ids() -> None:
    first, second = finding_ids(made_up(findings=(finding(), finding())))
    assert second == f"{first}-2"
