"""Subjects (事项): which row of the table of powers a category is looked up under."""

from __future__ import annotations

from models.checks.content.suspicion import Suspicion

_SUBJECTS = {
    "sets_penalty": "penalty",
    "sets_license": "license",
    "sets_fee": "fee_enterprise",
    "extra_certificate": "certificate",
    "reduces_rights_or_adds_duty": "rights_duties",
    "price_intervention": "price_emergency",
    "retroactive": "retroactivity",
    "personal_info_excess": "personal_data",
}
_EITHER = {
    "sets_coercion": ("coercion_measure", "coercion_execution"),
    "illegal_subsidy_or_preference": ("subsidy_specific", "tax"),
}
_ACT_OF = {"subsidy_specific": "subsidy"}


def subject_of(suspect: Suspicion) -> str:
    """事项: the rule's act where a rule saw it, else the category's, by the likelier act."""
    if suspect.matches:
        return suspect.matches[0].rule.act
    category = suspect.category.id
    if category in _EITHER:
        acts = suspect.reading.acts
        return max(_EITHER[category], key=lambda one: acts.get(str(_ACT_OF.get(one, one)), 0.0))
    return subject_of_category(category)


def subject_of_category(category: str) -> str:
    """事项 of a category where nothing more is known: the first of those it may be."""
    return _EITHER[category][0] if category in _EITHER else _SUBJECTS.get(category, category)
