"""Rule hits (规则命中): which T and G entries the rules see in a piece of text."""

from __future__ import annotations

import re

from corpus.knowledge.term_signs import TermSign, load_term_signs
from models.neural.contracts.judge import Hit

SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")


def rule_hits(text: str, kinds: frozenset[str]) -> dict[str, Hit]:
    """规则命中 by term, "strong" where any strong rule holds; `kinds` empty fits every rule."""
    hits: dict[str, Hit] = {}
    for sign in load_term_signs():
        if kinds and sign.kinds and not kinds & sign.kinds:
            continue
        if hits.get(sign.term) != "strong" and holds(sign, text):
            hits[sign.term] = sign.strength
    return hits


def holds(sign: TermSign, text: str) -> bool:
    """Whether a rule holds for a text: for one of its sentences, or for the whole."""
    if sign.unit == "clause":
        return sign.found(text) is not None
    return any(sign.found(found[0]) for found in SENTENCE.finditer(text))
