"""Residue (余项): clauses that only the knowledge file's loose cues touch.

Those cues match lawful clauses nearly as often as unlawful ones, so they decide nothing; but a
clause they touch is not silently called clean. One entry a category lists the places.
"""

from __future__ import annotations

from collections.abc import Collection

from corpus.knowledge.types import Category
from corpus.span import Span
from models.checks.base import Context
from models.checks.content.act import sentences
from models.checks.content.power import applies
from models.checks.locate import place_name
from models.finding import Undecided
from models.submission import Submission

_OWN_CHECK = frozenset({"repealed_basis"})
_SHOWN = 12


def residue(
    submission: Submission, context: Context, decided: Collection[tuple[str, Span]]
) -> tuple[Undecided, ...]:
    """余项: one undecided entry for each category whose loose cues touch undecided sentences."""
    spans = tuple(sentences(submission.document.text))
    entries = []
    for category in context.knowledge.categories.values():
        if category.id in _OWN_CHECK or not applies(category, submission.kind):
            continue
        touched = _touched(category, spans, submission, decided)
        if touched:
            entries.append(_entry(category, touched, submission))
    return tuple(entries)


def _touched(
    category: Category,
    spans: tuple[Span, ...],
    submission: Submission,
    decided: Collection[tuple[str, Span]],
) -> list[Span]:
    text = submission.document.text
    return [
        span
        for span in spans
        if (category.id, span) not in decided
        and any(p.search(text, span.start, span.end) for p in category.cue_patterns)
    ]


def _entry(category: Category, touched: list[Span], submission: Submission) -> Undecided:
    places = list(dict.fromkeys(place_name(submission.document, span) for span in touched))
    shown = "、".join(places[:_SHOWN]) + (f"等{len(places)}处" if len(places) > _SHOWN else "")
    return Undecided(
        check_id=f"residue:{category.id}",
        category=category.id,
        message=f"以下条文含有与“{category.name}”有关的用语，机器未能判断，请人工过目：{shown}。",
    )
