"""Annexes (附件): which ones an opinion has, and how the text refers to them."""

from __future__ import annotations

from typing import Literal

from service.reports import materials
from service.reports.opinion.settle import Settled

Annex = Literal["materials", "steps", "texts"]
_NAMES: dict[Annex, str] = {
    "materials": "送审材料清单",
    "steps": "程序核对表",
    "texts": "审查依据条文",
}


def annexes(settled: Settled) -> list[Annex]:
    """附件 in their order."""
    review = settled.review
    of_steps = [basis for step, _ in settled.problems for basis in step.basis]
    quoted = [b for finding in settled.findings for b in finding.basis]
    has: dict[Annex, bool] = {
        "materials": not materials.is_draft_only(review),
        "steps": bool(review.steps),
        "texts": any(basis.quoted_text for basis in (*quoted, *of_steps)),
    }
    return [annex for annex in _NAMES if has[annex]]


def annex_list(settled: Settled) -> list[str]:
    """附件说明: one line an annex; a single one takes no number."""
    found = annexes(settled)
    if len(found) == 1:
        return [_NAMES[found[0]]]
    return [f"{number}. {_NAMES[annex]}" for number, annex in enumerate(found, 1)]


def annex_mark(settled: Settled, annex: Annex) -> str:
    """附件标识: 附件1, or 附件 where there is only one; "" for one that is not there."""
    found = annexes(settled)
    if annex not in found:
        return ""
    return "附件" if len(found) == 1 else f"附件{found.index(annex) + 1}"
