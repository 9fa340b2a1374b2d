"""Annotate (加批注): the uploaded docx with one Word comment for every finding.

Nothing else in the file changes. Every part but four keeps its bytes; those four (the document,
its comments, relationships and content types) keep theirs too and have words put in between.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from corpus.errors import NotAWordDraft, OtherDraft
from corpus.formats.word.names import W
from models.review import Review
from models.versions import identities
from service.reports.docx_comments import comment_xml as xml
from service.reports.docx_comments.changes import Change, apply_changes, runs_of, smallest
from service.reports.docx_comments.cuts import Cutter
from service.reports.docx_comments.part_text import PartText
from service.reports.docx_comments.parts import Parts
from service.reports.docx_comments.places import Place, Places
from service.reports.docx_comments.remarks import Remark, overview, remark
from service.reports.docx_comments.story import Story
from service.reports.wording import Labels

if TYPE_CHECKING:
    from lxml import etree

_CHANGED = "建议文字已用修订方式写入，可以接受或者拒绝。"
_UNCHANGED = "建议文字“{}”未能用修订方式写入（原文跨段或者在域、文本框里），请手工修改。"


def annotate(
    data: bytes,
    review: Review,
    labels: Labels | None = None,
    *,
    day: date | None = None,
    replacements: Mapping[str, str] | None = None,
) -> bytes:
    """批注版: the docx `data` with the findings of its `review` as comments by 法审.

    A comment stands on exactly the words of its finding; where Word allows none (text boxes,
    notes) it stands on the nearest place and says so; a finding without a place, and an overview,
    stand on the title. `day` is the day of the comments, by default the day of the review's law.
    `replacements` are literal words, by the finding's `id` of the JSON report, to stand instead
    of its quote: they are put in as tracked changes.

    Raises:
        NotAWordDraft: the draft is no docx.
        OtherDraft: `data` is not the file that was reviewed.
        CorruptFile, EncryptedFile, DecompressionBomb: it cannot be opened.
    """
    document = review.submission.document
    if document.format != "docx":
        raise NotAWordDraft(f"“{document.name}”是 {document.format} 文件")
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise OtherDraft(f"“{document.name}”")
    made = _Annotation(data, review, labels or {}, day or review.as_of, replacements or {})
    return apply_changes(made.write(), made.changes, made.day)


class _Annotation:
    """One docx while comments are put in."""

    def __init__(
        self,
        data: bytes,
        review: Review,
        labels: Labels,
        day: date,
        replacements: Mapping[str, str],
    ) -> None:
        self._review, self._labels, self.day = review, labels, day
        self._replacements = replacements
        self._parts = Parts(data)
        self._part = self._parts.part(self._parts.package.main)
        document = review.submission.document
        self._story = Story(self._parts.package, self._part, document)
        self._cutter = Cutter(self._part)
        self._places = Places(document, self._story, self._cutter, self._part)
        self._declared = xml.declaration(self._part)
        self.changes: list[Change] = []

    def write(self) -> bytes:
        """Return the docx with comments, its runs parted for the changes to come."""
        name = self._parts.comments
        existing = self._parts.part(name) if name else None
        numbers = _free_numbers(self._part, existing)
        comments = []
        for number, (place, said) in zip(numbers, self._remarks(), strict=False):
            self._mark(number, place)
            declared = xml.declaration(existing) if existing else ""
            comments.append(xml.comment(number, said, self.day, declared))
        self._cutter.write()
        changed = {self._parts.package.main: self._part.result()}
        if existing is None or name is None:
            content = xml.new_part(comments, xml.namespace(self._part))
            strict = xml.namespace(self._part) == xml.STRICT
            changed |= self._parts.with_comments(content, strict=strict)
        else:
            existing.append_to(existing.root, "".join(comments))
            changed[name] = existing.result()
        return self._parts.write(changed, self.day)

    def _remarks(self) -> Iterator[tuple[Place, Remark]]:
        yield self._places.title(), overview(self._review)
        findings = zip(identities(self._review), self._review.findings, strict=True)
        for number, (identity, finding) in enumerate(findings, 1):
            place = self._places.of(finding.span) if finding.span else self._places.title()
            notes = [place.note] if place.note else []
            words = self._replacements.get(identity)
            if words is not None and words != finding.quote and finding.span:
                change = smallest(finding.span, finding.quote, words)
                written = self._prepare(change)
                notes.append(_CHANGED if written else _UNCHANGED.format(words))
            yield place, remark(finding, number, self._review, self._labels, notes)

    def _prepare(self, change: Change) -> bool:
        """Part the runs at the borders of a change, if it can be made."""
        overlap = any(change.overlaps(other) for other in self.changes)
        reach = runs_of(change, self._story)
        if reach is None or overlap:
            return False
        for cut in (self._cutter.before(reach.first), self._cutter.after(reach.last)):
            self._cutter.mark(cut, (9, 0), "")
        self.changes.append(change)
        return True

    def _mark(self, number: int, place: Place) -> None:
        declared = self._declared
        start, end = xml.range_start(number, declared), xml.range_end(number, declared)
        sign = xml.reference(number, declared)
        if place.first.at == place.last.at == place.sign.at:
            self._cutter.mark(place.first, (1, number), start + end + sign)
            return
        self._cutter.mark(place.first, (2, number), start)
        self._cutter.mark(place.last, (0, 2 * number), end)
        self._cutter.mark(place.sign, (0, 2 * number + 1), sign)


def _free_numbers(part: PartText, comments: PartText | None) -> Iterator[int]:
    names = [W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]
    elements: list[etree._Element] = list(part.root.iter(*names))
    if comments is not None:
        elements += comments.root.iter(f"{W}comment")
    taken = {element.get(f"{W}id") for element in elements}
    return (number for number in itertools.count() if str(number) not in taken)
