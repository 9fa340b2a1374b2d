"""Scores of clause findings (条款评测): recall, false alarms, pairs, category, article, words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number
from models.training.clauses import Clause

_TOUCH = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """系统所说 of one clause: flagged or not, category, bases (law, article), words, certainty.

    `span` counts from the clause's first character. `undecided` is a clause left to a person.
    """

    flagged: bool
    category: str = ""
    bases: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] | None = None
    confidence: float = 0.0
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """比率: right of total, with a 95 % Wilson interval."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """The share (0..1); 0 of nothing."""
        return self.right / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % Wilson interval."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.96, self.total, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class ClauseScores:
    """条款评测结果. `by_category` has (recall, false alarms) of the clauses of each category."""

    recall: Rate
    false_alarms: Rate
    background: Rate
    pairs: Rate
    category: Rate
    article: Rate
    words: Rate
    undecided: Rate
    by_category: dict[str, tuple[Rate, Rate]] = field(default_factory=dict)
    calibration: tuple[tuple[float, float, int], ...] = ()


def scores(clauses: Sequence[Clause], said: Sequence[Said]) -> ClauseScores:
    """Score what was said of each clause."""
    both = list(zip(clauses, said, strict=True))
    wrong = [(c, s) for c, s in both if c.label == "unlawful"]
    alike = [(c, s) for c, s in both if c.label == "lawful"]
    found = [(c, s) for c, s in wrong if s.flagged]
    return ClauseScores(
        recall=_rate(wrong, lambda c, s: s.flagged),
        false_alarms=_rate(alike, lambda c, s: s.flagged),
        background=_rate([b for b in both if b[0].label == "background"], lambda c, s: s.flagged),
        pairs=_pairs(both),
        category=_rate(found, lambda c, s: s.category in c.categories),
        article=_rate(found, lambda c, s: bool(_names(c) & set(s.bases))),
        words=_rate([p for p in found if p[0].span], _right_words),
        undecided=_rate(both, lambda c, s: s.undecided and not s.flagged),
        by_category=_by_category(wrong, alike),
        calibration=_calibration(both),
    )


def _rate(both: list[tuple[Clause, Said]], test: Callable[[Clause, Said], bool]) -> Rate:
    return Rate(sum(test(c, s) for c, s in both), len(both))


def _names(clause: Clause) -> set[tuple[str, str]]:
    return {(law, article_name(article)) for law, article in clause.bases}


def article_name(written: str) -> str:
    """条号名称: "120之1" as 第一百二十条之一."""
    main, _, sub = written.partition("之")
    return format_article_number(ArticleNumber(int(main), int(sub or 0)))


def _pairs(both: list[tuple[Clause, Said]]) -> Rate:
    """对比对: a pair counts where the unlawful clause is flagged and no look-alike of it is."""
    groups: dict[str, list[tuple[Clause, Said]]] = {}
    for clause, one in both:
        if clause.pair:
            groups.setdefault(clause.pair, []).append((clause, one))
    whole = [g for g in groups.values() if len({c.label for c, _ in g}) == 2]
    right = sum(all(s.flagged == (c.label == "unlawful") for c, s in g) for g in whole)
    return Rate(right, len(whole))


def _right_words(clause: Clause, said: Said) -> bool:
    """The words shown cover at least half of the offending ones."""
    if clause.span is None or said.span is None:
        return False
    common = min(clause.span[1], said.span[1]) - max(clause.span[0], said.span[0])
    return common >= _TOUCH * (clause.span[1] - clause.span[0])


def _by_category(
    wrong: list[tuple[Clause, Said]], alike: list[tuple[Clause, Said]]
) -> dict[str, tuple[Rate, Rate]]:
    names = sorted({c.categories[0] for c, _ in (*wrong, *alike) if c.categories})
    return {
        name: (
            _rate([p for p in wrong if p[0].categories[0] == name], lambda c, s: s.flagged),
            _rate([p for p in alike if p[0].categories[:1] == (name,)], lambda c, s: s.flagged),
        )
        for name in names
    }


def _calibration(both: list[tuple[Clause, Said]]) -> tuple[tuple[float, float, int], ...]:
    """校准曲线: (mean confidence, share truly unlawful, count) of flagged clauses, by fifths."""
    flagged = sorted(
        ((s.confidence, c.label == "unlawful") for c, s in both if s.flagged), key=lambda p: p[0]
    )
    if not flagged:
        return ()
    size = max(1, -(-len(flagged) // 5))
    parts = [flagged[i : i + size] for i in range(0, len(flagged), size)]
    return tuple(
        (sum(p for p, _ in part) / len(part), sum(t for _, t in part) / len(part), len(part))
        for part in parts
    )
