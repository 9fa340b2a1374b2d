"""SARIF that other tools accept: valid, with exact lines for texts and stable fingerprints."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from made_up_reviews import TEXT, finding, full, made_up, with_package
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from corpus.formats import read_document
from corpus.span import Span
from models.finding import Severity
from models.review import Review
from service.reports.json import finding_ids
from service.reports.sarif import FINGERPRINT, Draft, to_sarif


def run_of(*drafts: Draft) -> Any:
    return to_sarif(drafts)["runs"][0]


def draft(text: str, words: str, data: bytes | None = None, name: str = "稿.txt") -> Draft:
    """A review of a text with one finding on `words`."""
    source = text.encode() if data is None else data
    document = read_document(source, name)
    start = document.text.index(words)
    found = finding(span=Span(start, start + len(words)), quote=words)
    review = made_up(findings=(found,))
    submission = replace(review.submission, document=document)
    return Draft(replace(review, submission=submission), f"drafts/{name}", source)


def region(one: Draft) -> Any:
    (result,) = run_of(one)["results"]
    return result["locations"][0]["physicalLocation"].get("region")


@pytest.mark.parametrize(
    "review", [made_up(), full(), with_package()], ids=["empty", "full", "papers"]
)
def test_the_log_follows_the_standard(review: Review) -> None:
    log = to_sarif([Draft(review, "a b/甲.txt", TEXT.encode()), Draft(review)])
    Sarif.model_validate(json.loads(json.dumps(log)))


def test_a_finding_in_a_text_has_its_line_and_columns() -> None:
    found = region(draft(TEXT, "收费十元"))
    place = ("startLine", "startColumn", "endLine", "endColumn")
    assert [found[key] for key in place] == [2, 9, 2, 13]
    assert found["snippet"] == {"text": "收费十元"}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
    ],
    ids=["crlf", "bom", "gb18030", "utf-16"],
)
def test_line_ends_and_encodings_do_not_shift_the_place(data: bytes) -> None:
    found = region(draft(TEXT, "另收二十元", data))
    assert (found["startLine"], found["startColumn"]) == (3, 9)


def test_columns_count_code_points_and_lines_are_those_of_the_file() -> None:
    text = "石城市集市管理办法\n\n\n第一条 𠮷市摊位每日收费十元。\n"
    found = region(draft(text, "收费十元"))
    assert (found["startLine"], found["startColumn"], found["endColumn"]) == (4, 11, 15)


def test_without_the_source_or_in_another_format_the_provision_is_the_place() -> None:
    one = replace(draft(TEXT, "收费十元"), source=b"")
    assert region(one) is None
    location = run_of(one)["results"][0]["locations"][0]["logicalLocations"][0]
    assert location == {"name": "第一条", "fullyQualifiedName": "art_1", "kind": "provision"}


def test_severity_becomes_level_and_what_is_open_is_for_review() -> None:
    review = replace(full(), findings=tuple(finding(severity=severity) for severity in Severity))
    results = run_of(Draft(review))["results"]
    assert [(one["kind"], one["level"]) for one in results] == [
        ("fail", "error"), ("fail", "warning"), ("fail", "note"), ("fail", "note"),
        ("review", "none"),
    ]  # fmt: skip


def test_every_result_names_its_rule_and_its_fingerprint() -> None:
    review = full()
    run = run_of(Draft(review))
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    prints = [one["partialFingerprints"][FINGERPRINT] for one in run["results"]]
    assert tuple(prints[:3]) == finding_ids(review)


def test_a_failed_check_makes_the_run_unsuccessful_and_is_told() -> None:
    (invocation,) = run_of(Draft(full()))["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]
    assert told == ["“形式”未能完成。", "没有读到：有图片没有读。"]
    assert run_of(Draft(made_up()))["invocations"][0]["executionSuccessful"] is True


def test_paths_are_references_and_drafts_of_one_run_keep_apart() -> None:
    run = run_of(draft(TEXT, "收费"), draft(TEXT, "收费", name="乙 稿.txt"))
    uris = [one["location"]["uri"] for one in run["artifacts"]]
    assert uris == ["drafts/%E7%A8%BF.txt", "drafts/%E4%B9%99%20%E7%A8%BF.txt"]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert [place["artifactLocation"] for place in places] == [
        {"uri": uri, "index": at} for at, uri in enumerate(uris)
    ]
