"""Knowledge (知识库): what the rest of the house may ask of it."""

from __future__ import annotations

from typing import Protocol

from corpus.knowledge.contract_types import (
    ContractClause,
    ContractExample,
    ContractKind,
    ContractLimit,
    ContractTerm,
    ExternalSource,
    LprRate,
    NumericCheck,
    SigningStep,
    StaleCitation,
)
from corpus.knowledge.filing import FilingEntry
from corpus.knowledge.public_types import (
    Agency,
    ArticleMove,
    CasefileRule,
    Category,
    Constant,
    DocKind,
    EvidenceType,
    Example,
    FormRule,
    Guard,
    LocalParam,
    Power,
    Procedure,
    Repeal,
)


class Knowledge(Protocol):
    """知识库: every section is read on first use, typed, and cached.

    Raises:
        KnowledgeError: on first use of a section whose file is wrong; names file and line.
    """

    @property
    def version(self) -> str:
        """A short fingerprint of all knowledge files."""
        ...

    @property
    def categories(self) -> dict[str, Category]:
        """禁止内容类目, by id."""
        ...

    @property
    def powers(self) -> tuple[Power, ...]:
        """设定权."""
        ...

    @property
    def guards(self) -> tuple[Guard, ...]:
        """降噪规则."""
        ...

    @property
    def repeals(self) -> tuple[Repeal, ...]:
        """废止与修改."""
        ...

    @property
    def article_map(self) -> tuple[ArticleMove, ...]:
        """条文对应."""
        ...

    @property
    def form_rules(self) -> dict[str, FormRule]:
        """形式规则, by id."""
        ...

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """程序步骤."""
        ...

    @property
    def constants(self) -> dict[str, Constant]:
        """法定数值, by id."""
        ...

    @property
    def examples(self) -> tuple[Example, ...]:
        """例句."""
        ...

    @property
    def aliases(self) -> dict[str, str]:
        """Short names and common spellings of instruments → full name ("民法典" → …)."""
        ...

    @property
    def contract_terms(self) -> dict[str, ContractTerm]:
        """T and G entries by id."""
        ...

    @property
    def contract_kinds(self) -> dict[str, ContractKind]:
        """合同类型, by id."""
        ...

    @property
    def contract_clauses(self) -> tuple[ContractClause, ...]:
        """应备条款, the common ones first."""
        ...

    @property
    def stale_citations(self) -> tuple[StaleCitation, ...]:
        """合同旧引用."""
        ...

    @property
    def doc_kinds(self) -> dict[str, DocKind]:
        """文书类型, by id."""
        ...

    @property
    def evidence_types(self) -> dict[str, EvidenceType]:
        """证明材料类型, by id."""
        ...

    @property
    def casefile_rules(self) -> dict[str, CasefileRule]:
        """案卷规则, by id."""
        ...

    @property
    def filing(self) -> tuple[FilingEntry, ...]:
        """备案去向."""
        ...

    @property
    def local_params(self) -> dict[str, LocalParam]:
        """地方参数, by id."""
        ...

    @property
    def stances(self) -> dict[str, str]:
        """Stance id → what it means, for people."""
        ...

    @property
    def numeric_checks(self) -> dict[str, NumericCheck]:
        """数值核对, by id."""
        ...

    @property
    def contract_limits(self) -> dict[str, ContractLimit]:
        """合同数值界限, by id."""
        ...

    @property
    def lpr_rates(self) -> tuple[LprRate, ...]:
        """贷款市场报价利率, the oldest first."""
        ...

    @property
    def signing_steps(self) -> tuple[SigningStep, ...]:
        """签约程序."""
        ...

    @property
    def contract_examples(self) -> tuple[ContractExample, ...]:
        """合同例句."""
        ...

    @property
    def external_sources(self) -> dict[str, ExternalSource]:
        """库外来源, by id."""
        ...

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """机构更名."""
        ...
