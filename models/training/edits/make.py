"""Making of pairs (成对): a paragraph of a superior provision, reworded, with at most one edit."""

from __future__ import annotations

import random
from dataclasses import dataclass

from models.training.edits.changes import CHANGES
from models.training.edits.rewording import opened, reworded

_SHORTEST, _LONGEST = 24, 260


@dataclass(frozen=True, slots=True)
class Edited:
    """改写结果: the subordinate text, its type, and the characters that conflict (None: none)."""

    text: str
    type: str
    span: tuple[int, int] | None


def edited(provision: str, kind: str, chance: random.Random) -> Edited | None:
    """Return a text with one conflict of the kind, or None where none can be made of it."""
    text = _part(provision, chance)
    changes = list(CHANGES[kind])
    chance.shuffle(changes)
    for change in changes if text else ():
        made = change(text, chance)
        if made is None or text[made[0] : made[1]] == made[2]:
            continue
        start, end, words = made
        before = opened(reworded(text[:start], chance), chance)
        after = reworded(text[end:], chance)
        if words:
            return Edited(before + words + after, kind, (len(before), len(before) + len(words)))
        at = max(0, len(before) - 4)
        return Edited(before + after, kind, (at, min(len(before) + 4, len(before + after))))
    return None


def restated(provision: str, chance: random.Random) -> Edited | None:
    """Return the provision in other words, without conflict, or None where it is too short."""
    text = _part(provision, chance)
    return Edited(opened(reworded(text, chance), chance), "none", None) if text else None


def _part(provision: str, chance: random.Random) -> str:
    """One or two paragraphs of the provision; "" where they are too short or too long."""
    paragraphs = [p.strip() for p in provision.split("\n") if p.strip()]
    if not paragraphs:
        return ""
    at = chance.randrange(len(paragraphs))
    text = paragraphs[at]
    if text.endswith("：") or (len(text) < 60 and chance.random() < 0.4):
        text += "".join(paragraphs[at + 1 : at + 1 + chance.randrange(1, 5)])
    return text if _SHORTEST <= len(text) <= _LONGEST else ""
