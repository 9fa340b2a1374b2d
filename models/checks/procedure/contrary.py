"""Contrary words (相反内容): sentences of the evidence which say that the step failed or was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.knowledge.procedure_signs import Contrary, ProcedureSigns
from models.checks.procedure.fault import Fault
from models.checks.procedure.view import Shown, quote

_SENTENCE = re.compile(r"[^。；\n]+")
_CASE_OF_A_RULE = re.compile("[^，：]*(?<!目)的[，、]")
"""The rest of a clause that is the condition of a rule: 未列入……的，按照规定办理."""


def contrary_words(signs: ProcedureSigns, shown: Sequence[Shown]) -> Iterator[Fault]:
    """相反内容 of the papers that were found as evidence; one fault a paper and entry."""
    papers = {one.document.name: one for one in shown if one.material is not None}
    for entry in signs.contrary:
        for paper in papers.values():
            if entry.roles and not (paper.material and paper.material.plays(*entry.roles)):
                continue
            yield from _denied(entry, paper)


def _denied(entry: Contrary, paper: Shown) -> Iterator[Fault]:
    for sentence in _SENTENCE.finditer(paper.text):
        found = entry.says.search(sentence[0])
        if found is None or _CASE_OF_A_RULE.match(sentence[0], found.end()):
            continue
        if not (entry.unless and entry.unless.search(sentence[0])):
            at = sentence.start()
            evidence = quote(paper.document, at + found.start(), at + found.end())
            yield Fault(f"“{paper.document.name}”{entry.otherwise}", evidence)
            return
