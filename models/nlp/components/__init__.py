"""Components of the pipeline (流程组件): one kind of thing a file, an explicit table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.nlp.components.addressee import mark_addressees
from models.nlp.components.body import mark_bodies
from models.nlp.components.clause import mark_clauses
from models.nlp.components.condition import mark_conditions
from models.nlp.components.conduct import mark_conduct
from models.nlp.components.modality import mark_modality
from models.nlp.components.money import mark_money
from models.nlp.components.period import mark_periods
from models.nlp.components.sanction import mark_sanctions
from models.nlp.components.subject import mark_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc

COMPONENTS: dict[str, Callable[[Doc], Doc]] = {
    "clause": mark_clauses,
    "modality": mark_modality,
    "sanction": mark_sanctions,
    "money": mark_money,
    "period": mark_periods,
    "body": mark_bodies,
    "condition": mark_conditions,
    "subject": mark_subjects,
    "conduct": mark_conduct,
    "addressee": mark_addressees,
}
"""Name of the span group and the component that writes it."""
