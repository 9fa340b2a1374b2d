"""With decisions only what was adopted is in the opinion, and the conclusion stays honest."""

from __future__ import annotations

import io

import docx
from made_up_reviews import BASIS, finding, made_up

from corpus.span import Span
from models.finding import Severity, StepResult, Undecided
from models.review import Review
from models.versions import identities, step_fingerprint, undecided_identities
from service.reports.opinion import Decision, Decisions, render_opinion, settle

FEE = finding(message="收费无依据。")
OUTSIDERS = finding("外地摊贩", Severity.CRITICAL, message="限制外地。")
HINT = finding("集市", Severity.NOTICE, message="用语。")
STEP = StepResult("PR-1", "公示", "missing", "没有公示。", (), (BASIS,), Severity.MAJOR, "补办。")
TWIN = finding(check_id="PR-1", category="PR-1", span=None, quote="", suggestion="补办。")
OPEN = Undecided("content", "sets_fee", "须判断。", Span(0, 3), "石城市")


def ids(review: Review) -> list[str]:
    return list(identities(review))


def text(review: Review, decisions: Decisions) -> str:
    word = docx.Document(io.BytesIO(render_opinion(review, decisions=decisions)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_only_adopted_findings_appear() -> None:
    review = made_up(findings=(FEE, OUTSIDERS))
    fee, outsiders = ids(review)
    found = text(review, {fee: Decision("adopt"), outsiders: Decision("reject", "不涉及")})
    assert "收费无依据。" in found
    assert "限制外地。" not in found


def test_a_modified_finding_appears_with_the_wording_chosen() -> None:
    review = made_up(findings=(FEE,))
    found = text(review, {ids(review)[0]: Decision("modify", wording="改为自愿缴纳。")})
    assert "建议：改为自愿缴纳。" in found
    assert "删去。" not in found


def test_findings_that_nobody_decided_are_counted_and_still_weigh() -> None:
    review = made_up(findings=(FEE, OUTSIDERS))
    found = text(review, {ids(review)[0]: Decision("reject", "有依据")})
    assert "限制外地。" not in found
    assert "另有1项审查发现（严重1项）审查人员尚未处理" in found
    assert "本意见第五部分所列问题" in found
    assert "审查结论：修改后合法。" in found


def test_an_undecided_hint_alone_keeps_the_opinion_from_calling_the_draft_lawful() -> None:
    settled = settle(made_up(findings=(HINT,)), {})
    assert settled.conclusion == "需人工核对"


def test_a_draft_whose_problems_were_all_rejected_is_lawful_unless_something_is_open() -> None:
    flagged = made_up(findings=(FEE,))
    assert settle(flagged, {ids(flagged)[0]: Decision("reject", "有依据")}).conclusion == "合法"
    doubtful = made_up(findings=(FEE,), undecided=(OPEN,))
    rejected = {ids(doubtful)[0]: Decision("reject", "有依据")}
    assert settle(doubtful, rejected).conclusion == "需人工核对"
    cleared = {**rejected, undecided_identities(doubtful)[0]: Decision("reject", "无此情形")}
    assert settle(doubtful, cleared).conclusion == "合法"


def test_a_place_left_undecided_that_a_reviewer_confirms_is_a_problem() -> None:
    review = made_up(undecided=(OPEN,))
    said = Decision("adopt", reason="确属无依据收费。", wording="删去收费。")
    decisions = {undecided_identities(review)[0]: said}
    found = text(review, decisions)
    assert "问题：确属无依据收费。" in found
    assert "建议：删去收费。" in found
    assert settle(review, decisions).conclusion == "修改后合法"


def test_a_step_rejected_is_shown_with_the_reason_and_is_no_problem() -> None:
    review = made_up(steps=(STEP,), findings=(TWIN,))
    for key in (step_fingerprint(STEP), ids(review)[0]):
        found = text(review, {key: Decision("reject", "本件依法不公示")})
        assert "审查人员核定" in found
        assert "本件依法不公示。" in found
        assert "（一）公示" not in found
        assert "审查结论：合法。" in found


def test_a_step_adopted_is_a_problem_by_either_of_its_numbers() -> None:
    review = made_up(steps=(STEP,), findings=(TWIN,))
    for key in (step_fingerprint(STEP), ids(review)[0]):
        found = text(review, {key: Decision("modify", wording="公示七日。")})
        assert "（一）公示（重要，缺失）" in found
        assert "建议：公示七日。" in found


def test_without_decisions_the_opinion_says_that_it_is_for_reviewers_to_check() -> None:
    review = made_up(findings=(FEE,))
    word = docx.Document(io.BytesIO(render_opinion(review)))
    assert any("供审查人员复核修改" in paragraph.text for paragraph in word.paragraphs)
    assert "已经审查人员逐项处理" in text(review, {ids(review)[0]: Decision("adopt")})


def test_a_failed_check_is_not_decided_away() -> None:
    from made_up_reviews import full

    review = full()
    every = {key: Decision("reject", "不采纳") for key in ids(review)}
    assert settle(review, every).conclusion == "未能完成审查"
