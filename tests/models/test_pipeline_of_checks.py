"""One review: pure, ordered, and a crash in one check is reported without stopping the rest."""

from __future__ import annotations

from datetime import date

import pytest
from support import context_of, submission_of

from corpus.library import Library
from corpus.span import Span
from models.checks import CHECKS
from models.checks.base import Context
from models.finding import Finding, Outcome, Severity
from models.pipeline import review
from models.review import Versions
from models.submission import Kind, Submission

VERSIONS = Versions("0", "0", "0", "none")
TEXT = "石城市市场管理办法\n第一条 制定本办法。\n第二条 市场开办方应当收取管理费。\n"


class Crashing:
    id = "crash"
    name = "会崩溃的检查"
    kinds = frozenset(Kind)

    def run(self, submission: Submission, context: Context) -> Outcome:
        raise RuntimeError(submission.document.text)


class Misquoting:
    id = "misquote"
    name = "引错原文的检查"
    kinds = frozenset(Kind)

    def run(self, submission: Submission, context: Context) -> Outcome:
        wrong = Finding("x", "sets_fee", Severity.MINOR, "…", "rule", Span(0, 3), "别的字")
        return Outcome((wrong,))


def test_a_crashing_check_is_named_and_the_rest_goes_on(library: Library) -> None:
    result = review(submission_of(TEXT), (Crashing(), *CHECKS), context_of(library), VERSIONS)
    assert [f.check_id for f in result.failures] == ["crash"]
    assert "石城市" not in result.failures[0].error
    assert result.findings


def test_a_finding_whose_quote_is_not_the_text_is_refused(library: Library) -> None:
    result = review(submission_of(TEXT), (Misquoting(),), context_of(library), VERSIONS)
    assert result.findings == ()
    assert [f.check_id for f in result.failures] == ["misquote"]


def test_findings_come_in_document_order_and_those_without_a_place_last(library: Library) -> None:
    result = review(submission_of(TEXT), CHECKS, context_of(library), VERSIONS)
    places = [f.span.start if f.span else 10**9 for f in result.findings]
    assert places == sorted(places)


def test_checks_that_do_not_fit_the_kind_do_not_run(library: Library) -> None:
    result = review(submission_of(TEXT, kind="other"), CHECKS, context_of(library), VERSIONS)
    assert "content" not in result.timings_ms


def test_the_same_submission_and_date_give_the_same_review(library: Library) -> None:
    first = review(submission_of(TEXT), CHECKS, context_of(library), VERSIONS)
    second = review(submission_of(TEXT), CHECKS, context_of(library), VERSIONS)
    assert (first.findings, first.cleared, first.undecided) == (
        second.findings,
        second.cleared,
        second.undecided,
    )


@pytest.mark.parametrize(
    ("as_of", "expected"), [(date(2026, 8, 1), False), (date(2026, 11, 24), True)]
)
def test_the_review_date_decides_whether_a_basis_is_dead(
    library: Library, as_of: date, expected: bool
) -> None:
    text = "石城市扬尘管理办法\n第一条 根据《中华人民共和国大气污染防治法》，制定本办法。\n"
    result = review(submission_of(text), CHECKS, context_of(library, as_of), VERSIONS)
    assert any(f.check_id == "citation:repealed" for f in result.findings) is expected
