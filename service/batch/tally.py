"""Tally (汇总): findings by severity and kind, errors by code, and the speed of a batch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from models.finding import Severity
from models.submission import Kind


class Tally:
    """汇总: fed a record at a time, so that a long batch stays small in memory."""

    def __init__(self) -> None:
        self.files = 0
        self.characters = 0
        self.errors: Counter[str] = Counter()
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, record: Mapping[str, Any]) -> None:
        """Count one result line."""
        self.files += 1
        if "error" in record:
            self.errors[record["error"]["code"]] += 1
            return
        document = record["document"]
        self.characters += document["characters"]
        count = self._kinds[document["kind"]]
        count.update(finding["severity"] for finding in record["findings"])
        count.update({"files": 1, "undecided": len(record["undecided"])})

    def rows(self) -> list[tuple[str, ...]]:
        """Return a row a kind: name, files, the four severities, undecided."""
        columns = ("files", *(severity.value for severity in Severity), "undecided")
        return [
            (Kind(kind).label, *(str(count[column]) for column in columns))
            for kind, count in sorted(self._kinds.items())
        ]
