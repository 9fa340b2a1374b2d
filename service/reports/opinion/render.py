"""Render (意见书): a review, with what people decided, as a docx to sign."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BadTemplate
from models.review import Review
from service.reports.opinion.context import context
from service.reports.opinion.settle import settle
from service.reports.opinion.template import fill, shipped
from service.reports.opinion.types import Decisions, Particulars
from service.reports.opinion.words import is_contract
from service.reports.wording import Labels


def render_opinion(
    review: Review,
    labels: Labels | None = None,
    *,
    decisions: Decisions | None = None,
    particulars: Particulars | None = None,
    template: bytes | None = None,
) -> bytes:
    """审查意见书 docx.

    With `decisions` only adopted findings appear; without them all do. `template` is the office's
    own, None takes the shipped one.

    Raises:
        BadTemplate: the template cannot be filled.
    """
    values = context(settle(review, decisions), labels or {}, particulars or Particulars())
    return fill(template or shipped(template_name(review)), values, review.as_of)


def own_template(review: Review, folder: Path | None) -> bytes | None:
    """本单位模板 for a review from the office's folder; None where it has none for this kind.

    Raises:
        BadTemplate: it may not be read.
    """
    path = folder / f"{template_name(review)}.docx" if folder else None
    if path is None or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadTemplate(f"无法读取 {path.name}") from error


def template_name(review: Review) -> str:
    """模板名称: contract or legality, as the review is."""
    return "contract" if is_contract(review) else "legality"
