"""Knowledge (知识): the typed shape of the YAML files under `corpus/knowledge/data`."""

from __future__ import annotations

from corpus.knowledge.basis import BasisRef, Verified
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
from corpus.knowledge.protocol import Knowledge
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
    LookAlike,
    Power,
    Procedure,
    Repeal,
)

__all__ = [
    "Agency",
    "ArticleMove",
    "BasisRef",
    "CasefileRule",
    "Category",
    "Constant",
    "ContractClause",
    "ContractExample",
    "ContractKind",
    "ContractLimit",
    "ContractTerm",
    "DocKind",
    "EvidenceType",
    "Example",
    "ExternalSource",
    "FormRule",
    "Guard",
    "Knowledge",
    "LocalParam",
    "LookAlike",
    "LprRate",
    "NumericCheck",
    "Power",
    "Procedure",
    "Repeal",
    "SigningStep",
    "StaleCitation",
    "Verified",
]
