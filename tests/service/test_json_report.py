"""The JSON report follows its schema, and its ids survive edits elsewhere."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest
from made_up_reviews import finding, full, made_up
from versions_support import draft, finding_at, review_of

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


def test_an_id_does_not_change_with_numbers_severity_or_line_breaks_in_the_quote() -> None:
    quote = "处二千元以上一万元以下罚款"
    first = draft(range(10))
    second = draft([0, 1, 2, "新设一条。", f"违反本办法第三条规定的，由市交通运输局\t{quote}。"])
    here = finding_at(first, quote)
    moved = replace(finding_at(second, quote), severity=Severity.MINOR, message="别的说法")
    assert finding_ids(review_of(first, here)) == finding_ids(review_of(second, moved))


def test_steps_and_undecided_have_ids_too() -> None:
    report = to_dict(full())
    ids = [entry["id"] for key in ("procedure", "undecided") for entry in report[key]]
    assert len(ids) > 1
    assert len(set(ids)) == len(ids)


def test_equal_findings_get_different_ids() -> None:
    first, second = finding_ids(made_up(findings=(finding(), finding())))
    assert second == f"{first}-2"
