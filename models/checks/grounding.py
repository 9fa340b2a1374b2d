"""Grounding (依据落地): quote a knowledge entry's provisions from the library as of the date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.citations.types import Verdict
from corpus.instrument import Article, Expression
from corpus.knowledge.types import BasisRef
from corpus.library import LibraryView
from corpus.numbering import format_article_number
from models.finding import LegalBasis


def ground(refs: Sequence[BasisRef], view: LibraryView) -> tuple[LegalBasis, ...]:
    """依据落地: turn references into bases, the verified ones first, order kept otherwise.

    A basis is `verified` only if the library holds the provision, it is in force on `view.as_of`
    and it contains the reference's anchor word; only then does it carry text.
    """
    bases = [ground_one(ref, view) for ref in refs]
    return tuple(sorted(bases, key=lambda basis: not basis.verified))


def ground_one(ref: BasisRef, view: LibraryView) -> LegalBasis:
    """Turn one reference into a basis."""
    place = format_article_number(ref.article) if ref.article else ref.place
    instrument = view.instrument(ref.law)
    if instrument is None:
        return LegalBasis(ref.law, place, Verdict.NOT_IN_LIBRARY.value, "", False)
    expression = view.expression(ref.law)
    if expression is None:
        starts = [e.effective_from for e in instrument.expressions if e.effective_from]
        future = bool(starts) and min(starts) > view.as_of
        verdict = Verdict.NOT_YET if future else Verdict.REPEALED
        return LegalBasis(instrument.name, place, verdict.value, "", False)
    if ref.article is None:
        return LegalBasis(instrument.name, place, Verdict.NOT_IN_LIBRARY.value, "", False)
    return _ground_article(ref, place, expression, view)


def _ground_article(
    ref: BasisRef, place: str, expression: Expression, view: LibraryView
) -> LegalBasis:
    article = view.article(expression, ref.article) if ref.article else None
    if article is None:
        return LegalBasis(expression.name, place, Verdict.NO_SUCH_PROVISION.value, "", False)
    if not holds_anchor(article, ref.anchor):
        return LegalBasis(expression.name, place, Verdict.AMENDED.value, "", False)
    return LegalBasis(expression.name, place, Verdict.IN_FORCE.value, article.text, True)


def holds_anchor(article: Article, anchor: str) -> bool:
    """Tell whether an article contains the anchor word; "…" in an anchor matches anything."""
    return not anchor or bool(_anchor_pattern(anchor).search(re.sub(r"\s", "", article.text)))


@lru_cache(maxsize=4096)
def _anchor_pattern(anchor: str) -> re.Pattern[str]:
    pieces = [re.escape(re.sub(r"\s", "", piece)) for piece in re.split(r"…+", anchor)]
    return re.compile(".*?".join(pieces), re.S)
