"""Modality (规范用语): 应当, 不得, 可以, 鼓励, 无需."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from corpus.span import Span
from models.nlp.lexicon import alternation, load
from models.nlp.marking import mark
from models.nlp.norm import Modality, ModalityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, ModalityKind]]:
    table = load("modality")
    kinds = {w: cast(ModalityKind, e["kind"]) for e in table["kinds"] for w in e["words"]}
    skipped, words = alternation(table["not_within"]), alternation(list(kinds))
    return re.compile(f"(?:{skipped})|(?P<modal>{words})"), kinds


def find_modality(text: str) -> tuple[Modality, ...]:
    """规范用语识别: all modal words of a text, in order."""
    pattern, kinds = _pattern()
    return tuple(
        Modality(Span(*m.span()), kinds[m["modal"]]) for m in pattern.finditer(text) if m["modal"]
    )


def mark_modality(doc: Doc) -> Doc:
    """规范用语 into `doc.spans["modality"]`."""
    found = find_modality(doc.text)
    return mark(doc, "modality", found, [m.kind for m in found])
