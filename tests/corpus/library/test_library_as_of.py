"""The real library, asked for the law of a date."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.instrument import ArticleNumber, Level, Validity
from corpus.library import Library, doubts

TODAY = date(2026, 11, 24)
CODE = "中华人民共和国生态环境法典"


def test_the_civil_code_begins_on_2021_01_01_and_the_contract_law_ends(library: Library):
    before, after = library.at(date(2020, 12, 31)), library.at(date(2021, 1, 1))
    assert before.expression("民法典") is None
    assert after.expression("民法典") is not None
    old = before.instrument("合同法")
    assert old is not None
    assert old.expressions[-1].validity(date(2020, 12, 31)) is Validity.IN_FORCE
    assert old.expressions[-1].validity(date(2021, 1, 1)) is Validity.REPEALED
    assert old.expressions[-1].successors == ("中华人民共和国民法典",)


def test_a_repealed_law_known_by_name_only_has_no_text_and_says_so(library: Library):
    view = library.at(date(2020, 1, 1))
    expression = view.expression("中华人民共和国合同法")
    assert expression is not None
    assert not view.has_text(expression)
    assert view.lacks_text("合同法")
    assert view.article(expression, ArticleNumber(1)) is None
    assert not library.at(TODAY).lacks_text("合同法")


def test_the_ecological_code_replaces_the_environmental_law_on_2026_08_15(library: Library):
    eve, day = library.at(date(2026, 8, 14)), library.at(date(2026, 8, 15))
    assert eve.expression(CODE) is None
    assert eve.expression("环境保护法") is not None
    assert day.expression(CODE) is not None
    assert day.expression("环境保护法") is None
    work = day.instrument("环境保护法")
    assert work is not None
    assert work.expressions[-1].successors == (CODE,)


@pytest.mark.parametrize("law", ["商标法", "农业法"])
def test_a_revision_of_2027_is_not_served_today(library: Library, law: str):
    today, later = library.at(TODAY).expression(law), library.at(date(2027, 1, 1)).expression(law)
    assert today is not None
    assert later is not None
    assert today.version_on is not None
    assert today.version_on.year < 2026
    assert later.version_on is not None
    assert later.version_on.year == 2026


@pytest.mark.parametrize("law", ["医疗保障法", "耕地保护和质量提升法"])
def test_a_new_law_of_2027_is_known_and_not_yet_in_force(library: Library, law: str):
    view = library.at(TODAY)
    work = view.instrument(law)
    assert work is not None
    assert view.expression(law) is None
    assert work.expressions[0].validity(TODAY) is Validity.NOT_YET
    assert not view.lacks_text(law)


def test_the_arbitration_law_moves_its_article_16_to_27(library: Library):
    old, new = library.at(date(2025, 6, 1)), library.at(TODAY)
    before, after = old.expression("仲裁法"), new.expression("仲裁法")
    assert before is not None
    assert after is not None
    old_text, new_text = (
        old.article(before, ArticleNumber(16)),
        new.article(after, ArticleNumber(27)),
    )
    assert old_text is not None
    assert new_text is not None
    assert "仲裁协议" in old_text.text
    assert "仲裁协议" in new_text.text
    assert before.id != after.id


def test_article_16_of_the_penalties_law_speaks_of_normative_documents(library: Library):
    view = library.at(TODAY)
    expression = view.expression("《行政处罚法》")
    assert expression is not None
    assert expression.effective_from == date(2021, 7, 15)
    article = view.article(expression, ArticleNumber(16))
    assert article is not None
    assert "规范性文件" in article.text


def test_no_newer_text_is_served_for_an_earlier_date(library: Library):
    view = library.at(date(2020, 6, 1))
    assert view.expression("行政处罚法") is None
    assert view.lacks_text("行政处罚法")


def test_a_decision_may_set_a_later_day_than_the_text_says(library: Library):
    expression = library.at(TODAY).expression("村民委员会组织法")
    assert expression is not None
    assert expression.effective_from == date(2026, 1, 1)


def test_a_law_marked_repealed_without_ground_stays_in_force_with_a_doubt(library: Library):
    expression = library.at(TODAY).expression("农村土地承包法")
    assert expression is not None
    assert not expression.repealed
    assert any("废止依据" in doubt for doubt in expression.doubts)


def test_a_commencement_from_memory_is_shown_as_unverified(library: Library):
    expression = library.at(TODAY).expression("专利法")
    assert expression is not None
    assert expression.effective_from == date(2021, 6, 1)
    assert any("待核" in doubt for doubt in expression.doubts)


@pytest.mark.parametrize(
    "spelling",
    [
        "民法典",
        "《民法典》",
        "中华人民共和国民法典",
        "《中华人民共和国民法典》",
        "中华人民共和国 民法典",
        "民法典（2020年公布）",
    ],
)
def test_a_law_is_found_by_any_spelling(library: Library, spelling: str):
    work = library.at(TODAY).instrument(spelling)
    assert work is not None
    assert work.name == "中华人民共和国民法典"


def test_an_alias_of_the_knowledge_leads_to_the_law(library: Library):
    work = library.at(TODAY).instrument("监督法")
    assert work is not None
    assert work.name.endswith("各级人民代表大会常务委员会监督法")


def test_an_unknown_law_is_unknown(library: Library):
    view = library.at(TODAY)
    assert view.instrument("月球采矿法") is None
    assert not view.lacks_text("月球采矿法")
    assert view.by_document_number("国办发〔1900〕1号") is None


def test_the_quoted_article_carries_no_glued_heading(library: Library):
    view = library.at(TODAY)
    expression = view.expression("民法典")
    assert expression is not None
    last = view.article(expression, ArticleNumber(204))
    first = view.article(expression, ArticleNumber(205))
    assert last is not None
    assert first is not None
    assert "编" not in last.text
    assert first.heading.startswith("第二编 物权")


def test_annexes_stand_apart_from_the_last_article(library: Library):
    view = library.at(TODAY)
    expression = view.expression("国旗法")
    assert expression is not None
    numbers = [a.number for a in view.articles(expression)]
    assert ArticleNumber(0, 1) in numbers
    assert [n for n in numbers if n.main] == sorted(n for n in numbers if n.main)


def test_superior_law_ranks_above_and_is_in_force(library: Library):
    found = list(library.at(TODAY).superior_to(Level.ADMIN_REG))
    assert {e.level for e in found} == {Level.CONSTITUTION, Level.LAW}
    assert all(e.validity(TODAY) is Validity.IN_FORCE for e in found)
    assert not any(e.name == "中华人民共和国环境保护法" for e in found)


def test_names_hold_full_and_short_forms(library: Library):
    names = library.at(TODAY).names()
    assert {"中华人民共和国民法典", "民法典", "合同法"} <= names
    assert not any(name.startswith("《") for name in names)


def test_counts_and_cutoff_describe_the_package(library: Library):
    counts = library.counts()
    assert counts.articles > 26_000
    assert counts.by_level[Level.CONSTITUTION] == 6
    assert sum(counts.by_level.values()) == counts.instruments
    assert library.cutoff is not None
    assert library.cutoff >= date(2026, 8, 28)


def test_doubts_name_the_law_with_its_version(library: Library):
    listed = doubts(library)
    assert any(law.startswith("中华人民共和国农村土地承包法（2018") for law, _ in listed)
    assert all(sentence for _, sentence in listed)
