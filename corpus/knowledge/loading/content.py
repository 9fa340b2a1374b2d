"""Parsers of what a document may say: categories, powers, guards, examples."""

from __future__ import annotations

from typing import Literal, cast

from corpus.instrument import Level
from corpus.knowledge.loading.common import SEVERITIES, basis
from corpus.knowledge.loading.row import Row
from corpus.knowledge.types import Category, Example, Guard, LookAlike, Power

_EFFECTS = ("downgrade_and_compare", "suppress", "suppress_if_no_consequence")
_PRECISION = ("high", "medium", "low")
_Effect = Literal["downgrade_and_compare", "suppress", "suppress_if_no_consequence"]


def category(row: Row) -> Category:
    """Parse 禁止内容类目."""
    return Category(
        id=row.text("id"),
        name=row.text("name"),
        severity=row.choice("severity", SEVERITIES),
        applies_to=row.texts("applies_to"),
        norm=row.text("norm"),
        bases=row.rows("bases", basis),
        advice=row.text("advice"),
        revision=row.text("revision"),
        exceptions=row.maybe_text("exceptions"),
        lookalikes=row.rows("lookalikes", _lookalike),
        cue_patterns=row.patterns("cue_patterns"),
        precision_hint=row.choice("precision_hint", _PRECISION),
        name_en=row.maybe_text("name_en"),
        direct_cues=row.maybe_texts("direct_cues"),
        indirect_cues=row.maybe_texts("indirect_cues"),
        related=row.maybe_texts("related"),
    )


def power(row: Row) -> Power:
    """Parse 设定权."""
    return Power(
        id=row.text("id"),
        levels=tuple(
            Level(name) for name in row.choices("levels", [level.value for level in Level])
        ),
        subject=row.text("subject"),
        may=row.text("may"),
        limits=row.text("limits"),
        check=row.text("check"),
        bases=row.rows("bases", basis),
        note=row.maybe_text("note"),
        expiry=row.maybe_text("expiry"),
        conditions=row.maybe_text("conditions"),
        local_param=row.maybe_text("local_param"),
    )


def guard(row: Row) -> Guard:
    """Parse 降噪规则."""
    return Guard(
        id=row.text("id"),
        name=row.text("name"),
        pattern=row.pattern("pattern"),
        effect=cast(_Effect, row.choice("effect", _EFFECTS)),
        note=row.text("note"),
    )


def example(row: Row) -> Example:
    """Parse 例句."""
    polarity = row.choice("polarity", ("violation", "lookalike"))
    return Example(
        id=row.text("id"),
        polarity=cast(Literal["violation", "lookalike"], polarity),
        text=row.text("text"),
        doc_kind=row.text("doc_kind"),
        issuer=row.text("issuer"),
        expected=row.texts("expected"),
        acceptable_extra=row.maybe_texts("acceptable_extra"),
        must_not=row.maybe_texts("must_not"),
        reason=row.text("reason"),
        context=row.maybe_text("context"),
        severity=row.maybe_choice("severity", SEVERITIES) or "",
        bases=row.maybe_rows("bases", basis),
    )


def _lookalike(row: Row) -> LookAlike:
    return LookAlike(text=row.text("text"), why_lawful=row.text("why_lawful"))
