"""Parsers of what a package and a form must show: procedures, evidence, form, figures."""

from __future__ import annotations

from corpus.knowledge.loading.common import SEVERITIES, basis, verified
from corpus.knowledge.loading.row import Row, kind_of
from corpus.knowledge.types import (
    CasefileRule,
    Constant,
    DocKind,
    EvidenceType,
    FormRule,
    LocalParam,
    Procedure,
)

_REQUIRED = ("must", "should", "conditional")
_DAY_TYPES = ("natural", "working")
_DEADLINES = ("min_period", "max_deadline", "lead_time")


def procedure(row: Row) -> Procedure:
    """Parse 程序步骤."""
    days = row.maybe_number("deadline_days")
    day_type = row.maybe_choice("day_type", _DAY_TYPES)
    deadline_type = row.maybe_choice("deadline_type", _DEADLINES)
    if len({days is None, day_type is None, deadline_type is None}) > 1:
        raise row.bad("deadline_days", "、day_type、deadline_type 须同时写或同时不写")
    return Procedure(
        id=row.text("id"),
        kind=row.text("kind"),
        step=row.text("step"),
        name=row.text("name"),
        required=row.choice("required", _REQUIRED),
        trigger=row.text("trigger"),
        evidence=row.texts("evidence"),
        evidence_ids=row.maybe_texts("evidence_ids"),
        deadline_days=days,
        day_type=day_type,
        deadline_type=deadline_type,
        exemptions=row.maybe_texts("exemptions"),
        severity=row.choice("severity", SEVERITIES),
        order=row.number("order"),
        bases=row.rows("bases", basis),
        note=row.maybe_text("note"),
        local_param=row.maybe_text("local_param"),
    )


def doc_kind(row: Row) -> DocKind:
    """Parse 文书类型."""
    return DocKind(
        id=row.text("id"),
        name=row.text("name"),
        issuers=row.texts("issuers"),
        title_cues=row.texts("title_cues"),
        tests=row.texts("tests"),
        exclude=row.maybe_texts("exclude"),
        note=row.maybe_text("note"),
        bases=row.rows("bases", basis),
    )


def evidence_type(row: Row) -> EvidenceType:
    """Parse 证明材料类型."""
    return EvidenceType(
        id=row.text("id"),
        name=row.text("name"),
        filename_cues=row.texts("filename_cues"),
        content_cues=row.texts("content_cues"),
    )


def form_rule(row: Row) -> FormRule:
    """Parse 形式规则."""
    return FormRule(
        id=row.text("id"),
        topic=row.text("topic"),
        rule=row.text("rule"),
        severity=row.choice("severity", SEVERITIES),
        bases=row.rows("bases", basis),
        note=row.maybe_text("note"),
        detect=row.maybe_text("detect"),
    )


def casefile_rule(row: Row) -> CasefileRule:
    """Parse 案卷规则."""
    return CasefileRule(
        id=row.text("id"),
        doc=row.text("doc"),
        item=row.text("item"),
        rule=row.text("rule"),
        detect=row.text("detect"),
        severity=row.choice("severity", SEVERITIES),
        bases=row.rows("bases", basis),
        note=row.maybe_text("note"),
    )


def constant(row: Row) -> Constant:
    """Parse 法定数值."""
    return Constant(
        id=row.text("id"),
        name=row.text("name"),
        value=row.number("value"),
        unit=row.text("unit"),
        bases=row.rows("bases", basis),
        note=row.maybe_text("note"),
    )


def local_param(row: Row) -> LocalParam:
    """Parse 地方参数: values are integers, texts, or null where nobody knows yet."""
    value = row.mapping("value")
    for key, figure in value.items():
        if isinstance(figure, bool) or not isinstance(figure, int | str | None):
            raise row.bad("value", f"的 {key} 应为整数、文字或空，实为{kind_of(figure)}")
    return LocalParam(
        id=row.text("id"),
        name=row.text("name"),
        value=value,
        scope=row.text("scope"),
        verified=verified(row),
        source=row.text("source"),
        note=row.text("note"),
    )
