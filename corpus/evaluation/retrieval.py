"""Retrieval evaluation (检索评测): systems over labelled questions, with paired differences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.evaluation.bootstrap import Interval, paired_interval
from corpus.evaluation.gold import Answerable, Resolved
from corpus.evaluation.metrics import DEPTH, MEASURES, average, measure, percentile
from corpus.evaluation.queries import Key, seen
from corpus.evaluation.systems import System

Clock = Callable[[], float]
"""Seconds that only go forward; the caller owns the clock."""
ALL, SEEN, UNSEEN = "all", "seen", "unseen"
SUBSET_LABELS = {ALL: "全部", SEEN: "训练见过", UNSEEN: "训练未见"}


@dataclass(frozen=True, slots=True)
class Run:
    """一轮结果: what one system gave for each question it could be asked, by question id.

    `seconds` is the time of each search.
    """

    measures: dict[str, dict[str, float]]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Scores:
    """得分: averages over `queries` questions; latencies in milliseconds."""

    queries: int
    averages: dict[str, float]
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """对比: a baseline beside our system on the very same questions and gold.

    `questions` are those whose gold the baseline's corpus holds, `gold` how many provisions of
    theirs; `ours` and `theirs` by subset; `differences` ours minus theirs by subset and measure.
    """

    name: str
    about: str
    questions: int
    gold: int
    ours: dict[str, Scores]
    theirs: dict[str, Scores]
    differences: dict[str, dict[str, Interval]]


@dataclass(frozen=True, slots=True)
class Report:
    """检索评测结果: `scores` of our system by subset (all, and with training seen and unseen)."""

    system: str
    about: str
    resolved: Resolved
    scores: dict[str, Scores]
    comparisons: tuple[Comparison, ...]


def evaluate(
    system: System,
    resolved: Resolved,
    clock: Clock,
    *,
    train: Collection[Key] | None = None,
    baselines: Sequence[System] = (),
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """检索评测: ask every question of every system, one after the other.

    `train` holds the provisions that answer training questions; with it, results come per subset.
    The first search of each system is made once before timing, so that loading is not counted.
    """
    questions = resolved.questions
    subsets = _subsets(questions, train)
    ours = run(system, questions, clock, progress)
    compared = [
        _compare(system, baseline, questions, subsets, ours, clock, progress)
        for baseline in baselines
    ]
    return Report(system.name, system.about, resolved, _by_subset(ours, subsets), tuple(compared))


def run(
    system: System,
    questions: Sequence[Answerable],
    clock: Clock,
    progress: Callable[[str, int, int], None] | None = None,
) -> Run:
    """一轮: ask every question once, and measure."""
    measures: dict[str, dict[str, float]] = {}
    seconds: dict[str, float] = {}
    if questions:
        system.search(questions[0].query.text, DEPTH)
    for number, question in enumerate(questions, start=1):
        started = clock()
        ranking = system.search(question.query.text, DEPTH)
        seconds[question.query.qid] = clock() - started
        measures[question.query.qid] = measure(ranking, question.gold)
        if progress is not None:
            progress(system.name, number, len(questions))
    return Run(measures, seconds)


def _compare(
    system: System,
    baseline: System,
    questions: Sequence[Answerable],
    subsets: Mapping[str, frozenset[str]],
    ours: Run,
    clock: Clock,
    progress: Callable[[str, int, int], None] | None,
) -> Comparison:
    fair = _held_by(baseline, questions)
    same = len(fair) == len(questions) and sum(len(q.gold) for q in fair) == sum(
        len(q.gold) for q in questions
    )
    mine = ours if same else run(system, fair, clock, progress)
    theirs = run(baseline, fair, clock, progress)
    return Comparison(
        name=baseline.name,
        about=baseline.about,
        questions=len(fair),
        gold=len(frozenset(key for question in fair for key in question.gold)),
        ours=_by_subset(mine, subsets),
        theirs=_by_subset(theirs, subsets),
        differences=_differences(mine, theirs, subsets),
    )


def _held_by(system: System, questions: Sequence[Answerable]) -> list[Answerable]:
    """The questions with the gold that the system's own corpus holds; without any, left out."""
    kept = ((q.query, frozenset(k for k in q.gold if system.holds(k))) for q in questions)
    return [Answerable(query, gold) for query, gold in kept if gold]


def _subsets(
    questions: Sequence[Answerable], train: Collection[Key] | None
) -> dict[str, frozenset[str]]:
    everything = frozenset(q.query.qid for q in questions)
    if train is None:
        return {ALL: everything}
    known = frozenset(q.query.qid for q in questions if seen(q.query, train))
    return {ALL: everything, SEEN: known, UNSEEN: everything - known}


def _by_subset(result: Run, subsets: Mapping[str, frozenset[str]]) -> dict[str, Scores]:
    return {name: _scores(result, ids) for name, ids in subsets.items() if _common(result, ids)}


def _scores(result: Run, ids: Collection[str]) -> Scores:
    asked = _common(result, ids)
    times = [result.seconds[qid] * 1000 for qid in asked]
    return Scores(
        queries=len(asked),
        averages=average([result.measures[qid] for qid in asked]),
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def _common(result: Run, ids: Collection[str]) -> list[str]:
    return [qid for qid in result.measures if qid in ids]


def _differences(
    ours: Run, theirs: Run, subsets: Mapping[str, frozenset[str]]
) -> dict[str, dict[str, Interval]]:
    def intervals(asked: Sequence[str]) -> Iterator[tuple[str, Interval]]:
        for name in MEASURES:
            mine = [ours.measures[qid][name] for qid in asked]
            others = [theirs.measures[qid][name] for qid in asked]
            yield name, paired_interval(mine, others)

    asked = {name: _common(theirs, ids) for name, ids in subsets.items()}
    return {name: dict(intervals(ids)) for name, ids in asked.items() if ids}
