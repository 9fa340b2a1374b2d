"""A rejected finding stays rejected, with its reason, unless the clause or the law changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st
from versions_support import BODIES, draft, finding_at, review_of

from models.finding import (
    CheckFailure,
    Finding,
    LegalBasis,
    Severity,
    StepResult,
    Undecided,
)
from models.versions import (
    CarryOver,
    carry_over,
    compare,
    identities,
    step_fingerprint,
    undecided_identities,
)

ALL = tuple(range(len(BODIES)))
FINE = "处二千元以上一万元以下罚款"


@dataclass(frozen=True)
class Decided:
    verdict: str
    reason: str = "所引规章已有授权"


def carried(old, new, verdict: str = "reject") -> CarryOver[Decided]:
    decision = Decided(verdict)
    return carry_over({identities(old)[0]: decision}, compare(old, new))


def review(order):
    document = draft(order)
    return review_of(document, finding_at(document, FINE))


@given(place=st.integers(0, len(ALL)))
def test_a_rejection_stands_when_articles_are_inserted_elsewhere(place: int) -> None:
    new = review([*ALL[:place], "新设一条，明确各方责任。", *ALL[place:]])
    found = carried(review(ALL), new)
    assert found.kept == {identities(new)[0]: Decided("reject")}
    assert not found.reopened


def test_a_changed_clause_reopens_a_rejection() -> None:
    order = [f"违反本办法第三条规定的，由市城管局{FINE}。" if n == 3 else n for n in ALL]
    found = carried(review(ALL), review(order))
    assert not found.kept
    assert [(one.decision.reason, one.causes) for one in found.reopened] == [
        ("所引规章已有授权", ("clause",))
    ]


def test_a_sentence_added_to_the_article_reopens_a_rejection() -> None:
    body = BODIES[3].replace("{2}", "三") + "拒不改正的，收回车辆。"
    found = carried(review(ALL), review([body if n == 3 else n for n in ALL]))
    assert [one.causes for one in found.reopened] == [("clause",)]


def test_a_citation_turned_to_another_article_reopens_a_rejection() -> None:
    body = BODIES[3].replace("{2}", "五")
    old, new = review(ALL), review([body if n == 3 else n for n in ALL])
    assert identities(old) == identities(new)
    assert [one.causes for one in carried(old, new).reopened] == [("clause",)]


def test_a_changed_law_reopens_a_rejection() -> None:
    document = draft(ALL)
    finding = finding_at(document, FINE, law_text="修改后的文字。")
    found = carried(review(ALL), review_of(document, finding, library="l2"))
    assert [one.causes for one in found.reopened] == [("law",)]


def test_the_caller_may_know_more_of_the_law() -> None:
    old, new = review(ALL), review(ALL)
    decisions = {identities(old)[0]: Decided("reject")}
    found = carry_over(decisions, compare(old, new), lambda change: change.old_id in decisions)
    assert [one.causes for one in found.reopened] == [("law",)]


def test_other_facts_reopen_a_rejection_of_what_has_no_place() -> None:
    missing = Finding("PR-ND-06", "PR-ND-06", Severity.MAJOR, "只有12日。", "checklist")
    document = draft(ALL)
    old = review_of(document, missing)
    assert carried(old, review_of(draft([0, 9]), missing)).kept
    other = review_of(document, replace(missing, message="没有公告。"))
    assert [one.causes for one in carried(old, other).reopened] == [("facts",)]


def test_what_was_adopted_and_is_still_there_is_outstanding() -> None:
    old, new = review(ALL), review(ALL)
    found = carried(old, new, "adopt")
    assert list(found.outstanding) == list(identities(new))
    assert not found.kept


def test_a_decision_on_what_is_resolved_is_closed_but_not_if_it_was_not_checked() -> None:
    old = review(ALL)
    without = review_of(draft([n for n in ALL if n != 3]))
    assert list(carried(old, without).closed) == list(identities(old))
    failed = replace(without, failures=(CheckFailure("content", "未能完成", "E @ x"),))
    assert list(carried(old, failed).unsettled) == list(identities(old))
    assert not carried(old, failed).closed


STEP = StepResult("PR-ND-06", "公开征求意见", "missing", "没有材料")


def carried_step(after: StepResult, library: str = "l") -> CarryOver[Decided]:
    document = draft(ALL)
    old = replace(review_of(document), steps=(STEP,))
    new = replace(review_of(document, library=library), steps=(after,))
    return carry_over({step_fingerprint(STEP): Decided("reject")}, compare(old, new))


def test_a_step_held_to_be_in_order_stays_so_until_its_facts_or_law_change() -> None:
    identity = step_fingerprint(STEP)
    assert list(carried_step(STEP).kept) == [identity]
    other = carried_step(replace(STEP, message="公告只有12日"))
    assert [(one.identity, one.causes) for one in other.reopened] == [(identity, ("facts",))]
    basis = LegalBasis("某法", "第一条", "in_force", "甲条文字。", verified=True)
    lawful = carried_step(replace(STEP, basis=(basis,)), library="l2")
    assert [one.causes for one in lawful.reopened] == [("law",)]
    assert list(carried_step(replace(STEP, status="satisfied")).closed) == [identity]


def test_a_place_left_undecided_carries_its_decision_until_it_becomes_a_finding() -> None:
    document = draft(ALL)
    finding = finding_at(document, FINE)
    entry = Undecided("content:x", finding.category, "未能判断", finding.span, finding.quote)
    old = replace(review_of(document), undecided=(entry,))
    (identity,) = undecided_identities(old)
    decisions = {identity: Decided("reject")}
    assert list(carry_over(decisions, compare(old, old)).kept) == [identity]
    found = carry_over(decisions, compare(old, review_of(document, finding)))
    assert list(found.unsettled) == [identity]


def test_a_withdrawn_decision_is_none() -> None:
    assert carried(review(ALL), review(ALL), "withdraw") == CarryOver()
