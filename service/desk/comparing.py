"""Comparing (修改稿对照): two stored reviews of one matter, set side by side."""

from __future__ import annotations

import json
from typing import Literal

from models.versions import VersionComparison, compare
from service.desk.archive import Archived, fetch
from service.desk.views import Views
from service.ledger import Actor, Ledger
from service.ledger.errors import BadRecord, NotFound
from service.wiring import Wiring

ComparisonForm = Literal["json", "html", "text"]
COMPARISON_TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}


class Comparing:
    """修改稿对照 over one ledger."""

    def __init__(self, wiring: Wiring, ledger: Ledger, views: Views) -> None:
        self._wiring = wiring
        self._ledger = ledger
        self._views = views

    def compare(self, actor: Actor, old_id: str, new_id: str) -> VersionComparison:
        """对照 two reviews.

        Raises:
            NotFound: no such reviews, or of another department.
            BadRecord: they belong to different matters.
            ContentDeleted: a text or a draft was deleted by policy.
        """
        old, new = fetch(self._ledger, actor, old_id), fetch(self._ledger, actor, new_id)
        if old.matter.id != new.matter.id:
            raise BadRecord("只能对照同一事项的两次审查")
        self._noted(actor, old)
        self._noted(actor, new)
        return compare(old.restored(), new.restored())

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

    def _noted(self, actor: Actor, one: Archived) -> None:
        subject = ("review", one.record.id)
        self._views.note(actor, "review.read", subject, one.matter.department_id)
