"""The contract corpora: known ids, words that stand in their texts, whole contracts that can be scored."""

from __future__ import annotations

import pytest

from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from models.training.contracts.data import read_clauses, read_terms
from models.training.contracts.score import _place
from models.training.contracts.whole import WholeContract, read_whole

KNOWLEDGE = load_knowledge()
HALVES = [*read_whole("dev"), *read_whole("held")]


def test_every_example_names_known_entries_and_quotes_itself() -> None:
    examples = read_terms()
    assert len(examples) > 5_000
    assert len({e.author for e in examples}) == 5
    known = set(KNOWLEDGE.contract_terms)
    for example in examples:
        assert {*example.terms, *example.resembles} <= known, example.text
        assert example.words in example.text
        assert bool(example.words) == bool(example.terms)
        assert not (set(example.terms) & set(example.resembles)), example.text


def test_every_clause_of_the_knowledge_has_texts_that_settle_it_and_empty_mentions() -> None:
    examples = read_clauses()
    for clause in KNOWLEDGE.contract_clauses:
        assert sum(clause.id in e.settles for e in examples) >= 9, clause.id
        assert sum(clause.id in e.mentions for e in examples) >= 4, clause.id


def test_no_text_stands_twice() -> None:
    texts = [e.text for e in read_terms()]
    assert len(texts) - len(set(texts)) <= len(texts) * 0.002


def test_the_whole_contracts_are_two_halves_of_enough_kinds() -> None:
    dev, held = read_whole("dev"), read_whole("held")
    assert len(dev) == len(held) == 13
    assert len({c.kinds[0] for c in HALVES}) >= 14
    formats = {c.path.suffix for c in HALVES}
    assert formats == {".docx", ".txt"}


@pytest.mark.parametrize("contract", HALVES, ids=lambda c: c.path.stem)
def test_every_label_can_be_found_in_its_contract(contract: WholeContract) -> None:
    text = read_document(contract.path.read_bytes(), contract.path.name).text
    clauses = {f"missing:{c.id}" for c in KNOWLEDGE.contract_clauses}
    known = {
        *KNOWLEDGE.contract_terms,
        *KNOWLEDGE.numeric_checks,
        *(c.replace("missing:C_", "missing:common.C_") for c in clauses),
    }
    for planted in contract.planted:
        assert set(planted.ids) <= known, planted.ids
        if planted.group != "missing":
            assert _place(text, planted.quote) is not None, planted.quote
    for look in contract.clean:
        assert look.like in known
        assert _place(text, look.quote) is not None, look.quote
    assert set(contract.kinds) <= set(KNOWLEDGE.contract_kinds)
