"""The labelled cases: found exactly, and judged as labelled."""

from __future__ import annotations

from support import ROOT, SHARED

from corpus.citations import CitationForm, Verdict, find_citations
from corpus.citations.cases import load_cases
from corpus.citations.evaluate import evaluate
from corpus.knowledge import load_knowledge
from corpus.library import Library

CASES = ROOT / "tests/data/citations"


def test_extraction_and_verdicts_reach_their_goals(library: Library) -> None:
    scores = evaluate(CASES, library, load_knowledge(), data_dir=SHARED)
    assert scores.failures == ()
    assert scores.extraction.right >= 0.99 * scores.extraction.total
    assert scores.verdicts.right >= 0.98 * scores.verdicts.total
    assert scores.extraction.total >= 80


def test_the_cases_cover_every_form_and_every_verdict() -> None:
    expected = [label for case in load_cases(CASES) for label in case.expect]
    assert {label.form for label in expected} == set(CitationForm)
    assert {label.verdict for label in expected} == set(Verdict)


def test_a_name_inside_a_longer_word_is_no_citation(library: Library) -> None:
    names = frozenset({"价格法", "合同法"})
    assert find_citations("价格法律制度和劳动合同法律关系应当完善。", names) == ()
