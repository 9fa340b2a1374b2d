"""Comparing (修改稿对照): two stored reviews of one matter, set side by side."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from models.versions import VersionComparison, compare
from service.desk.reading import Opened, Reading
from service.ledger import Actor, Ledger
from service.ledger.errors import BadRecord, NotFound
from service.wiring import Wiring

ComparisonForm = Literal["json", "html", "text"]
COMPARISON_TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Compared:
    """对照: both reviews as the ledger has them now, and what became of the one in the other."""

    old: Opened
    new: Opened
    both: VersionComparison


class Comparing:
    """修改稿对照 over one ledger; comparisons are kept for the next look, they never change."""

    def __init__(self, wiring: Wiring, ledger: Ledger, reading: Reading) -> None:
        self._wiring = wiring
        self._ledger = ledger
        self._reading = reading
        self._lock = Lock()
        self._made: OrderedDict[tuple[str, str], VersionComparison] = OrderedDict()

    def compare(self, actor: Actor, old_id: str, new_id: str) -> VersionComparison:
        """对照 two reviews.

        Raises:
            NotFound, BadRecord, ContentDeleted, LedgerError: as `open`.
        """
        return self.open(actor, old_id, new_id).both

    def open(self, actor: Actor, old_id: str, new_id: str) -> Compared:
        """对照 two reviews, with the decisions on them; both looks are noted.

        Raises:
            NotFound: no such reviews, or of another department.
            BadRecord: they belong to different matters.
            ContentDeleted: a text or a draft was deleted by policy.
            LedgerError: another version of the program wrote what this one cannot read.
        """
        old, new = self._reading.open(actor, old_id), self._reading.open(actor, new_id)
        if old.matter.id != new.matter.id:
            raise BadRecord("只能对照同一事项的两次审查")
        return Compared(old, new, self._compared(old, new))

    def newest_before(self, actor: Actor, review_id: str) -> str:
        """上一版的审查: the last review of the version before this one.

        Raises:
            NotFound: no such review, or there is no earlier version with a review.
        """
        with self._ledger.read() as work:
            review = work.reviews.get(actor, review_id)
            numbers = {
                version.id: version.number
                for version in work.versions.of_matter(actor, review.matter_id)
            }
            earlier = [
                one
                for one in work.reviews.of_matter(actor, review.matter_id)
                if numbers[one.version_id] < numbers[review.version_id]
            ]
        if not earlier:
            raise NotFound("上一版的审查记录")
        return max(earlier, key=lambda one: (numbers[one.version_id], one.created_at)).id

    def rendered(self, both: VersionComparison, form: ComparisonForm) -> str:
        """对照报告 in a format."""
        from service.reports.comparison import render_page, render_text, to_dict

        if form == "json":
            return json.dumps(to_dict(both), ensure_ascii=False)
        labels = self._wiring.category_names()
        return render_page(both, labels) if form == "html" else render_text(both, labels)

    def _compared(self, old: Opened, new: Opened) -> VersionComparison:
        key = (old.record.id, new.record.id)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = compare(old.restored.review, new.restored.review)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made
