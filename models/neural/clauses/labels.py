"""The labels of the clause model (标签): acts, categories, manners and conflict types, in order.

The order is the order of the model's outputs; a label is only ever appended.
"""

from __future__ import annotations

from typing import Final

ACTS: Final = (
    "penalty",
    "credit_sanction",
    "license",
    "coercion_measure",
    "coercion_execution",
    "fee",
    "certificate",
    "intermediary",
    "rights_duties",
    "shirk",
    "local_protection",
    "designated_operator",
    "bidding",
    "subsidy",
    "tax",
    "price",
    "matter_scope",
    "law_reserved",
    "hierarchy",
    "penalty_limit",
    "retroactivity",
    "collective",
    "delegation",
    "no_remedy",
    "personal_data",
    "residency",
    "insurance",
    "investigation",
    "revenue",
    "effective_date",
    "citation",
)
"""What a clause is about, whoever wrote it and whether or not it is lawful."""

CATEGORIES: Final = (
    "sets_penalty",
    "penalty_beyond_upper_law",
    "sets_license",
    "sets_coercion",
    "sets_fee",
    "extra_certificate",
    "reduces_rights_or_adds_duty",
    "expands_power_or_shirks_duty",
    "local_protection",
    "designated_operator",
    "discriminatory_bidding",
    "illegal_subsidy_or_preference",
    "price_intervention",
    "ultra_vires_subject",
    "contradicts_upper_law",
    "retroactive",
    "repealed_basis",
    "collective_punishment",
    "illegal_delegation",
    "final_interpretation_or_no_remedy",
    "personal_info_excess",
    "residency_or_identity_discrimination",
    "mandatory_insurance_or_purchase",
    "investigation_without_power",
    "revenue_linked_enforcement",
    "missing_or_wrong_effective_date",
)
"""What a clause would be wrong for, were its issuer without special power (设定权另查)."""

MANNERS: Final = (
    "creates",
    "refers",
    "restates",
    "details",
    "forbids",
    "internal",
    "voluntary",
    "contract",
    "benefits",
    "power",
    "procedure",
    "other",
    "background",
)
"""How a clause deals with its act: creating it, or one of the ways that make it lawful."""

CONFLICTS: Final = ("none", "body", "definition", "sanction", "condition", "unrelated")
"""How a clause stands to a superior provision; `CONFLICT_NAMES` has the Chinese names."""

CONFLICT_NAMES: Final = {
    "none": "无冲突",
    "body": "职权或责任划分不符",
    "definition": "概念或定义范围不符",
    "sanction": "处罚幅度或范围不符",
    "condition": "增设或变更适用条件",
    "unrelated": "无关",
}
"""冲突类型, as the LCR-CN benchmark names them (design §2); 无关 is our own."""
