"""What reports say is said once, in plain words, and names a place that can be found."""

from __future__ import annotations

from datetime import date

import pytest
from made_up_reviews import finding, made_up
from support import submission_of

from corpus.span import Span
from models.filing.types import Filing, FilingDuty, Issuer, Publication
from models.finding import Evidence, LegalBasis, Locator, StepResult
from models.submission import Kind
from service.reports import steps, wording
from service.reports.filing_text import filing_lines
from service.reports.passages import passage

LONG = (
    "设立分支机构按照有关规定办理。登记的期限由主管部门公布。"
    "外地经营者参加本地招标的，不得要求其先行设立机构。其他事项另行规定。"
)


def test_a_problem_does_not_repeat_the_words_quoted_beside_it() -> None:
    said = finding(message="“摊位每日收费十元”属于违法收费。", quote="摊位每日收费十元")
    assert wording.problem(said) == "该内容属于违法收费。"
    cut = finding(message="“摊位每日收费……”属于违法收费。", quote="摊位每日收费十元")
    assert wording.problem(cut) == "该内容属于违法收费。"
    long = finding(
        message="“外地摊贩每日另收二十元”强制收费，属于违法收费。", quote="外地摊贩每日另收二十元"
    )
    assert wording.problem(long) == "该内容强制收费，属于违法收费。"
    other = finding(message="“外地摊贩另收二十元”属于违法收费。", quote="摊位每日收费十元")
    assert wording.problem(other) == other.message


def test_days_in_a_problem_are_written_as_documents_write_them() -> None:
    assert wording.problem(finding(message="自2026-08-05起废止。")) == "自2026年8月5日起废止。"


def test_of_a_long_provision_the_sentence_on_the_subject_is_quoted_word_for_word() -> None:
    told = passage(LONG, "限制外地经营者参加招标", 30)
    assert told == "……外地经营者参加本地招标的，不得要求其先行设立机构。……"
    assert passage(LONG, "限制外地经营者参加招标", 200) == LONG


def test_a_sentence_too_long_is_cut_and_says_so() -> None:
    assert passage("经营者" * 40 + "。末句。", "经营者", 20) == "经营者" * 6 + "经……"


@pytest.mark.parametrize(
    ("law", "shown"),
    [
        ("某法", "《某法》第一条"),
        ("国办发〔2018〕37号", "国办发〔2018〕37号第一条"),
        ("某办法（省政府令第1号）", "《某办法》（省政府令第1号）第一条"),
        ("关于适用《某法》的解释", "《关于适用〈某法〉的解释》第一条"),
    ],
)
def test_every_report_names_a_law_alike(law: str, shown: str) -> None:
    assert wording.basis_title(LegalBasis(law, "第一条", "in_force", "", True)) == shown


def test_numbers_that_stand_twice_name_no_place_so_the_paragraph_is_named_by_its_words() -> None:
    text = (
        "采购合同\n价款\n（1）价款为固定价格，不作调整；\n（2）付款以验收为前提；\n"
        "交货\n（1）货到后三日内清点；\n（2）缺少的货物由卖方补足；\n"
    )
    document = submission_of(text, "contract", None).document
    start = document.text.index("缺少的货物")
    entry = finding(span=Span(start, start + 5), quote="缺少的货物", locator=Locator())
    assert wording.place(entry, document) == "“（2）缺少的货物由卖方补…”一段"


def test_a_place_carries_no_marks_of_the_numbering() -> None:
    entry = finding(locator=Locator("第二条", None, "4、", "x"))
    assert wording.place(entry, made_up().submission.document) == "第二条第4项"


def test_a_text_without_articles_is_not_said_to_have_none_counted() -> None:
    document = submission_of("采购合同\n价款另议。\n", "contract").document
    assert wording.length(document) == f"{len(document.text)} 字，没有分条"


def test_steps_that_follow_the_review_are_not_papers_to_hand_in() -> None:
    open_steps = tuple(
        StepResult(one, one, "undecided", "没有随附材料。")
        for one in ("PR-ND-06", "PR-ND-16", "PR-GR-17", "P05", "P24")
    )
    groups = {group.label: group for group in steps.groups(made_up(steps=open_steps))}
    assert [s.step_id for s in groups["待备材料"].steps] == ["PR-ND-06", "P05"]
    assert [s.step_id for s in groups["以后办理"].steps] == ["PR-ND-16", "PR-GR-17", "P24"]
    assert len({group.mark for group in groups.values()}) == 2


def test_what_the_text_itself_shows_is_not_said_to_be_proved_by_materials() -> None:
    own = made_up().submission.document.name
    by_text = StepResult("PR-ND-19", "有效期", "satisfied", "见。", (Evidence(own, "有效期"),))
    by_paper = StepResult("PR-ND-06", "征求意见", "satisfied", "见。", (Evidence("告.txt", "三"),))
    (alone,) = steps.groups(made_up(steps=(by_text,)))
    (both,) = steps.groups(made_up(steps=(by_text, by_paper)))
    assert "材料" not in alone.hint
    assert "文稿自身" in alone.hint
    assert "材料或者文稿自身" in both.hint


@pytest.mark.parametrize(
    ("as_of", "sure", "marked"),
    [
        (date(2026, 9, 1), True, True),
        (date(2026, 9, 1), False, False),
        (date(2028, 9, 1), True, False),
    ],
)
def test_overdue_is_marked_only_where_the_day_is_known_and_not_long_past(
    as_of: date, sure: bool, marked: bool
) -> None:
    duty = FilingDuty(
        entry_id="x",
        step_id="PR-ND-18",
        issuer="",
        filer="县人民政府",
        recipients=(),
        days=15,
        due=date(2026, 8, 16),
        passed=True,
        sure=True,
        contents=(),
        contents_sure=True,
        basis=(),
        message="公布后15日内报市人民政府备案。",
        note="",
    )
    published = Publication(date(2026, 8, 1), "公布", sure)
    issuer = Issuer("government", "某县人民政府", "某县", "", "落款")
    filing = Filing(Kind.NORM_DOC, None, as_of, issuer, published, (duty,), None, (), "")
    assert filing_lines(filing)[0].startswith("【已过期】") is marked
