"""Parsers of what a contract must and must not say."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.knowledge.loading.common import STANCES, basis, grades, verified
from corpus.knowledge.loading.row import Row
from corpus.knowledge.types import (
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

_CLAUSE_LEVELS = (
    "statutory",
    "statutory_if_applicable",
    "statutory_if_present",
    "statutory_customary",
    "practice",
)


def term(row: Row) -> ContractTerm:
    """Parse 无效或风险条款 (T)."""
    return ContractTerm(
        id=row.text("id"),
        name=row.text("name"),
        cues=row.texts("cues"),
        elements=row.text("elements"),
        lawful_lookalike=row.text("lawful_lookalike"),
        effect=row.text("effect"),
        severity=grades(row),
        applies_to=row.texts("applies_to"),
        bases=row.rows("bases", basis),
        suggestion=row.text("suggestion"),
    )


def gov_check(row: Row) -> ContractTerm:
    """Parse 政府方审查点 (G): a term without look-alike and effect, for every kind of contract."""
    return ContractTerm(
        id=row.text("id"),
        name=row.text("name"),
        cues=row.texts("cues"),
        elements=row.text("elements"),
        lawful_lookalike="",
        effect="",
        severity=grades(row),
        applies_to=("all",),
        bases=row.rows("bases", basis),
        suggestion=row.text("suggestion"),
    )


def contract_kind(row: Row) -> ContractKind:
    """Parse 合同类型."""
    return ContractKind(
        id=row.text("id"),
        name=row.text("name"),
        aliases=row.texts("aliases"),
        nature=row.text("nature"),
        recognise=row.text("recognise"),
        not_or_confusable=row.text("not_or_confusable"),
        default_roles=row.text("default_roles"),
        bases=row.rows("bases", basis),
    )


def clause(row: Row) -> ContractClause:
    """Parse 应备条款."""
    return ContractClause(
        id=row.text("id"),
        kind=row.text("kind"),
        name=row.text("name"),
        level=row.choice("level", _CLAUSE_LEVELS),
        cues=row.texts("cues"),
        missing_means=row.text("missing_means"),
        severity=grades(row),
        bases=row.rows("bases", basis),
    )


def numeric_check(row: Row) -> NumericCheck:
    """Parse 数值核对 (N)."""
    return NumericCheck(
        id=row.text("id"),
        name=row.text("name"),
        inputs=row.text("inputs"),
        formula=row.text("formula"),
        decide=row.text("decide"),
        tolerance=row.text("tolerance"),
        bases=row.rows("bases", basis),
    )


def limit(row: Row) -> ContractLimit:
    """Parse 合同数值界限."""
    return ContractLimit(
        id=row.text("id"),
        name=row.text("name"),
        value=_decimal(row, "value"),
        unit=row.text("unit"),
        check=row.text("check"),
        since=row.maybe_day("since"),
        until=row.maybe_day("until"),
        note=row.maybe_text("note"),
    )


def lpr_rate(row: Row) -> LprRate:
    """Parse 贷款市场报价利率; the id is the day of publication."""
    return LprRate(
        id=row.day("id").isoformat(),
        one_year=_decimal(row, "one_year"),
        five_year=_decimal(row, "five_year"),
        verified=verified(row),
    )


def _decimal(row: Row, key: str) -> Decimal:
    written = row.text(key)
    if not re.fullmatch(r"\d+(?:\.\d+)?", written):
        raise row.bad(key, f"的值 {written} 应为带引号的数，如 '3.10'")
    return Decimal(written)


def signing_step(row: Row) -> SigningStep:
    """Parse 签约程序 (P)."""
    return SigningStep(
        id=row.text("id"),
        step=row.text("step"),
        when=row.text("when"),
        evidence=row.text("evidence"),
        applies_to=row.text("applies_to"),
        bases=row.rows("bases", basis),
        severity=grades(row),
    )


def contract_example(row: Row) -> ContractExample:
    """Parse 合同例句."""
    return ContractExample(
        id=row.text("id"),
        kind=row.text("kind"),
        text=row.text("text"),
        expected=row.texts("expected"),
        reason=row.text("reason"),
        lawful=row.flag("lawful"),
    )


def stale_citation(row: Row) -> StaleCitation:
    """Parse 合同旧引用."""
    return StaleCitation(old=row.text("old"), new=row.row("new", basis), note=row.text("note"))


def external_source(row: Row) -> ExternalSource:
    """Parse 库外来源."""
    return ExternalSource(
        id=row.text("id"),
        name=row.text("name"),
        number=row.maybe_text("number"),
        point=row.text("point"),
        verified=verified(row),
        note=row.maybe_text("note"),
    )


def stance(row: Row) -> tuple[str, str]:
    """Parse a stance and its meaning."""
    return row.choice("id", STANCES), row.text("meaning")
