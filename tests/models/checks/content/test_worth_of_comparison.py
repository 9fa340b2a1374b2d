"""What no provision could bring above the bounds is neither searched for nor compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from support import ROOT, submission_of

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from corpus.span import Span
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.judging import blank_reading
from models.checks.content.steps import Steps
from models.checks.content.suspicion import Candidate, Suspicion
from models.checks.content.units import Unit
from models.checks.content.worth import is_worth_comparing
from models.finding import LegalBasis, Outcome
from models.neural.clauses.judge import Judge, Thresholds
from models.neural.clauses.labels import CONFLICTS
from models.neural.clauses.reader import ClauseReader, Comparison
from models.submission import Kind
from models.training.clauses import read_clauses

SAMPLE = ROOT / "service" / "samples" / "sample_norm_doc.txt"
CLAUSE = "街道办事处组织居民清扫小巷。"

TYPES = dict.fromkeys(CONFLICTS, 1.0 / len(CONFLICTS))


class Counting(ClauseReader):
    """The shipped model, which counts what it compares, and says the same of a pair in any company.

    The network's own numbers depend a little on what else it is asked in one call.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
        self.pairs += pairs
        return [Comparison(TYPES, None) for _ in pairs]


def review(library: Library, text: str, *, thorough: bool) -> tuple[Outcome, Counting]:
    day, reader = date(2026, 11, 26), Counting()
    context = Context(day, library.at(day), load_knowledge(), HybridRetriever(library), reader)
    return ContentCheck(Steps(thorough=thorough)).run(submission_of(text), context), reader


def test_less_is_compared_and_the_same_is_said(library: Library) -> None:
    lawful = [c.text for c in read_clauses() if c.author == "J1" and c.label == "lawful"][:60]
    text = "\n".join([SAMPLE.read_text("utf-8"), *lawful])
    all_told, thorough = review(library, text, thorough=True)
    told, reader = review(library, text, thorough=False)
    assert told.findings == all_told.findings
    assert told.undecided == all_told.undecided
    assert told.findings
    assert 0 < len(reader.pairs) < len(thorough.pairs)


@pytest.mark.parametrize(("cited", "worth"), [(True, True), (False, False)])
def test_what_a_clause_cites_is_compared_however_lawful_it_looks(cited: bool, worth: bool) -> None:
    judge = Judge({"act": {"bias": -9.0, "against": 1.0}}, {"": Thresholds(0.5, 0.2)})
    span, fee = Span(0, len(CLAUSE)), load_knowledge().categories["sets_fee"]
    suspect = Suspicion(Unit(span), CLAUSE, blank_reading(), fee, span, ())
    suspect.candidates = [Candidate(LegalBasis("某法", "第一条", "in_force", CLAUSE, True), cited)]
    assert is_worth_comparing(suspect, Kind.NORM_DOC, judge, 40) is worth


@pytest.mark.parametrize(("weight", "most"), [(1.0, 0.73), (-1.0, 0.5)])
def test_the_most_counts_what_is_not_known_only_where_it_speaks_against_the_clause(
    weight: float, most: float
) -> None:
    judge = Judge({"law": {"bias": 0.0, "against": weight}}, {})
    assert judge.most("law", {"against": 0.0}, {"against": 1.0}) == pytest.approx(most, abs=0.01)
