"""Conduct (行为): what shall, may or must not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.span import Span
from models.nlp.components.subject import first_modals
from models.nlp.marking import mark, values
from models.nlp.norm import Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mark_conduct(doc: Doc) -> Doc:
    """行为 into `doc.spans["conduct"]`: from the first modal word to the clause's end."""
    text, found = doc.text, []
    for clause, modal in zip(values(doc, "clause"), first_modals(doc), strict=True):
        if modal is None:
            continue
        words = text[modal.span.end : clause.span.end].rstrip("。；; \n")
        if words:
            span = Span(modal.span.end, modal.span.end + len(words))
            found.append(Phrase(span, words))
    return mark(doc, "conduct", found, ["conduct"] * len(found))
