"""Until when a document applies, and what must be done before."""

from __future__ import annotations

from datetime import date

import pytest
from support import context_of, submission_of

from corpus.library import Library
from models.filing.plan import plan_filing
from models.filing.types import Filing


def plan(
    library: Library,
    clause: str,
    title: str = "云溪县停车办法",
    kind: str = "norm_doc",
    *,
    published: date | None = None,
    as_of: date = date(2026, 11, 26),
) -> Filing:
    text = f"{title}\n第一条　为了规范停车，制定本办法。\n第二条　{clause}\n"
    found = plan_filing(submission_of(text, kind), context_of(library, as_of), published=published)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("clause", "months", "expires"),
    [
        ("本办法自2026年10月1日起施行，有效期5年。", 60, date(2031, 9, 30)),
        ("本办法自2026年10月1日起施行，有效期至2028年9月30日。", 24, date(2028, 9, 30)),
        ("本办法自公布之日起三十日后施行，有效期三年。", 36, date(2029, 10, 14)),
        ("本办法自公布之日起施行，有效期五年。", 60, date(2031, 9, 14)),
    ],
)
def test_the_last_day_follows_from_the_text(
    library: Library, clause: str, months: int, expires: date
) -> None:
    validity = plan(library, clause, published=date(2026, 9, 15)).validity
    assert validity is not None
    assert (validity.source, validity.months, validity.expires) == ("text", months, expires)
    assert not validity.expired
    assert "有效期" in validity.clause


def test_a_period_from_the_publication_has_no_last_day_before_it(library: Library) -> None:
    validity = plan(library, "本办法自公布之日起施行，有效期五年。").validity
    assert validity is not None
    assert (validity.months, validity.expires) == (60, None)
    assert "施行日期确定后" in validity.message


def test_an_expired_document_is_said_to_be_no_ground_any_more(library: Library) -> None:
    clause = "本办法自2020年1月1日起施行，有效期五年。"
    validity = plan(library, clause, published=date(2019, 12, 1)).validity
    assert validity is not None
    assert validity.expired
    assert "2024年12月31日届满" in validity.message


def test_without_a_clause_the_local_figure_is_shown_as_unchecked(library: Library) -> None:
    validity = plan(library, "本办法自2010年10月1日起施行。", published=date(2010, 9, 1)).validity
    assert validity is not None
    assert (validity.source, validity.limit_years) == ("local", 5)
    assert validity.expired is None  # presumed only
    assert "待核" in validity.message


def test_a_trial_document_of_five_years_is_too_long(library: Library) -> None:
    clause = "本办法自2026年10月1日起施行，有效期五年。"
    trial = plan(library, clause, "云溪县停车暂行办法").validity
    usual = plan(library, clause).validity
    assert trial is not None
    assert usual is not None
    assert (trial.trial, trial.limit_years, trial.over_limit) == (True, 2, True)
    assert not usual.over_limit


def test_rules_need_no_period_of_validity(library: Library) -> None:
    filing = plan(library, "本办法自2026年10月1日起施行。", "武汉市停车办法", "gov_rule")
    assert filing.validity is None
    assert [one.name for one in filing.follow_ups] == ["立法后评估", "清理"]


def test_the_evaluation_is_due_before_the_expiry(library: Library) -> None:
    clause = "本办法自2022年1月1日起施行，有效期五年。"
    evaluation = plan(library, clause, published=date(2021, 12, 1)).follow_ups[0]
    assert evaluation.due == date(2026, 6, 30)
    assert evaluation.passed
    assert not evaluation.sure


def test_the_cleanup_is_called_for_by_events_and_rests_on_law_in_force(library: Library) -> None:
    cleanup = plan(library, "本办法自2026年10月1日起施行。").follow_ups[-1]
    assert (cleanup.name, cleanup.due) == ("清理", None)
    assert any(basis.verified for basis in cleanup.basis)
