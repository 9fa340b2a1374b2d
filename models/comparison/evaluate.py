"""Measure of the comparison (比对评测) on the conflict pairs that we wrote.

    python -m models.comparison.evaluate --library library.sqlite --as-of 2026-11-26 --out FILE

Counts a pair as stated when `compare` states any difference. Precision is that share of the
stated pairs that do conflict; `test` are the laws that were never looked at while writing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.library import Library
from corpus.span import Span
from models.comparison.compare import compare
from models.comparison.difference import Difference
from models.training.conflicts import CONFLICT_PAIRS, ConflictPair, provision_text, read_conflicts

_NO_CONFLICT = frozenset(["none", "unrelated"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """比对结果 of one pair."""

    pair: ConflictPair
    found: tuple[Difference, ...]

    @property
    def placed(self) -> bool:
        """Whether a difference touches the words that were marked as conflicting."""
        if self.pair.span is None:
            return False
        marked = Span(max(0, self.pair.span[0] - 1), self.pair.span[1] + 1)
        return any(marked.overlaps(d.draft_span) for d in self.found)

    @property
    def typed(self) -> bool:
        """Whether a difference has the type that was labelled."""
        return any(d.type == self.pair.type for d in self.found)


def outcomes(pairs: Iterable[ConflictPair], library: Library, as_of: date) -> tuple[Outcome, ...]:
    """比对 of all pairs whose superior provisions the library holds on the date."""
    view = library.at(as_of)
    texts = ((pair, provision_text(view, pair.laws)) for pair in pairs)
    return tuple(Outcome(pair, compare(pair.text, law)) for pair, law in texts if law)


def summary(found: Iterable[Outcome]) -> dict[str, Any]:
    """评测汇总: false alarms, recall, precision, places, types; counts by label and by kind."""
    every = tuple(found)
    conflicts = [o for o in every if o.pair.type not in _NO_CONFLICT]
    others = [o for o in every if o.pair.type in _NO_CONFLICT]
    stated, alarms = [o for o in conflicts if o.found], [o for o in others if o.found]
    return {
        "pairs": len(every),
        "conflicts": len(conflicts),
        "false_alarms": _share(len(alarms), len(others)),
        "recall": _share(len(stated), len(conflicts)),
        "precision": _share(len(stated), len(stated) + len(alarms)),
        "right_place": _share(sum(o.placed for o in stated), len(stated)),
        "right_type": _share(sum(o.typed for o in stated), len(stated)),
        "stated_by_label": _by_label(every),
        "kinds": dict(Counter(d.kind for o in every for d in o.found)),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _by_label(every: tuple[Outcome, ...]) -> dict[str, str]:
    totals = Counter(o.pair.type for o in every)
    stated = Counter(o.pair.type for o in every if o.found)
    return {label: f"{stated[label]}/{count}" for label, count in sorted(totals.items())}


def run(given: argparse.Namespace) -> dict[str, Any]:
    """评测 of every author, the seen and the held-out laws apart."""
    found = outcomes(read_conflicts(given.pairs), Library.open(given.library), given.as_of)
    report: dict[str, Any] = {}
    for author in sorted({o.pair.author for o in found}):
        own = [o for o in found if o.pair.author == author]
        report[author] = {
            "seen": summary(o for o in own if not o.pair.is_held_out),
            "test": summary(o for o in own if o.pair.is_held_out),
        }
    return report


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="上下位法比对评测")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, default=CONFLICT_PAIRS)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.write_text(json.dumps(run(given), indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
