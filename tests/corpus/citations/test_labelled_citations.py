"""The labelled cases: found exactly, and judged as labelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED, needs_shared

from corpus.citations import CitationForm, Verdict, find_citations
from corpus.citations.cases import Case, load_cases
from corpus.citations.evaluate import CitationScores, evaluate
from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.library import Library

CASES = ROOT / "tests/data/citations"
PROBES = {
    "repealed_law",
    "invented_article",
    "shared_unit",
    "range",
    "sub_article",
    "bracketed_version",
    "no_title_marks",
    "abbreviation",
    "own_document",
    "preceding_paragraph",
    "document_number",
    "judicial_interpretation",
    "absent_regulation",
    "misquoted_item",
}


@pytest.fixture(scope="module")
def scores(library: Library) -> CitationScores:
    return evaluate(CASES, library, load_knowledge(), data_dir=SHARED)


@pytest.mark.parametrize("part", ["written", "probes"])
def test_every_case_of_our_own_is_found_and_judged_right(scores: CitationScores, part: str) -> None:
    assert [failure for failure in scores.failures if failure.part == part] == []
    assert scores.by_part[part].extraction.total >= 80


@needs_shared
@pytest.mark.parametrize("part", ["real-development", "real-held-out"])
def test_real_documents_reach_their_goals(scores: CitationScores, part: str) -> None:
    real = scores.by_part[part]
    assert real.cases >= 20
    assert real.extraction.total >= 100
    assert real.extraction.rate >= 0.98
    assert real.verdicts.rate >= 0.98
    assert real.extra == 0


def test_the_cases_cover_every_form_and_every_verdict() -> None:
    expected = [label for case in load_cases(CASES) for label in case.expect]
    assert {label.form for label in expected} == set(CitationForm)
    assert {label.verdict for label in expected} == set(Verdict)


def test_every_hard_probe_has_at_least_three_variants() -> None:
    variants: dict[str, list[Case]] = {}
    for case in load_cases(CASES):
        if case.probe:
            variants.setdefault(case.probe, []).append(case)
    assert set(variants) == PROBES
    assert min(map(len, variants.values())) >= 3


def test_a_case_with_an_unknown_key_names_file_and_case(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("- {text: 无, expect: [], verdikt: x}", "utf-8")
    with pytest.raises(KnowledgeError, match=r"bad\.yaml 第1例.*verdikt"):
        load_cases(tmp_path)


def test_a_name_inside_a_longer_word_is_no_citation(library: Library) -> None:
    names = frozenset({"价格法", "合同法"})
    assert find_citations("价格法律制度和劳动合同法律关系应当完善。", names) == ()
