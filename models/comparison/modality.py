"""Modality (规范用语变化): shall, may, must not and need not changed around the same conduct."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.comparison.difference import Difference, difference
from models.comparison.sides import Pair, Side
from models.nlp import Modality

_SAME = 4
_SAME_FORBIDDEN = 6
_LOOK = 14
_FILLER = re.compile("^(?:依法|及时|按照规定|予以|给予|对其|将|向其|根据情况)+")


def compare_modality(pair: Pair) -> Iterator[Difference]:
    """规范用语比较: the same words follow 应当 here and 可以 or 不得 there, and never the same."""
    for modal in _modals(pair.draft):
        words = _following(modal, pair.draft)
        rivals = [
            m
            for m in _modals(pair.law)
            if _shared(words, _following(m, pair.law)) >= _needed(modal, m)
        ]
        if rivals and all(_opposed(modal, m) for m in rivals):
            yield _report(modal, rivals[0], pair)


def _needed(draft: Modality, law: Modality) -> int:
    """A ban is set against a permission only where much is the same."""
    banned = "prohibition" in (draft.kind, law.kind) and draft.kind != law.kind
    return _SAME_FORBIDDEN if banned else _SAME


def _modals(side: Side) -> list[Modality]:
    kept = ("obligation", "permission", "prohibition", "exemption")
    return [m for n in side.norms for m in n.modalities if m.kind in kept]


def _following(modal: Modality, side: Side) -> str:
    words = side.text[modal.span.end : modal.span.end + _LOOK]
    return _FILLER.sub("", re.split("[，。；：\n]", words)[0])


def _shared(one: str, other: str) -> int:
    """Length of the common beginning."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _opposed(draft: Modality, law: Modality) -> bool:
    return draft.kind != law.kind


def _report(modal: Modality, law: Modality, pair: Pair) -> Difference:
    return difference(
        "condition",
        "modality_changed",
        (pair.draft.text, modal.span),
        (pair.law.text, law.span),
        f"上位法规定“{_quote(law, pair.law)}”，草案改为“{_quote(modal, pair.draft)}”。",
    )


def _quote(modal: Modality, side: Side) -> str:
    return (
        modal.span.of(side.text)
        + re.split("[，。；：\n]", side.text[modal.span.end : modal.span.end + _LOOK])[0]
    )


_WAIVER = re.compile(
    "(?P<cue>无需|无须|不需要|不需|不必|不再|可以不|免于|免予)(?:再|另行)?(?P<what>[一-龥]{2,10})"
)


def compare_waivers(pair: Pair) -> Iterator[Difference]:
    """免除义务: the draft waives in the law's own words what the law demands."""
    for match in _WAIVER.finditer(pair.draft.text):
        if match[0] in pair.law.text or match["cue"] + match["what"][:3] in pair.law.text:
            continue
        place = _demanded(match["what"], pair)
        if place is not None:
            yield difference(
                "body" if "责任" in match["what"] else "condition",
                "duty_waived",
                (pair.draft.text, Span(*match.span())),
                (pair.law.text, place),
                f"上位法要求“{place.of(pair.law.text)}”，草案规定“{match[0]}”，免除了上位法的要求。",
            )


def _demanded(what: str, pair: Pair) -> Span | None:
    """Where the law demands these words (四字以上): after 应当 or 必须 in the same clause."""
    at = pair.law.text.find(what[:4])
    if len(what) < 4 or at < 0:
        return None
    norm = pair.law.norm_at(at)
    before = pair.law.text[norm.span.start : at]
    demands = [m for m in norm.modalities if m.span.end <= at]
    if not demands or demands[-1].kind != "obligation" or re.search("不[予得再]?$", before):
        return None
    return Span(demands[-1].span.start, min(norm.span.end, at + len(what)))
