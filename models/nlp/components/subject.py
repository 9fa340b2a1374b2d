"""Subjects (主体): who shall or may do it, read from the words before the modal word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.span import Span
from models.nlp.marking import mark, values
from models.nlp.norm import Modality, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from models.nlp.components.clause import Clause

_CUT = re.compile(r"[，；：。\n]")
_BY = re.compile(
    r"(?:^|，)(?:并)?由(?P<by>[^，。；]{2,30}?)(?=责令|处|给予|依法|依照|按照|负责|决定|没收|吊销|予以|会同|组织|应当|可以|$)"
)
_ADVERB = re.compile(r"(?:依法|及时|同时|一律|均|也|还|并|原则上|一般|又|则|都|至少|应)+$")
_MARK = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百千\d]+条\s*|[（(][一二三四五六七八九十\d]+[）)]\s*)"
)
_LONGEST = 60


def subject_before(clause: Clause, modal: Modality | None, text: str) -> Phrase | None:
    """主体 of a clause: the last segment in front of its first modal word, else after 由."""
    if modal is not None:
        words = text[clause.span.start : modal.span.start]
        cuts = [m.end() for m in _CUT.finditer(words)]
        start = clause.span.start + (cuts[-1] if cuts else 0)
        phrase = _phrase(start, modal.span.start, text)
        if phrase is not None:
            return phrase
    by = _BY.search(clause.span.of(text))
    if by:
        return _phrase(clause.span.start + by.start("by"), clause.span.start + by.end("by"), text)
    return None


def _phrase(start: int, end: int, text: str) -> Phrase | None:
    words = text[start:end]
    head = _MARK.match(words)
    start += head.end() if head else 0
    words = text[start:end]
    tail = _ADVERB.search(words)
    end = start + tail.start() if tail else end
    words = text[start:end]
    if words.startswith("由"):
        start, words = start + 1, words[1:]
    if not 1 < len(words) <= _LONGEST or words.endswith("的"):
        return None
    return Phrase(Span(start, end), words)


def mark_subjects(doc: Doc) -> Doc:
    """主体 into `doc.spans["subject"]`, at most one a clause."""
    text, first = doc.text, first_modals(doc)
    found = [
        phrase
        for clause, modal in zip(values(doc, "clause"), first, strict=True)
        if (phrase := subject_before(clause, modal, text)) is not None
    ]
    return mark(doc, "subject", found, ["subject"] * len(found))


def first_modals(doc: Doc) -> list[Modality | None]:
    """首个规范用语 of each clause, None where a clause has none."""
    modals: tuple[Modality, ...] = values(doc, "modality")
    found: list[Modality | None] = []
    at = 0
    for clause in values(doc, "clause"):
        while at < len(modals) and modals[at].span.start < clause.span.start:
            at += 1
        inside = at < len(modals) and modals[at].span.end <= clause.span.end
        found.append(modals[at] if inside else None)
    return found
