"""Check (检查): the protocol of a check and what it may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView
from corpus.retrieval.types import Retriever
from models.finding import Outcome
from models.submission import Kind, Submission

if TYPE_CHECKING:
    from models.neural.clauses.judge import Judge
    from models.neural.clauses.reader import ClauseText, Comparison, Reading
    from models.neural.contracts.judge import Hit, Risk


@dataclass(frozen=True, slots=True)
class Context:
    """审查环境: everything a check may use besides the submission. No clock, no network."""

    as_of: date
    library: LibraryView
    knowledge: Knowledge
    retriever: Retriever | None = None
    reader: ClauseModel | None = None
    contracts: ContractModel | None = None


class ClauseModel(Protocol):
    """条款模型: reads clauses, and holds them against superior provisions."""

    def read(self, clauses: Sequence[ClauseText]) -> list[Reading]:
        """Say of each clause what it does and whether it looks unlawful."""
        ...

    def compare(self, pairs: Sequence[tuple[str, str]]) -> list[Comparison]:
        """Say of each (clause, superior provision) how the one stands to the other."""
        ...

    def practice(self, clauses: Sequence[tuple[str, Mapping[str, float]]]) -> list[float]:
        """How likely a reader of a real draft objects to each clause of these signs (0..1)."""
        ...

    def judge(self) -> Judge:
        """Return the weights that turn suspicions into findings."""
        ...


class ContractModel(Protocol):
    """合同模型: tells risky clauses, and what a clause settles."""

    def risks(self, texts: Sequence[str]) -> list[Risk]:
        """Say of each text how risky it looks, and as which T and G entries."""
        ...

    def confidence(self, risk: Risk, term: str, hit: Hit) -> float:
        """Weigh a text's risk and what the rules say; from 0.5 on it is reported."""
        ...

    def settled(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Say of each text which clauses of the knowledge it settles, with a confidence."""
        ...


class Check(Protocol):
    """检查: `kinds` are the document kinds it applies to; `run` is pure."""

    id: str
    name: str
    kinds: frozenset[Kind]

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Look at the submission and say all that there is to say."""
        ...
