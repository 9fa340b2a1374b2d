"""Clause names (条款名称): the clause of a row as a ledger names it."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.document import ProvisionKind
from corpus.span import Span
from models.contracts.types import Contract
from models.finding import Locator

_TOP = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]$")
_DECIMAL = re.compile(r"^\d{1,2}(?:[.．]\d{1,2})+")


def clause_name(contract: Contract, span: Span) -> tuple[Locator, str]:
    """条款名称: 第五条第二款, 第5.1款, 第三条第（二）项; a row of a table goes by the 条 of the table."""
    from models.checks.locate import locate, place_name  # checks build on contracts

    document = contract.document
    locator = locate(document, span)
    if "\t" in span.of(contract.text):
        article = (locator.article or "").rstrip("、.．")
        return replace(locator, paragraph=None, item=None), f"{article}表格" if article else "表格"
    decimal = _DECIMAL.match(locator.item or "")
    if decimal:
        return locator, f"第{decimal[0]}款"
    if any(p.kind is ProvisionKind.ARTICLE for p in document.path_at(span.start)):
        return locator, re.sub("[、.．]项", "项", place_name(document, span))
    return locator, _by_levels(contract, span) or place_name(document, span).strip("“”")


def _by_levels(contract: Contract, span: Span) -> str:
    """Numbers of the headings around a place; 2. is left out before 2.2."""
    chain = contract.document.path_at(span.start)
    names = [p.number.strip() for p in chain if p.kind is ProvisionKind.LEVEL and p.number.strip()]
    kept = [
        name
        for i, name in enumerate(names)
        if not any(_DECIMAL.match(n) and n.startswith(name.rstrip("、.．")) for n in names[i + 1 :])
    ]
    if len(kept) == 1 and _DECIMAL.match(kept[0]):
        return f"第{kept[0].rstrip('、.．')}款"
    if not kept or not _TOP.match(kept[0]):
        return "".join(kept).rstrip("、.．")
    if len(kept) > 1 and _DECIMAL.match(kept[-1]):
        return f"第{kept[-1].rstrip('、.．')}款"
    below = "".join(f"第{name.rstrip('、.．')}项" for name in kept[1:])
    return f"第{kept[0].rstrip('、.．')}条{below}"
