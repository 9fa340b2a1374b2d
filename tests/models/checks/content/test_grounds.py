"""Beside the usual grounds a similar provision is shown only where it speaks of the same."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.grounds import grounds
from models.checks.content.judging import blank_reading
from models.checks.content.power import PowerAnswer
from models.checks.content.suspicion import Candidate, Suspicion
from models.checks.content.units import Unit
from models.finding import LegalBasis

CLAUSE = "摊主进场前应当向街道办事处缴纳卫生保证金二千元，违规一次扣五百元。"
LIKE = "街道办事处不得要求摊主进场前缴纳卫生保证金，已经扣款的应当退还。"
OTHER = "街道办事处组织居民清扫小巷，专业队伍负责广场和主要街道。"


@pytest.mark.parametrize(("law_text", "shown"), [(LIKE, True), (OTHER, False)])
def test_a_found_provision_is_a_ground_only_if_its_words_are_like_the_clause_s(
    library: Library, law_text: str, shown: bool
) -> None:
    day = date(2026, 11, 26)
    context = Context(day, library.at(day), load_knowledge(), None, None)
    unit = Unit(Span(0, len(CLAUSE)))
    fee = context.knowledge.categories["sets_fee"]
    suspect = Suspicion(unit, CLAUSE, blank_reading(), fee, unit.span, ())
    found = Candidate(LegalBasis("某市条例", "第九条", "in_force", law_text, True), False)
    told = grounds(suspect, PowerAnswer("may_not", None, ""), found, context)
    assert told[0].law == "中华人民共和国行政处罚法"
    assert any(basis.law == "某市条例" for basis in told) is shown
