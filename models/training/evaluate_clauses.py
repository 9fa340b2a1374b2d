"""Evaluation of clause findings (条款评测) on the topics that nothing was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.checks.base import Context
from models.checks.content.steps import ALL
from models.training.clause_scores import ClauseScores, Said, scores
from models.training.clause_systems import (
    NearestClauses,
    Product,
    Progress,
    System,
    WordStatistics,
    patterns,
)
from models.training.clauses import Clause, is_held_out, is_of_another_author, read_clauses

STEPS = ("act", "power", "basis", "limit")
_WHOLE_DRAFT = 40
"""Clauses of a usual draft."""


@dataclass(frozen=True, slots=True)
class Failure:
    """错判: a clause that was missed, or flagged though lawful."""

    clause: Clause
    said: Said


@dataclass(frozen=True, slots=True)
class ClauseReport:
    """条款评测报告: scores of the product, of each baseline and each ablation, and the failures.

    `other_authors` are the product's on the clauses of each author of whom nothing was learnt.
    """

    clauses: int
    topics: tuple[str, ...]
    systems: dict[str, ClauseScores]
    other_authors: dict[str, ClauseScores] = field(default_factory=dict)
    failures: tuple[Failure, ...] = field(default=())


def evaluate(
    context: Context,
    progress: Progress,
    *,
    baselines: bool = True,
    ablation: bool = False,
    clauses: Sequence[Clause] | None = None,
) -> ClauseReport:
    """条款评测: the product first, then the others asked for, all on the same clauses."""
    everything = read_clauses()
    tested = list(clauses) if clauses is not None else _topics(everything)
    learnt = [c for c in everything if not is_held_out(c)]
    product = Product("法审", context)
    said = product.say(tested, progress)
    others = [] if clauses is not None else [c for c in everything if is_of_another_author(c)]
    told = Product("另一作者", context).say(others, progress)
    found = {product.name: scores(tested, said)}
    compared: list[System] = []
    if baselines:
        compared += _baselines(context, learnt)
    if ablation:
        names = {"act": "行为", "power": "权限", "basis": "依据", "limit": "限度"}
        compared += [Product(f"去掉{names[s]}", context, ALL.without(s)) for s in STEPS]
        compared.append(Product("置于整份草案", context, replace(ALL, clauses=_WHOLE_DRAFT)))
    for system in compared:
        found[system.name] = scores(tested, system.say(tested, progress))
    wrong = tuple(
        Failure(c, s)
        for c, s in zip([*tested, *others], [*said, *told], strict=True)
        if s.flagged != (c.label == "unlawful")
    )
    topics = tuple(sorted({c.topic for c in tested}))
    return ClauseReport(len(tested), topics, found, _by_author(others, told), wrong)


def _by_author(clauses: Sequence[Clause], said: Sequence[Said]) -> dict[str, ClauseScores]:
    both = list(zip(clauses, said, strict=True))
    return {
        author: scores(
            [c for c, _ in both if c.author == author], [s for c, s in both if c.author == author]
        )
        for author in sorted({c.author for c in clauses})
    }


def _topics(everything: Sequence[Clause]) -> list[Clause]:
    return [c for c in everything if is_held_out(c) and not is_of_another_author(c)]


def _baselines(context: Context, learnt: Sequence[Clause]) -> list[System]:
    from models.neural.encoder import OnnxEncoder

    encoder = OnnxEncoder()
    return [
        patterns(context),
        WordStatistics(learnt),
        NearestClauses(learnt, encoder.encode_queries),
    ]
