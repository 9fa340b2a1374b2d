"""Clause units (条款单元): the pieces of a contract that a reader takes in one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document, Provision, ProvisionKind
from corpus.span import Span
from models.contracts.types import ClauseUnit, Part

_LONGEST = 320
_HEADING = re.compile(
    r"^[ \t\u3000]*(?:第[一二三四五六七八九十百零〇\d]+[条章节部分]{1,2}|"
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}(?:[.．]\d{1,2}){0,2}[、.．\s]?)[ \t\u3000]*(?P<words>[^\n。；;，,：:]{2,24})[：:]?[ \t]*$"
)
_INLINE = re.compile(
    r"^[ \t\u3000]*(?:第[一二三四五六七八九十百零〇\d]+条)[ \t\u3000]+"
    r"(?P<words>[^\n。；;，,：:\s]{2,16})(?=[：:\s\u3000]|$)"
)
_LEAD = re.compile(r"[：:]\s*$")
_OPENS_LIST = re.compile(r"^[ \t\u3000]*\d.*[：:]$")
_ITEM = re.compile(
    r"^[ \t\u3000]*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[)）、]|[a-zA-Z][.)、）]|[□☑√■])"
)
_SENTENCE_END = re.compile(r"(?<=[。；;])")


def clause_units(document: Document) -> tuple[ClauseUnit, ...]:
    """条款单元 of the whole text, in order, none overlapping; headings alone make no unit."""
    return tuple(_units(document))


def _units(document: Document) -> Iterator[ClauseUnit]:
    heading = ""
    pending: list[Span] = []
    for span in _lines(document.text):
        line = span.of(document.text)
        found = _HEADING.match(line)
        if found and not _ITEM.match(line) and not _OPENS_LIST.match(line):
            yield from _flush(pending, heading, document)
            pending, heading = [], found["words"].strip()
            continue
        inline = _INLINE.match(line)
        joins = bool(pending) and _joins(pending, span, document.text)
        if not joins:
            yield from _flush(pending, heading, document)
            pending = []
        if inline:
            heading = inline["words"].strip()
        pending.append(span)
    yield from _flush(pending, heading, document)


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        bare = match[0].strip(" \t\u3000")
        if bare:
            start = match.start() + match[0].index(bare[0])
            yield Span(start, start + len(bare))


def _joins(pending: list[Span], span: Span, text: str) -> bool:
    """Items and table rows join what they hang on, as long as the whole stays short."""
    if span.end - pending[0].start > _LONGEST:
        return False
    line, first, last = (s.of(text) for s in (span, pending[0], pending[-1]))
    if "\t" in line:
        return "\t" in last or bool(_LEAD.search(last))
    return bool(_ITEM.match(line)) and (
        bool(_LEAD.search(first)) or (bool(_ITEM.match(first)) is False and len(pending) > 1)
    )


def _flush(pending: list[Span], heading: str, document: Document) -> Iterator[ClauseUnit]:
    if not pending:
        return
    whole = Span(pending[0].start, pending[-1].end)
    pieces = [whole] if whole.end - whole.start <= _LONGEST else _split(whole, document.text)
    part = _part(document, whole)
    for piece in pieces:
        yield ClauseUnit(piece, piece.of(document.text), heading, part)


def _split(span: Span, text: str) -> list[Span]:
    """A long clause in runs of whole sentences, each as long as fits."""
    pieces: list[Span] = []
    start = at = span.start
    for sentence in _SENTENCE_END.split(span.of(text)):
        if at + len(sentence) - start > _LONGEST and at > start:
            pieces.append(Span(start, at))
            start = at
        at += len(sentence)
    pieces.append(Span(start, span.end))
    return [p for p in pieces if p.of(text).strip()]


def _part(document: Document, span: Span) -> Part:
    kinds = {p.kind for p in document.path_at(span.start)}
    if ProvisionKind.SIGNATURE in kinds:
        return "signature"
    if ProvisionKind.ANNEX in kinds:
        return "annex"
    if "\t" in span.of(document.text):
        return "table"
    return "head" if ProvisionKind.PREAMBLE in kinds and _is_structured(document) else "body"


def _is_structured(document: Document) -> bool:
    """Whether clauses are numbered; without numbers nothing tells the head from the clauses."""
    return any(
        child.kind not in (ProvisionKind.PREAMBLE, ProvisionKind.SIGNATURE, ProvisionKind.ANNEX)
        for child in document.root.children
    )


def head_end(document: Document) -> int:
    """首部的终点: where the first clause begins, past a first clause that names the parties."""
    tops = [p for p in document.root.children if p.kind not in (ProvisionKind.PREAMBLE,)]
    if not tops:
        return min(len(document.text), 1500)
    first = tops[0]
    while re.match("第.{1,3}(?:部分|编|章)", first.number) and "当事人" not in first.heading:
        inner = [c for c in first.children if c.kind is not ProvisionKind.PARAGRAPH]
        if not inner:
            break
        first = inner[0]
    return _end_of_first(first, document.text)


def _end_of_first(first: Provision, text: str) -> int:
    opening = first.span.of(text)[:200]
    if re.search(r"当事人|订立.{0,4}双方|以下简称", opening):
        return min(first.span.end, first.span.start + 1500)
    return first.span.start if first.span.start > 60 else min(first.span.end, 1500)
