"""Every numeric check finds what is wrong and is silent on what only looks like it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from support import submission_of

from corpus.knowledge import load_knowledge
from models.checks.base import Context
from models.checks.consistency.amounts import check_amounts
from models.checks.consistency.clauses import check_clause_references
from models.checks.consistency.periods import check_periods
from models.checks.consistency.references import check_references
from models.checks.contract.numbers.table import check_numbers, read_numbers
from models.checks.draft import Issue, look_at
from models.contracts.reading import read_contract

DATA = yaml.safe_load((Path(__file__).parent / "number_cases.yaml").read_text("utf-8"))
KNOWLEDGE = load_knowledge()
TAIL = "\n第七条 本合同一式四份，自双方签章之日起生效。\n第八条 争议由人民法院管辖。\n"


def cases(which: str) -> list:
    return [
        pytest.param(group, text, id=f"{group['id']}-{group['head']}-{index}")
        for group in DATA["cases"]
        for index, text in enumerate(group[which])
    ]


def issues(group: dict, text: str) -> list[Issue]:
    head = DATA["heads"][group["head"]].replace(group.get("drop", "\0"), "")
    whole = head + text.replace("<TAB>", "\t").replace("。第二条", "。\n第二条").replace(
        "。第三条", "。\n第三条"
    )
    tail = "" if text.startswith("一、") else TAIL
    draft = look_at(submission_of(whole.rstrip("\n") + tail, "contract"), context())
    view = read_numbers(draft, read_contract(draft.submission, KNOWLEDGE))
    found, failures = check_numbers(view)
    assert failures == []
    said = [*found, *check_amounts(draft), *check_periods(draft)]
    said += [*check_references(draft), *check_clause_references(draft)]
    return [one for one in said if isinstance(one, Issue)]


def context() -> Context:
    return Context(date(2026, 11, 26), None, KNOWLEDGE)  # type: ignore[arg-type]


@pytest.mark.parametrize(("group", "text"), cases("wrong"))
def test_a_wrong_figure_is_found_with_its_place(group, text):
    found = issues(group, text)
    ids = {i.rule if i.check_id == "consistency:period" else i.check_id for i in found}
    assert group["id"] in ids, [i.message for i in found]
    assert ids <= {group["id"], *group.get("also", [])}, [i.message for i in found]
    assert all(i.span and i.message and i.suggestion for i in found)


@pytest.mark.parametrize(("group", "text"), cases("right"))
def test_a_right_look_alike_passes(group, text):
    assert [f"{i.check_id} {i.message}" for i in issues(group, text)] == []


def test_every_check_of_the_knowledge_has_cases_here():
    covered = {group["id"] for group in DATA["cases"]}
    assert set(KNOWLEDGE.numeric_checks) - covered == {"N29"}
