"""Bases of filing duties (备案依据): the paragraph of the provision that says so, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.knowledge.basis import BasisRef
from corpus.library import LibraryView
from models.checks.grounding import ground_one
from models.finding import LegalBasis


def ground_lines(refs: Sequence[BasisRef], view: LibraryView) -> tuple[LegalBasis, ...]:
    """备案依据 as `ground` gives them, each cut to the paragraph or item with the anchor word."""
    found = [_narrowed(ground_one(ref, view), ref.anchor) for ref in refs]
    return tuple(sorted(found, key=lambda basis: not basis.verified))


def _narrowed(basis: LegalBasis, anchor: str) -> LegalBasis:
    pieces = [re.escape(piece) for piece in re.split("…+", anchor) if piece]
    pattern = re.compile(".*?".join(pieces))
    lines = basis.quoted_text.split("\n")
    line = next((line for line in lines if anchor and pattern.search(line)), "")
    return replace(basis, quoted_text=line) if line else basis
