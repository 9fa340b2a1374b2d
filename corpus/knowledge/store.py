"""Knowledge base (知识库): every section is read on first use and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from corpus.errors import KnowledgeError
from corpus.knowledge import types
from corpus.knowledge.filing import FilingEntry, filing_entry
from corpus.knowledge.loading import content, contract, package, validity
from corpus.knowledge.loading.row import Row
from corpus.knowledge.loading.section import read_section

T = TypeVar("T")
DATA = Path(__file__).parent / "data"


class KnowledgeBase:
    """知识库: implements `corpus.knowledge.types.Knowledge` over a folder of YAML files."""

    def __init__(self, data: Path, overlay: Path | None = None) -> None:
        self._data = data
        self._overlay = overlay

    @cached_property
    def version(self) -> str:
        """A short fingerprint of all knowledge files, the overlay's included."""
        digest = hashlib.sha256()
        for root in (self._data, self._overlay):
            for path in sorted(root.rglob("*.yaml")) if root else ():
                digest.update(path.relative_to(root or path).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    @cached_property
    def categories(self) -> dict[str, types.Category]:
        """禁止内容类目, by id."""
        return self._by_id("public/categories.yaml", content.category)

    @cached_property
    def powers(self) -> tuple[types.Power, ...]:
        """设定权."""
        return self._all("public/powers.yaml", content.power)

    @cached_property
    def guards(self) -> tuple[types.Guard, ...]:
        """降噪规则."""
        return self._all("public/guards.yaml", content.guard)

    @cached_property
    def repeals(self) -> tuple[types.Repeal, ...]:
        """废止与修改."""
        return self._all("public/repeals.yaml", validity.repeal)

    @cached_property
    def article_map(self) -> tuple[types.ArticleMove, ...]:
        """条文对应."""
        return self._all("public/article_map.yaml", validity.article_move)

    @cached_property
    def form_rules(self) -> dict[str, types.FormRule]:
        """形式规则, by id."""
        return self._by_id("public/form_rules.yaml", package.form_rule)

    @cached_property
    def procedures(self) -> tuple[types.Procedure, ...]:
        """程序步骤."""
        return self._all("public/procedures.yaml", package.procedure)

    @cached_property
    def evidence_types(self) -> dict[str, types.EvidenceType]:
        """证明材料类型, by id."""
        return self._by_id("public/evidence_types.yaml", package.evidence_type)

    @cached_property
    def doc_kinds(self) -> dict[str, types.DocKind]:
        """文书类型, by id."""
        return self._by_id("public/doc_kinds.yaml", package.doc_kind)

    @cached_property
    def casefile_rules(self) -> dict[str, types.CasefileRule]:
        """案卷规则, by id."""
        return self._by_id("public/casefile_rules.yaml", package.casefile_rule)

    @cached_property
    def constants(self) -> dict[str, types.Constant]:
        """法定数值, by id."""
        return self._by_id("public/constants.yaml", package.constant)

    @cached_property
    def local_params(self) -> dict[str, types.LocalParam]:
        """地方参数, by id."""
        return self._by_id("public/local_params.yaml", package.local_param)

    @cached_property
    def filing(self) -> tuple[FilingEntry, ...]:
        """备案去向."""
        return self._all("public/filing.yaml", filing_entry)

    @cached_property
    def examples(self) -> tuple[types.Example, ...]:
        """例句."""
        return self._all("public/examples.yaml", content.example)

    @cached_property
    def contract_terms(self) -> dict[str, types.ContractTerm]:
        """T and G entries, by id."""
        terms = self._by_id("contract/terms.yaml", contract.term)
        return terms | self._by_id("contract/gov_checks.yaml", contract.gov_check)

    @cached_property
    def contract_kinds(self) -> dict[str, types.ContractKind]:
        """合同类型, by id."""
        return self._by_id("contract/kinds.yaml", contract.contract_kind)

    @cached_property
    def contract_clauses(self) -> tuple[types.ContractClause, ...]:
        """应备条款, the common ones first."""
        return self._all("contract/clauses.yaml", contract.clause)

    @cached_property
    def numeric_checks(self) -> dict[str, types.NumericCheck]:
        """数值核对, by id."""
        return self._by_id("contract/numeric_checks.yaml", contract.numeric_check)

    @cached_property
    def contract_limits(self) -> dict[str, types.ContractLimit]:
        """合同数值界限, by id."""
        return self._by_id("contract/limits.yaml", contract.limit)

    @cached_property
    def lpr_rates(self) -> tuple[types.LprRate, ...]:
        """贷款市场报价利率, the oldest first."""
        return tuple(sorted(self._all("contract/lpr.yaml", contract.lpr_rate), key=_since))

    @cached_property
    def signing_steps(self) -> tuple[types.SigningStep, ...]:
        """签约程序."""
        return self._all("contract/procedure.yaml", contract.signing_step)

    @cached_property
    def contract_examples(self) -> tuple[types.ContractExample, ...]:
        """合同例句."""
        return self._all("contract/examples.yaml", contract.contract_example)

    @cached_property
    def stale_citations(self) -> tuple[types.StaleCitation, ...]:
        """合同旧引用."""
        entries = self._read("contract/stale_citations.yaml", contract.stale_citation, _old)
        return tuple(entries.values())

    @cached_property
    def external_sources(self) -> dict[str, types.ExternalSource]:
        """库外来源, by id."""
        return self._by_id("contract/external_sources.yaml", contract.external_source)

    @cached_property
    def stances(self) -> dict[str, str]:
        """Stance id → what it means."""
        entries = self._read("contract/stances.yaml", contract.stance, lambda entry: entry[0])
        return dict(entries.values())

    @cached_property
    def agencies(self) -> tuple[types.Agency, ...]:
        """机构更名."""
        return self._all("agencies.yaml", validity.agency)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Short name → full name.

        Raises:
            KnowledgeError: one short name leads to two full names.
        """
        groups = self._read("aliases.yaml", validity.alias_group, lambda entry: entry[0])
        aliases: dict[str, str] = {}
        for full, shorts in groups.values():
            for short in shorts:
                if aliases.setdefault(short, full) != full:
                    raise KnowledgeError(
                        f"aliases.yaml：{short} 同时指向 {aliases[short]} 和 {full}"
                    )
        return aliases

    def _all(self, name: str, parse: Callable[[Row], T]) -> tuple[T, ...]:
        return tuple(self._by_id(name, parse).values())

    def _by_id(self, name: str, parse: Callable[[Row], T]) -> dict[str, T]:
        return self._read(name, parse, attrgetter("id"))

    def _read(self, name: str, parse: Callable[[Row], T], key: Callable[[T], str]) -> dict[str, T]:
        return read_section(name, parse, key, data=self._data, overlay=self._overlay)


def load_knowledge(overlay: Path | None = None, *, data: Path = DATA) -> KnowledgeBase:
    """打开知识库: cheap; the files are read when their sections are first used.

    `overlay` is a folder laid out like `data` whose entries replace those with the same id and add
    to the rest: local figures, house rules, short names.

    Raises:
        KnowledgeError: `overlay` is not a folder; later, a file is wrong (names file and line).
    """
    if overlay is not None and not overlay.is_dir():
        raise KnowledgeError(f"覆盖目录 {overlay.name} 不存在")
    return KnowledgeBase(data, overlay)


def _since(entry: types.LprRate) -> str:
    return entry.id


def _old(entry: types.StaleCitation) -> str:
    return entry.old
