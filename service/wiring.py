"""Wiring (装配): the library, the knowledge and the clock, opened when first needed."""

from __future__ import annotations

import threading
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from models.review import Versions
from service import __version__
from service.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.knowledge.types import Knowledge
    from corpus.library import Library
    from corpus.retrieval.hybrid import HybridRetriever
    from models.checks.base import Context
    from models.neural.clauses.reader import ClauseReader
    from models.neural.contracts.model import WordContractModel
    from models.neural.encoder import OnnxEncoder

TOPICS = {
    "name": "文件名称",
    "structure": "结构层次",
    "effective_date": "施行日期",
    "purpose": "目的和依据",
    "scope": "适用范围",
    "responsible_body": "机构名称",
    "validity": "有效期",
    "repeal_clause": "废止条款",
    "interpretation": "解释条款",
    "citation": "引用格式",
    "consistency": "用语一致",
    "modal": "用语",
    "number_boundary": "数值档次",
    "doc_number": "发文字号",
    "attachment": "附件",
    "duplication": "重复规定",
    "cross_reference": "文内引用",
    "penalty_design": "罚则设计",
    "drafting_defect": "起草缺陷",
}
"""Chinese names of the topics of form rules."""
NO_MODEL = "none"
"""The version that a result shows where no trained model took part."""


def today() -> date:
    """今天: the only place that reads the calendar."""
    return date.today()


@lru_cache(maxsize=4)
def _clause_reader(threads: int) -> ClauseReader:
    """One clause model a process: its weights do not depend on the settings."""
    from models.neural.clauses.reader import ClauseReader

    return ClauseReader(threads=threads)


def _knowledge(overlay: Path | None) -> Knowledge:
    from corpus.knowledge import load_knowledge

    return load_knowledge(overlay) if overlay else _shipped_knowledge()


@lru_cache(maxsize=1)
def _shipped_knowledge() -> Knowledge:
    """The knowledge that comes with the program: one a process, as nobody changes it meanwhile."""
    from corpus.knowledge import load_knowledge

    return load_knowledge(None)


@lru_cache(maxsize=1)
def _encoder() -> OnnxEncoder:
    from models.neural.encoder import OnnxEncoder

    return OnnxEncoder()


class Wiring:
    """装配: what a process needs for reviews, loaded once and shared by its threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.RLock()
        self._library: Library | None = None
        self._knowledge: Knowledge | None = None
        self._encoder: OnnxEncoder | None = None
        self._retriever: HybridRetriever | None = None
        self._reader: ClauseReader | None = None
        self._by_words: HybridRetriever | None = None
        self._contracts: WordContractModel | None = None

    @property
    def library(self) -> Library:
        """The law library.

        Raises:
            LibraryMissing, LibraryOutdated: see there.
        """
        with self._lock:
            if self._library is None:
                from corpus.library import Library

                self._library = Library.open(self.settings.library_path)
            return self._library

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge files.

        Raises:
            KnowledgeError: a file is wrong, or FASHEN_KNOWLEDGE is no folder.
        """
        with self._lock:
            if self._knowledge is None:
                self._knowledge = _knowledge(self.settings.knowledge_overlay)
            return self._knowledge

    @property
    def encoder(self) -> OnnxEncoder:
        """The shipped encoder; its weights are read at the first text."""
        with self._lock:
            if self._encoder is None:
                self._encoder = _encoder()
            return self._encoder

    @property
    def reader(self) -> ClauseReader:
        """The clause model; its weights are read at the first clause."""
        with self._lock:
            if self._reader is None:
                self._reader = _clause_reader(self.settings.threads)
            return self._reader

    @property
    def contracts(self) -> WordContractModel:
        """The contract model; its weights are read at the first clause."""
        with self._lock:
            if self._contracts is None:
                from models.neural.contracts.model import WordContractModel

                self._contracts = WordContractModel()
            return self._contracts

    @property
    def retriever(self) -> HybridRetriever:
        """The hybrid retriever over the library; it loads its indexes at the first search.

        Raises:
            BadOption: FASHEN_RETRIEVER is no PostgreSQL address.
        """
        with self._lock:
            if self._retriever is None:
                self._retriever = self._open_retriever()
            return self._retriever

    @property
    def by_words(self) -> HybridRetriever:
        """Retrieval by words alone, for reviews.

        A draft asks for many sentences, and meaning would cost some ten milliseconds for each.
        """
        with self._lock:
            if self._by_words is None:
                from corpus.retrieval.hybrid import HybridRetriever

                self._by_words = HybridRetriever(self.library)
            return self._by_words

    def _open_retriever(self) -> HybridRetriever:
        from corpus.retrieval.setup import open_retriever
        from models.neural.encoder.known_questions import load_known_questions

        encoder, address = self.encoder, self.settings.retriever
        if not encoder.available:
            return open_retriever(self.library, None, address=address)
        known = load_known_questions()
        return open_retriever(self.library, encoder, address=address, questions=known)

    def context(self, as_of: date | None) -> Context:
        """Return the environment of a review on a date; None is today."""
        from models.checks.base import Context

        day, reader = as_of or today(), self.reader
        contracts = self.contracts if self.contracts.available else None
        view = self.library.at(day)
        if not reader.available:
            return Context(day, view, self.knowledge, self.by_words, None, contracts)
        return Context(day, view, self.knowledge, self.retriever, reader, contracts)

    def versions(self) -> Versions:
        """Return the versions that a result rests on."""
        models = [m.version for m in (self.reader, self.contracts) if m.available]
        model = "+".join(models) or NO_MODEL
        return Versions(__version__, self.library.version, self.knowledge.version, model)

    def category_names(self) -> dict[str, str]:
        """Return the Chinese name of every category of findings and every type of materials."""
        known = self.knowledge
        names = {key: category.name for key, category in known.categories.items()}
        names |= {key: TOPICS.get(rule.topic, "形式") for key, rule in known.form_rules.items()}
        names |= {key: term.name for key, term in known.contract_terms.items()}
        names |= {key: check.name for key, check in known.numeric_checks.items()}
        names |= {key: one.name for key, one in known.evidence_types.items()}
        names |= {step.id: step.name for step in known.procedures}
        names |= {clause.id: f"缺失：{clause.name}" for clause in known.contract_clauses}
        return {**names, "misquoted": "引文不符"}
