"""Features (特征): what the judge weighs of a suspicion, as numbers with readable names."""

from __future__ import annotations

from models.checks.content.basis import overlap, refers_generally
from models.checks.content.proof import RESTATING
from models.checks.content.suspicion import Suspicion
from models.neural.clauses.judge import logit
from models.submission import Kind

GROUPS = ("law", "act")
"""Kinds of suspicion: decided by a superior text, or by the act itself."""


def group_of(suspect: Suspicion) -> str:
    """判断组: which set of weights judges a suspicion."""
    return "law" if suspect.by_law else "act"


def features(suspect: Suspicion, kind: Kind) -> dict[str, float]:
    """特征 of a suspicion. Chances come as log-odds, signs as 0 or 1."""
    reading, found = suspect.reading, [c for c in suspect.candidates if c.comparison is not None]
    same = [c.comparison.types["none"] for c in found if c.comparison]
    against = [c.comparison.conflict for c in found if c.comparison]
    near = [
        c.comparison.conflict * overlap(suspect.text, c.basis.quoted_text)
        for c in found
        if c.comparison
    ]
    named = [c.comparison.conflict for c in found if c.comparison and c.cited]
    lawful = reading.manner["refers"] + reading.manner["internal"] + reading.manner["voluntary"]
    return {
        "unlawful": logit(reading.unlawful),
        "wording": max(-6.0, min(6.0, reading.wording)),
        "category": logit(reading.categories[suspect.category.id]),
        "creates": logit(reading.manner["creates"]),
        "lawful_manner": lawful,
        "restating_manner": reading.manner["restates"] + reading.manner["details"],
        "rule": float(suspect.rule is not None),
        "weak_rule": float(bool(suspect.matches)),
        "worded_sure": float(suspect.worded == "sure"),
        "worded_lead": float(suspect.worded == "lead"),
        "cue": float(any(p.search(suspect.text) for p in suspect.category.cue_patterns)),
        "marked": float(reading.span is not None),
        "generic": float(refers_generally(suspect.text)),
        "cites": float(any(c.cited for c in suspect.candidates)),
        "same": max(same, default=0.0),
        "against": max(against, default=0.0),
        "against_near": max(near, default=0.0),
        "against_cited": max(named, default=0.0),
        "difference": float(any(c.differences for c in suspect.candidates)),
        "regulation": float(kind in RESTATING),
    }
