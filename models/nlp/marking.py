"""Span groups (区间组): how a component leaves what it found on the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from corpus.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Found(Protocol):
    """识别结果: anything with a span."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""


def mark(doc: Doc, group: str, found: Sequence[Found], labels: Sequence[str]) -> Doc:
    """标记: put `found` into `doc.spans[group]`, labelled, the typed values into its `attrs`.

    The group's spans cover whole tokens; `attrs["values"]` keeps the exact offsets.
    """
    from spacy.tokens import SpanGroup

    spans = [
        doc.char_span(f.span.start, f.span.end, label=label, alignment_mode="expand")
        for f, label in zip(found, labels, strict=True)
    ]
    kept = [s for s in spans if s is not None]
    doc.spans[group] = SpanGroup(doc, name=group, spans=kept, attrs={"values": tuple(found)})
    return doc


def values(doc: Doc, group: str) -> tuple[Any, ...]:
    """取值: the typed values of a group, in order of the text."""
    return tuple(doc.spans[group].attrs["values"])
