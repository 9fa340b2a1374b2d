"""Where readers would object and nothing else is said of a clause, a person is asked."""

from __future__ import annotations

import pytest
from support import submission_of

from corpus.knowledge import load_knowledge
from corpus.span import Span
from models.checks.content.by_model import _with_objection
from models.checks.content.judging import Judged, blank_reading
from models.checks.content.power import Answer, PowerAnswer
from models.checks.content.practice import DOUBT
from models.checks.content.suspicion import Suspicion
from models.checks.content.units import Unit
from models.finding import Clearance, Undecided

TEXT = "申请人应当提交街道办事处同意的意见。"
CLEARED = Clearance("要求证明", "limit", "与上位法一致", Span(0, len(TEXT)), TEXT, "全文", ())


def judged(
    category: str, practice: float | None, *, guess: bool = False, power: Answer = "may_not"
) -> Judged:
    span = Span(0, len(TEXT))
    of = load_knowledge().categories[category]
    suspect = Suspicion(Unit(span), TEXT, blank_reading(), of, span, (), is_guess=guess)
    return Judged(suspect, 0.01, PowerAnswer(power, None, ""), {}, 40, practice)


@pytest.mark.parametrize(
    ("group", "asked"),
    [
        ([judged("extra_certificate", DOUBT)], "extra_certificate"),
        ([judged("extra_certificate", DOUBT - 0.01)], None),
        ([judged("extra_certificate", None)], None),
        ([judged("extra_certificate", 0.9, power="may")], None),
        ([judged("contradicts_upper_law", 0.9)], None),
        ([judged("contradicts_upper_law", 0.9, guess=True)], "contradicts_upper_law"),
        (
            [judged("contradicts_upper_law", 0.9), judged("extra_certificate", 0.9)],
            "extra_certificate",
        ),
    ],
)
def test_a_person_is_asked_of_acts_and_guesses_not_of_what_a_superior_text_decides(
    group: list[Judged], asked: str | None
) -> None:
    told = _with_objection([CLEARED], group, submission_of(f"{TEXT}\n"))
    if asked is None:
        assert told == [CLEARED]
    else:
        (doubt,) = told
        assert isinstance(doubt, Undecided)
        assert doubt.category == asked


def test_what_is_said_of_a_clause_already_stays_alone() -> None:
    submission, group = submission_of(f"{TEXT}\n"), [judged("extra_certificate", 0.9)]
    (doubt,) = _with_objection([], group, submission)
    assert _with_objection([doubt, CLEARED], group, submission) == [doubt, CLEARED]
