"""A lawful clause against what retrieval finds is learnt as no conflict; an unlawful one is not used."""

from __future__ import annotations

from models.submission import IssuerLevel, Kind
from models.training.clauses import Clause
from models.training.found_provisions import found_examples


def clause(id: str, label: str, category: str = "", pair: str = "", manner: str = "") -> Clause:
    bases = (("中华人民共和国行政处罚法", "64"),) if label == "unlawful" else ()
    return Clause(
        id=id, author="T", pair=pair, topic="某领域", kind=Kind.NORM_DOC,
        level=IssuerLevel.COUNTY, title="某办法", text=f"条款{id}", label=label,
        categories=(category,) if category else (), acts=(), span=None, bases=bases,
        contrast="limit", manner=manner, reason="",
    )  # fmt: skip


CLAUSES = [
    clause("1", "unlawful", "contradicts_upper_law", "p"),
    clause("2", "lawful", "contradicts_upper_law", "p", "restates"),
    clause("3", "unlawful", "sets_fee", "q"),
    clause("4", "lawful", "sets_fee", "q", "refers"),
    clause("5", "lawful", "sets_fee", "r", "power"),
    clause("6", "background"),
]


def test_lawful_clauses_are_held_against_the_first_finds() -> None:
    made = list(found_examples(CLAUSES, lambda text: ["甲", "乙", "丙"], 10))
    assert {e.text for e in made} == {"条款2", "条款4", "条款6"}
    assert {e.provision for e in made} == {"甲", "乙"}
    assert {e.conflict for e in made} == {"no"}


def test_what_superior_law_decides_is_always_taken_and_of_the_rest_only_some() -> None:
    made = list(found_examples(CLAUSES, lambda text: ["甲"], 0))
    assert [e.text for e in made] == ["条款2"]
