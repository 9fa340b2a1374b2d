"""Signs of contract entries: every rule hits its examples, every id is known, nothing is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.clause_signs import load_clause_signs
from corpus.knowledge.kind_signs import load_kind_signs
from corpus.knowledge.step_signs import load_step_signs
from corpus.knowledge.term_families import load_term_families
from corpus.knowledge.term_signs import TermSign, load_term_signs

KNOWLEDGE = load_knowledge()
RULES = load_term_signs()


def _holds(rule: TermSign, text: str) -> bool:
    windows = re.findall(r"[^。；;]+[。；;]?", text) if rule.unit == "sentence" else [text]
    return any(rule.found(window) for window in windows)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_hits_all_its_examples_and_none_of_its_look_alikes(rule: TermSign) -> None:
    assert len(rule.hits) >= 2
    assert len(rule.misses) >= 2
    assert [text for text in rule.hits if not _holds(rule, text)] == []
    assert [text for text in rule.misses if _holds(rule, text)] == []


def test_every_rule_names_a_known_entry_and_known_kinds() -> None:
    kinds = set(KNOWLEDGE.contract_kinds)
    assert {rule.term for rule in RULES} <= set(KNOWLEDGE.contract_terms)
    assert frozenset().union(*(rule.kinds | rule.not_kinds for rule in RULES)) <= kinds


def test_every_contract_kind_has_signs() -> None:
    assert {signs.kind for signs in load_kind_signs()} == set(KNOWLEDGE.contract_kinds)


def test_every_signing_step_has_signs() -> None:
    assert set(load_step_signs()) == {step.id for step in KNOWLEDGE.signing_steps}


def test_clause_signs_name_known_clauses() -> None:
    assert set(load_clause_signs()) <= {clause.id for clause in KNOWLEDGE.contract_clauses}


def test_families_name_known_entries() -> None:
    families = load_term_families()
    named = {t for pair in families.pairs for t in pair} | families.numeric | families.absent
    assert named.union(*families.siblings) <= set(KNOWLEDGE.contract_terms)


def test_a_rule_that_lacks_examples_is_refused_by_name(tmp_path: Path) -> None:
    wrong = "rules:\n  - {id: SG-1, term: T01, strength: strong, all: [x], hits: [x]}\n"
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"wrong\.yaml：规则 SG-1.*misses"):
        load_term_signs(tmp_path)
