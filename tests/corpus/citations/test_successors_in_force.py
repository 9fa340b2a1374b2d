"""What is said to have taken a repealed law's place is itself in force on the date."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.citations import Verdict, find_citations, resolve
from corpus.knowledge import load_knowledge
from corpus.library import Library

NOISE = "《中华人民共和国环境噪声污染防治法》第十五条"


@pytest.mark.parametrize(
    ("day", "successor"),
    [
        (date(2026, 1, 1), "中华人民共和国噪声污染防治法"),
        (date(2026, 11, 27), "中华人民共和国生态环境法典"),
    ],
)
def test_a_law_replaced_twice_is_replaced_by_the_one_in_force(
    library: Library, day: date, successor: str
) -> None:
    knowledge, view = load_knowledge(), library.at(day)
    (citation,) = find_citations(f"依照{NOISE}处理。", view.names(), knowledge.aliases)
    result = resolve(citation, view, knowledge)
    assert result.verdict is Verdict.REPEALED
    assert result.successors == (successor,)
