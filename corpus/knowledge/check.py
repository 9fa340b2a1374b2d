"""Check of the knowledge (知识核对): used by `fashen knowledge check` and by the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.errors import KnowledgeError
from corpus.knowledge.checking.bases import check_bases
from corpus.knowledge.checking.content import check_content
from corpus.knowledge.checking.contract import check_contract
from corpus.knowledge.checking.names import check_names
from corpus.knowledge.checking.problem import Problem
from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView

__all__ = ["Problem", "check_knowledge"]

SECTIONS: dict[str, Callable[[Knowledge], object]] = {
    "categories": lambda k: k.categories,
    "powers": lambda k: k.powers,
    "guards": lambda k: k.guards,
    "examples": lambda k: k.examples,
    "repeals": lambda k: k.repeals,
    "article_map": lambda k: k.article_map,
    "aliases": lambda k: k.aliases,
    "agencies": lambda k: k.agencies,
    "form_rules": lambda k: k.form_rules,
    "procedures": lambda k: k.procedures,
    "evidence_types": lambda k: k.evidence_types,
    "doc_kinds": lambda k: k.doc_kinds,
    "casefile_rules": lambda k: k.casefile_rules,
    "constants": lambda k: k.constants,
    "local_params": lambda k: k.local_params,
    "stances": lambda k: k.stances,
    "contract_terms": lambda k: k.contract_terms,
    "contract_kinds": lambda k: k.contract_kinds,
    "contract_clauses": lambda k: k.contract_clauses,
    "numeric_checks": lambda k: k.numeric_checks,
    "contract_limits": lambda k: k.contract_limits,
    "lpr_rates": lambda k: k.lpr_rates,
    "signing_steps": lambda k: k.signing_steps,
    "contract_examples": lambda k: k.contract_examples,
    "stale_citations": lambda k: k.stale_citations,
    "external_sources": lambda k: k.external_sources,
}


def check_knowledge(knowledge: Knowledge, view: LibraryView | None) -> tuple[Problem, ...]:
    """核对知识库: first that every file can be read, then that the entries are right.

    Without a library, or where the library lacks a text, bases are counted as not looked at.
    Nothing is raised: a file that cannot be read is a problem of gravity "error".
    """
    unread = tuple(_unread(knowledge))
    return unread or tuple(
        problem
        for check in (
            check_content(knowledge),
            check_contract(knowledge),
            check_names(knowledge, view),
            check_bases(knowledge, view),
        )
        for problem in check
    )


def _unread(knowledge: Knowledge) -> Iterator[Problem]:
    for name, read in SECTIONS.items():
        try:
            read(knowledge)
        except KnowledgeError as error:
            yield Problem("error", name, error.detail)
