"""Contracts of rarer kinds by three drafters: every planted figure is found, no right one is hit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from support import submission_of

from corpus.knowledge import load_knowledge
from corpus.span import Span
from models.checks.base import Context
from models.checks.consistency.check import RULES
from models.checks.contract.numbers.slips import is_slip
from models.checks.contract.numbers.table import check_numbers, read_numbers
from models.checks.draft import Issue, look_at
from models.contracts.figures.numerals import parse_decimal
from models.contracts.reading import read_contract

FOLDER = Path(__file__).parent / "planted"
LABELS = yaml.safe_load((FOLDER / "labels.yaml").read_text("utf-8"))
KNOWLEDGE = load_knowledge()
NEAR = 160


def review(name: str) -> tuple[str, list[Issue]]:
    """The text and the issues of the numeric and of the consistency rules."""
    context = Context(date(2026, 11, 26), None, KNOWLEDGE)  # type: ignore[arg-type]
    text = (FOLDER / name).read_text("utf-8")
    draft = look_at(submission_of(text, "contract"), context)
    said, failures = check_numbers(read_numbers(draft, read_contract(draft.submission, KNOWLEDGE)))
    assert failures == []
    more = [one for rule in RULES for one in rule(draft)]
    return draft.text, [one for one in (*said, *more) if isinstance(one, Issue) and one.span]


def place(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_planted_figure_has_a_finding_at_its_place(name):
    text, issues = review(name)
    missed = []
    for planted in LABELS[name]["planted"]:
        span = place(text, planted["quote"])
        near = [
            i
            for i in issues
            if i.span.overlaps(span)
            or (i.source != "rule" and abs(i.span.start - span.start) < NEAR)
        ]
        if not near:
            missed.append(planted["quote"])
    assert missed == []


@pytest.mark.parametrize("name", sorted(LABELS))
def test_no_right_figure_that_looks_like_a_wrong_one_is_flagged(name):
    text, issues = review(name)
    planted = [place(text, p["quote"]) for p in LABELS[name]["planted"]]
    for quote in LABELS[name]["right"]:
        span = place(text, quote)
        hits = [
            i.message
            for i in issues
            if i.severity.is_flag
            and i.span.overlaps(span)
            and not any(i.span.overlaps(p) for p in planted)
        ]
        assert hits == [], quote


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("24320", "24230", True),
        ("6012.50", "6112.50", True),
        ("24045", "24450", True),
        ("81920", "81290", True),
        ("81920", "91230", False),
        ("81920", "8192", False),
        ("50", "60", False),
    ],
)
def test_a_slip_is_one_digit_off_or_digits_swapped(one, other, slip):
    assert is_slip(parse_decimal(one), parse_decimal(other)) is slip
