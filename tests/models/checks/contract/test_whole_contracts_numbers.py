"""Whole contracts: silent when all figures are right, one finding for one changed figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from support import submission_of

from corpus.knowledge import load_knowledge
from models.checks.base import Context
from models.checks.consistency.check import RULES
from models.checks.contract.numbers.table import check_numbers, read_numbers
from models.checks.draft import Issue, look_at
from models.contracts.reading import read_contract

FOLDER = Path(__file__).parent / "whole"
MUTATIONS = yaml.safe_load((FOLDER / "mutations.yaml").read_text("utf-8"))
KNOWLEDGE = load_knowledge()
ARITHMETIC = {"T59", "N04", "N16", "N38", "T60"}


def found(text: str) -> list[Issue]:
    """The issues of the numeric rules, and of the consistency rules on figures and names."""
    context = Context(date(2026, 11, 26), None, KNOWLEDGE)  # type: ignore[arg-type]
    draft = look_at(submission_of(text, "contract"), context)
    said, failures = check_numbers(read_numbers(draft, read_contract(draft.submission, KNOWLEDGE)))
    assert failures == []
    more = [one for rule in RULES for one in rule(draft)]
    issues = [one for one in (*said, *more) if isinstance(one, Issue)]
    return [i for i in issues if i in said or i.rule in ARITHMETIC]


def name_of(issue: Issue) -> str:
    return issue.rule if issue.check_id.startswith("consistency") else issue.check_id


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_contract_whose_figures_are_right_has_no_finding(name):
    assert [i.message for i in found((FOLDER / name).read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        pytest.param(name, change, id=f"{name.split('.')[0]}-{index}-{'-'.join(change['ids'])}")
        for name, changes in MUTATIONS.items()
        for index, change in enumerate(changes)
    ],
)
def test_one_changed_figure_is_found(name, change):
    text = (FOLDER / name).read_text("utf-8")
    assert text.count(change["old"]) == 1
    issues = found(text.replace(change["old"], change["new"]))
    ids = {name_of(i) for i in issues}
    assert ids & set(change["ids"]), [i.message for i in issues]
