"""Contract knowledge (合同知识): do terms, clauses, kinds and examples fit together?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.knowledge.checking.problem import Problem, error
from corpus.knowledge.types import Knowledge

_GENERAL = "common"
_EVERY = "all"


def check_contract(knowledge: Knowledge) -> Iterator[Problem]:
    """核对合同知识: every kind, term and check that an entry names exists."""
    kinds = knowledge.contract_kinds
    for term in knowledge.contract_terms.values():
        for kind in term.applies_to:
            if kind != _EVERY and kind not in kinds:
                yield error(f"contract_terms {term.id}", f"applies_to 里的 {kind} 不存在")
    for clause in knowledge.contract_clauses:
        if clause.kind != _GENERAL and clause.kind not in kinds:
            yield error(f"contract_clauses {clause.id}", f"kind {clause.kind} 不存在")
        if clause.kind != _GENERAL and not clause.id.startswith(f"{clause.kind}."):
            yield error(f"contract_clauses {clause.id}", f"id 须以 {clause.kind}. 开头")
    for limit in knowledge.contract_limits.values():
        if limit.check not in {*knowledge.contract_terms, *knowledge.numeric_checks}:
            yield error(f"contract_limits {limit.id}", f"check 里的 {limit.check} 不存在")
    yield from _examples(knowledge)


def _examples(knowledge: Knowledge) -> Iterator[Problem]:
    checks = {*knowledge.contract_terms, *knowledge.numeric_checks}
    for example in knowledge.contract_examples:
        where = f"contract_examples {example.id}"
        if example.kind not in knowledge.contract_kinds:
            yield error(where, f"kind {example.kind} 不存在")
        for name in example.expected:
            if name not in checks:
                yield error(where, f"expected 里的 {name} 不存在")
        if example.lawful == bool(example.expected):
            yield error(where, "违法例句须有 expected，合法近似不得有")
