"""From and to when a text applies, from evidence written here."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.instrument import Article, ArticleNumber
from corpus.knowledge.types import Repeal
from corpus.sources.dates import commencement
from corpus.sources.dating import NO_REPEAL_GROUND, WINDOW, Dated, date_work
from corpus.sources.evidence import Claim, Ending, Evidence, WorkEvidence
from corpus.sources.first_day import ADOPTION, NO_CLAUSE, REMEMBERED

V1, V2 = date(2010, 5, 1), date(2020, 5, 1)


def evidence(number: int, version: date | None, **known: object) -> Evidence:
    facts: dict = {
        "clause_on": None,
        "on_publication": False,
        "stated_effective": None,
        "amended_on": (),
        "stated_repealed": False,
    }
    return Evidence(id=number, version_on=version, **(facts | known))


def sentences(dated: Dated) -> list[str]:
    return [message for _, message in dated.doubts]


def repeal(ceases_on: date | None, note: str = "", action: str = "repealed") -> Repeal:
    return Repeal(
        "RP-X", "某法", "law", action, ("新法",), ceases_on, note, "error", (), "laws.db", ""
    )


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("本办法自2024年3月1日起施行。", (date(2024, 3, 1), False)),
        ("本条例自二〇二四年十月一日起施行，原办法同时废止。", (date(2024, 10, 1), False)),
        ("本规定自公布之日起施行。", (None, True)),
        ("本细则由某局负责解释。", (None, False)),
        ("《某某规定》自2001年1月1日起施行的部分不再适用。", (None, False)),
    ],
)
def test_the_commencement_clause_is_read(last: str, expected: tuple[date | None, bool]):
    articles = [
        Article(ArticleNumber(1), "为了试验，制定本办法。"),
        Article(ArticleNumber(2), last),
    ]
    found = commencement(articles)
    assert (found.day, found.on_publication) == expected
    assert (found.sentence in last) is True


def test_the_texts_own_date_wins():
    text = evidence(1, V2, clause_on=date(2020, 9, 1), stated_effective=date(2020, 6, 1))
    (dated,) = date_work(WorkEvidence((text,)))
    assert dated.effective_from == date(2020, 9, 1)
    assert "2020-06-01" in sentences(dated)[0]


def test_an_original_date_in_an_amended_text_is_not_its_first_day():
    text = evidence(1, V2, clause_on=date(2001, 1, 1))
    (dated,) = date_work(WorkEvidence((text,)))
    assert (dated.effective_from, sentences(dated)) == (V2, [ADOPTION])


def test_the_amending_decision_goes_before_our_memory():
    text = evidence(1, V2, on_publication=True)
    decided = WorkEvidence((text,), decisions={V2: date(2020, 8, 1)}, remembered={V2: V2})
    assert date_work(decided)[0].effective_from == date(2020, 8, 1)
    remembered = WorkEvidence((text,), remembered={V2: date(2020, 7, 1)})
    (dated,) = date_work(remembered)
    assert (dated.effective_from, sentences(dated)) == (date(2020, 7, 1), [REMEMBERED])


def test_a_text_ends_where_the_next_begins():
    older = evidence(1, V1, clause_on=date(2010, 9, 1))
    newer = evidence(2, V2, clause_on=date(2020, 9, 1))
    first, second = date_work(WorkEvidence((newer, older)))
    assert (first.id, first.effective_to, first.repealed) == (1, date(2020, 9, 1), False)
    assert (second.id, second.effective_to) == (2, None)


def test_a_text_ends_at_an_amendment_whose_text_is_missing():
    older = evidence(1, V1, clause_on=date(2010, 9, 1))
    newer = evidence(2, V2, amended_on=(date(2015, 3, 1), V2))
    first, _ = date_work(WorkEvidence((older, newer)))
    assert first.effective_to == date(2015, 3, 1)
    assert "不在库" in sentences(first)[0]


def test_a_repeal_ends_the_newest_text_and_names_successors():
    texts = (evidence(1, V1, clause_on=V1), evidence(2, V2, clause_on=V2))
    first, last = date_work(WorkEvidence(texts, repeal=repeal(date(2026, 8, 15))))
    assert (last.effective_to, last.repealed, last.successors) == (
        date(2026, 8, 15),
        True,
        ("新法",),
    )
    assert not first.repealed


def test_a_repeal_known_to_the_month_counts_from_its_first_day_with_a_doubt():
    work = WorkEvidence((evidence(1, V1, clause_on=V1),), repeal=repeal(None, "2021-09"))
    (dated,) = date_work(work)
    assert dated.effective_to == date(2021, 9, 1)
    assert "2021-09" in sentences(dated)[-1]


def test_a_stored_status_alone_repeals_nothing():
    text = evidence(1, V1, clause_on=V1, stated_repealed=True)
    (dated,) = date_work(WorkEvidence((text,)))
    assert (dated.repealed, dated.effective_to) == (False, None)
    assert NO_REPEAL_GROUND in sentences(dated)


def test_a_revision_whose_text_is_missing_ends_the_old_text():
    work = WorkEvidence(
        (evidence(1, V1, clause_on=V1),), revisions=(repeal(date(2025, 5, 10), "", "revised"),)
    )
    (dated,) = date_work(work)
    assert (dated.effective_to, dated.repealed) == (date(2025, 5, 10), False)


def test_a_text_repealed_by_another_laws_clause_ends_on_its_first_day():
    ending = Ending(date(2024, 11, 1), "新条例", "《某法》同时废止")
    (dated,) = date_work(WorkEvidence((evidence(1, V1, clause_on=V1),), ended=ending))
    assert (dated.effective_to, dated.repealed) == (ending.day, True)
    assert dated.successors == ("新条例",)
    assert ("effective_to", ending.day, "废止条款", "《新条例》：《某法》同时废止") in dated.grounds


def test_a_whole_revision_that_begins_on_publication_leaves_no_doubt():
    amended = evidence(1, V2, on_publication=True, amended_on=(V2,))
    revised = evidence(1, V2, on_publication=True, amended_on=(V2,), revised=True)
    (changed,), (whole,) = date_work(WorkEvidence((amended,))), date_work(WorkEvidence((revised,)))
    assert sentences(changed) == [ADOPTION]
    assert (whole.effective_from, sentences(whole)) == (V2, [])


def test_an_original_text_without_a_clause_says_that_it_has_none():
    (dated,) = date_work(WorkEvidence((evidence(1, V1),)))
    assert (dated.effective_from, sentences(dated)) == (V1, [NO_CLAUSE])


def test_a_doubt_about_the_first_day_ends_when_the_text_surely_applies():
    (dated,) = date_work(WorkEvidence((evidence(1, V2, amended_on=(V2,)),)))
    assert dated.uncertain_until == V2 + WINDOW
    (sure,) = date_work(WorkEvidence((evidence(1, V2, clause_on=V2),)))
    assert sure.uncertain_until is None


def test_two_sources_with_two_first_days_are_listed_as_a_contradiction():
    claims = (Claim("甲源所载施行日", date(2020, 10, 1)),)
    text = evidence(1, V2, clause_on=date(2020, 9, 1), claims=claims)
    (dated,) = date_work(WorkEvidence((text,)))
    assert dated.effective_from == date(2020, 9, 1)
    assert [kind.label for kind, _ in dated.doubts] == ["施行日矛盾"]
    assert "2020-10-01" in sentences(dated)[0]


def test_a_stated_date_decades_later_is_that_of_an_amendment():
    text = evidence(1, date(1990, 4, 4), stated_effective=date(2021, 3, 31))
    (dated,) = date_work(WorkEvidence((text,), remembered={date(1990, 4, 4): date(1997, 7, 1)}))
    assert dated.effective_from == date(1997, 7, 1)
    assert any("2021-03-31" in words for words in sentences(dated))


def test_a_period_of_validity_ends_every_text_of_a_work():
    lapsed = {"valid_until": date(2014, 12, 31), "valid_clause": "有效期至2014年底"}
    older = evidence(1, V1, clause_on=V1, **lapsed)
    first, second = date_work(WorkEvidence((older, evidence(2, V2, clause_on=V2))))
    assert (first.effective_to, first.repealed) == (date(2015, 1, 1), True)
    assert (second.effective_to, second.repealed) == (None, False)


def test_a_document_that_lapsed_before_its_repeal_ended_when_it_lapsed():
    text = evidence(
        1, V1, clause_on=V1, valid_until=date(2014, 12, 31), valid_clause="有效期至2014年底"
    )
    (dated,) = date_work(WorkEvidence((text,), repeal=repeal(date(2026, 8, 15))))
    assert (dated.effective_to, dated.successors) == (date(2015, 1, 1), ("新法",))
    assert [g[2] for g in dated.grounds if g[0] == "effective_to"] == ["有效期届满"]
    ending = Ending(date(2012, 1, 1), "新条例", "《某法》同时废止")
    (sooner,) = date_work(WorkEvidence((text,), ended=ending))
    assert sooner.effective_to == ending.day


def test_a_period_that_ends_before_the_text_begins_is_a_doubt():
    text = evidence(1, V2, clause_on=V2, valid_until=V1, valid_clause="有效期至2010年5月1日")
    (dated,) = date_work(WorkEvidence((text,)))
    assert (dated.effective_to, dated.repealed) == (None, False)
    assert "早于本文本施行日" in sentences(dated)[0]


def test_an_expired_period_of_validity_ends_a_document_and_a_presumed_one_only_warns():
    until = date(2015, 12, 31)
    said = evidence(1, V1, clause_on=V1, valid_until=until, valid_clause="有效期至2015年底")
    presumed = evidence(1, V1, clause_on=V1, valid_until=until)
    (ended,), (open_,) = date_work(WorkEvidence((said,))), date_work(WorkEvidence((presumed,)))
    assert (ended.effective_to, ended.repealed) == (date(2016, 1, 1), True)
    assert open_.effective_to is None
    assert [kind.label for kind, _ in open_.doubts] == ["有效期系推定"]
