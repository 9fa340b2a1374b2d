"""Evaluation on real documents (真实文件评测): what is said of them beside what readers objected to.

python -m models.training.evaluate_real --documents DIR --home DIR [--use test|late]

A finding (critical or major, about content) or an entry left undecided is right where a reader, who
knew nothing of it, objected to the same words; "clear" where most reviewers would. The same run shows
the check without what readers of other documents object to (practice), the rules alone, and every check
together, as a user sees them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.span import Span
from models.checks import CHECKS, Check
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.steps import ALL
from models.checks.content.units import units
from models.finding import Outcome
from models.neural.clauses.files import WEIGHTS
from models.submission import Kind, Submission
from models.training.fit_judge import open_context
from models.training.real import Objection, RealDocument, read_real


@dataclass(slots=True)
class Tally:
    """计数: entries, those to which the first reader objects, clearly, and under the same category.

    `either` counts those to which the first or the second reader objects.
    """

    told: int = 0
    right: int = 0
    either: int = 0
    clear: int = 0
    category: int = 0

    def add(self, category: str, against: Sequence[Objection], second: Sequence[Objection]) -> None:
        """Count one entry."""
        self.told += 1
        self.either += bool(against or second)
        self.right += bool(against)
        self.clear += any(o.clear for o in against)
        self.category += any(category in o.categories for o in against)

    def line(self) -> str:
        """The counts and their shares."""
        counts = (self.right, self.clear, self.category, self.either)
        share = [f"{n} ({n / max(1, self.told):.2f})" for n in counts]
        return (
            f"{self.told}: right {share[0]}, clear {share[1]}, same category {share[2]};"
            f" by either reader {share[3]}"
        )


class Every:
    """全部检查, as one."""

    id, name, kinds = "every", "全部检查", frozenset(Kind)

    def run(self, submission: Submission, context: Context) -> Outcome:
        """What all checks that fit the kind say."""
        told = [c.run(submission, context) for c in CHECKS if submission.kind in c.kinds]
        return Outcome(
            tuple(f for one in told for f in one.findings),
            undecided=tuple(u for one in told for u in one.undecided),
        )


def entries(outcome: Outcome, *, findings: bool) -> Iterator[tuple[str, Span]]:
    """Category and place of what is flagged, or of what is left undecided."""
    told = [f for f in outcome.findings if f.severity.is_flag] if findings else outcome.undecided
    return ((e.category, e.span) for e in told if e.span is not None)


def evaluate(documents: Iterable[RealDocument], check: Check, context: Context) -> list[str]:
    """What a check says of documents, in lines."""
    flags, doubts, number, characters = Tally(), Tally(), 0, 0
    met: set[Objection] = set()
    asked: set[Objection] = set()
    all_of: set[Objection] = set()
    for document in documents:
        outcome = check.run(document.submission, context)
        number += 1
        characters += len(document.submission.document.text)
        all_of |= set(document.objections)
        for tally, known, findings in ((flags, met, True), (doubts, asked, False)):
            for category, span in entries(outcome, findings=findings):
                against = document.objections_in(span)
                tally.add(category, against, document.objections_in(span, second=True))
                known |= set(against)
    return [
        f"{number} documents, {characters} characters, {len(all_of)} objections,"
        f" {sum(o.clear for o in all_of)} clear",
        f"  findings  {flags.line()}; {_met(met, all_of)}",
        f"  undecided {doubts.line()}; {_met(asked - met, all_of)}",
    ]


def beside(documents: Iterable[RealDocument]) -> str:
    """How the second reader would fare, taken for a program: what a figure for the check can be."""
    told = right = total = 0
    for document in documents:
        spans = [unit.span for unit in units(document.submission.document)]
        first = {s for s in spans if document.objections_in(s)}
        second = {s for s in spans if document.objections_in(s, second=True)}
        told, total = told + len(second), total + len(first)
        right += len(first & second)
    return (
        f"a second reader: {told} clauses, right {right / max(1, told):.2f},"
        f" of the first's {right / max(1, total):.2f}"
    )


def _met(met: set[Objection], all_of: set[Objection]) -> str:
    clear = {o for o in all_of if o.clear}
    return (
        f"of the objections {len(met) / max(1, len(all_of)):.2f},"
        f" of the clear {len(met & clear) / max(1, len(clear)):.2f}"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--use", default="test")
    given = parser.parse_args()
    context = open_context(given.home, date(2026, 11, 27), WEIGHTS)
    documents = list(read_real(given.documents, use=given.use))
    systems: dict[str, tuple[Check, Context]] = {
        "the check": (ContentCheck(), context),
        "without practice": (ContentCheck(replace(ALL, practice=False)), context),
        "the rules alone": (ContentCheck(), replace(context, reader=None)),
        "every check": (Every(), context),
    }
    for name, (check, its_context) in systems.items():
        sys.stdout.write("\n".join([name, *evaluate(documents, check, its_context)]) + "\n")
        sys.stdout.flush()
    sys.stdout.write(f"{beside(documents)}\n")


if __name__ == "__main__":
    main()
