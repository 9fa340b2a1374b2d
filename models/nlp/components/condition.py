"""Conditions and exceptions (适用条件与例外): ……的，经……批准，除……外，另有规定的除外."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.span import Span
from models.nlp.marking import mark

if TYPE_CHECKING:
    from spacy.tokens import Doc

_EXCEPTION = re.compile(
    r"除[^。；]{2,60}?(?:以外|之外|外)(?=[，。；、的])|但是?[，]?[^。；]{2,60}?除外"
    r"|[^，。；]{0,24}另有规定的(?:除外|，(?:从其|依照其|适用其)规定)|[^，。；]{2,40}的除外"
)
_CONDITION = re.compile(
    r"[^，。；：\n]{2,80}?的(?=，)|经[^，。；]{2,30}?(?:批准|同意|审核|审查|核实|公示)(?:后)?(?=[，可方])"
    r"|(?:在|自)[^，。；]{2,40}?(?:时|后|前|之日起)(?=[，内])|(?:符合|具备|满足)[^，。；]{2,40}?条件"
    r"|情节(?:较轻|轻微|较重|严重|特别严重)|(?:拒不|逾期(?:不|未)|仍不|仍未)改正"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """适用条件或者例外, with its span."""

    span: Span
    kind: Literal["condition", "exception"]


def find_conditions(text: str) -> tuple[Condition, ...]:
    """条件识别: conditions and exceptions in order; what is an exception is no condition."""
    exceptions = [Condition(Span(*m.span()), "exception") for m in _EXCEPTION.finditer(text)]
    found = list(exceptions)
    taken = 0
    for match in _CONDITION.finditer(text):
        span = Span(*match.span())
        while taken < len(exceptions) and exceptions[taken].span.end <= span.start:
            taken += 1
        if taken < len(exceptions) and exceptions[taken].span.overlaps(span):
            continue
        found.append(Condition(span, "condition"))
    return tuple(sorted(found, key=lambda c: c.span))


def mark_conditions(doc: Doc) -> Doc:
    """条件与例外 into `doc.spans["condition"]`."""
    found = find_conditions(doc.text)
    return mark(doc, "condition", found, [c.kind for c in found])
