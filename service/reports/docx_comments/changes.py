"""Changes (修订建议): literal replacements as tracked changes, to be accepted or rejected."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from corpus.formats import read_document
from corpus.formats.word.names import W
from corpus.span import Span
from service.reports.docx_comments import comment_xml as xml
from service.reports.docx_comments.part_text import PartText
from service.reports.docx_comments.parts import Parts
from service.reports.docx_comments.remarks import clean
from service.reports.docx_comments.story import Reach, Story

if TYPE_CHECKING:
    from lxml import etree

_PARENTS = frozenset(W + name for name in ("p", "hyperlink", "smartTag"))
_ITEMS = frozenset(
    W + name for name in ("rPr", "t", "tab", "br", "cr", "noBreakHyphen", "lastRenderedPageBreak")
)


@dataclass(frozen=True, slots=True)
class Change:
    """修订: the words at `span` of the document are to be replaced by `words`.

    Where nothing is taken out, `span` is the character before or after, and `added` tells which
    side the words stand on ("" where `span` itself is taken out).
    """

    span: Span
    words: str
    added: str = ""

    def overlaps(self, other: Change) -> bool:
        """Tell whether two changes touch the same words."""
        return self.span.overlaps(other.span)


def smallest(span: Span, quote: str, words: str) -> Change:
    """最小修订: what is the same at both ends stays untouched."""
    most = min(len(quote), len(words))
    head = next((i for i in range(most) if quote[i] != words[i]), most)
    rest = most - head
    tail = next((i for i in range(rest) if quote[-1 - i] != words[-1 - i]), rest)
    put = words[head : len(words) - tail]
    start, end = span.start + head, span.end - tail
    if start < end:
        return Change(Span(start, end), put)
    if head:
        return Change(Span(start - 1, start), put, "after")
    return Change(Span(start, start + 1), put, "before")


def runs_of(change: Change, story: Story) -> Reach | None:
    """Return where a change is to be made; None where it would touch more than plain words."""
    reach = story.reach(change.span)
    if (
        reach is None
        or not reach.whole
        or "\n" in change.words
        or clean(change.words) == "" != change.words
    ):
        return None
    first, last = _run(reach.first.item), _run(reach.last.item)
    runs = list(_between(first, last))
    plain = all(_is_plain(run) for run in runs)
    return reach if runs and runs[-1] is last and plain else None


def apply_changes(data: bytes, changes: Sequence[Change], day: date) -> bytes:
    """写入修订: `data` is a docx whose runs are parted at the borders of the changes already."""
    if not changes:
        return data
    parts = Parts(data)
    part = parts.part(parts.package.main)
    story = Story(parts.package, part, read_document(data, "draft.docx"))
    numbers = _free_numbers(part)
    for change in changes:
        reach = story.reach(change.span)
        if reach is not None:
            _write(change, reach, part, numbers, day)
    return parts.write({parts.package.main: part.result()}, day)


def _write(change: Change, reach: Reach, part: PartText, numbers: Iterator[int], day: date) -> None:
    first, last = _run(reach.first.item), _run(reach.last.item)
    if not change.added:
        for run in _between(first, last):
            place = part.extent(run)
            part.insert(place.start, _open("del", numbers, day, part))
            for item in run.iterchildren(f"{W}t"):
                _rename(part, item)
            part.insert(place.end, "</w:del>")
    if change.words:
        at = part.extent(first).start if change.added == "before" else part.extent(last).end
        part.insert(at, _inserted(change.words, last, part, numbers, day))


def _inserted(
    words: str, like: etree._Element, part: PartText, numbers: Iterator[int], day: date
) -> str:
    properties = like.find(f"{W}rPr")
    written = "" if properties is None else part.written(properties)
    for old in () if properties is None else properties.iterfind(f"{W}rPrChange"):
        written = written.replace(part.written(old), "")
    run = f'<w:r>{written}<w:t xml:space="preserve">{escape(clean(words))}</w:t></w:r>'
    return f"{_open('ins', numbers, day, part)}{run}</w:ins>"


def _open(name: str, numbers: Iterator[int], day: date, part: PartText) -> str:
    return f'<w:{name}{xml.declaration(part)} w:id="{next(numbers)}" {xml.stamp(day)}>'


def _rename(part: PartText, item: etree._Element) -> None:
    """w:t becomes w:delText."""
    place, tag = part.extent(item), part.tag(item)
    renamed = tag.removesuffix("t") + "delText"
    part.replace(place.start + 1, place.start + 1 + len(tag), renamed)
    if place.after < place.end:
        part.replace(place.after + 2, place.after + 2 + len(tag), renamed)


def _between(first: etree._Element, last: etree._Element) -> Iterator[etree._Element]:
    """The runs from one to another in the same paragraph, boxes left out."""
    paragraph = next(first.iterancestors(f"{W}p"))
    runs = [r for r in paragraph.iter(f"{W}r") if next(r.iterancestors(f"{W}p")) is paragraph]
    following = itertools.dropwhile(lambda run: run is not first, runs)
    for run in following:
        if not _is_mark(run):
            yield run
        if run is last:
            return


def _is_mark(run: etree._Element) -> bool:
    """Whether a run only holds the sign of a comment, or was taken out before."""
    gone = next(run.iterancestors(f"{W}del"), None) is not None
    return gone or run.find(f"{W}commentReference") is not None


def _is_plain(run: etree._Element) -> bool:
    parent = run.getparent()
    held = parent is not None and parent.tag in _PARENTS
    return held and all(item.tag in _ITEMS for item in run.iterchildren("*"))


def _run(item: etree._Element) -> etree._Element:
    return next(item.iterancestors(f"{W}r"))


def _free_numbers(part: PartText) -> Iterator[int]:
    taken = {element.get(f"{W}id") for element in part.root.iter("*")}
    return (number for number in itertools.count(1) if str(number) not in taken)
