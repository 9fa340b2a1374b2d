"""The listing of a document's citations: purposes, validity of the basis, faults."""

from __future__ import annotations

from datetime import date

from corpus.citations import Verdict
from corpus.citations.listing import BasisValidity, Listed, Purpose, list_citations
from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from corpus.library import Library

DAY = date(2026, 11, 24)


def listed(library: Library, *lines: str, day: date = DAY) -> dict[str, Listed]:
    document = read_document("\n".join(lines).encode(), "某县停车管理办法.txt")
    found = list_citations(document, library.at(day), load_knowledge())
    return {one.citation.span.of(document.text): one for one in found}


def test_an_invented_article_of_a_law_in_force_is_faulty(library: Library) -> None:
    one = listed(library, "某县停车管理办法", "第一条 依照《行政处罚法》第九百条处理。")[
        "《行政处罚法》第九百条"
    ]
    assert one.resolution.verdict is Verdict.NO_SUCH_PROVISION
    assert one.validity is BasisValidity.IN_FORCE
    assert one.faulty


def test_a_document_not_in_the_library_is_unknown_and_no_fault(library: Library) -> None:
    one = listed(library, "某县停车管理办法", "第一条 依照《某省停车条例》第五条收费。")[
        "《某省停车条例》第五条"
    ]
    assert (one.validity, one.faulty) == (BasisValidity.UNKNOWN, False)


def test_what_the_draft_repeals_is_no_fault(library: Library) -> None:
    found = listed(
        library,
        "某县停车管理办法",
        "第一条 依照《合同法》第五十二条认定无效。",
        "第二条 本办法自2027年1月1日起施行，《某县合同法》同时废止。",
    )
    assert found["《合同法》第五十二条"].faulty
    assert found["《合同法》第五十二条"].validity is BasisValidity.REPEALED
    assert found["《某县合同法》"].purpose is Purpose.REPEAL
    assert not found["《某县合同法》"].faulty


def test_history_is_told_from_reliance(library: Library) -> None:
    one = listed(library, "某县停车管理办法", "第一条 原《合同法》第五十二条已被取代。")[
        "《合同法》第五十二条"
    ]
    assert (one.purpose, one.faulty) == (Purpose.HISTORY, False)


def test_the_validity_follows_the_date(library: Library) -> None:
    words = ("某县停车管理办法", "第一条 依照《民法典》第五百六十三条解除。")
    name = "《民法典》第五百六十三条"
    assert listed(library, *words)[name].validity is BasisValidity.IN_FORCE
    before = listed(library, *words, day=date(2020, 12, 31))[name]
    assert before.validity is BasisValidity.NOT_YET


def test_a_dangling_inner_reference_is_faulty(library: Library) -> None:
    one = listed(library, "某县停车管理办法", "第一条 违反本办法第九条的，责令改正。")[
        "本办法第九条"
    ]
    assert (one.purpose, one.faulty) == (Purpose.INTERNAL, True)


def test_a_document_number_that_the_knowledge_knows_is_named(library: Library) -> None:
    one = listed(library, "某县停车管理办法", "第一条 根据国务院令第711号公开。")["国务院令第711号"]
    assert one.resolution.verdict is Verdict.NOT_IN_LIBRARY
    assert "《政府信息公开条例》" in one.resolution.note
