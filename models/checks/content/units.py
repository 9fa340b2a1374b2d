"""Clause units (条款单元): the stretches of a draft that are judged as one clause.

A paragraph is one unit; a lead with its list is one unit while it is short, else every item is
one, with the lead in front of it. Long paragraphs are cut at sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, ProvisionKind
from corpus.span import Span
from models.checks.content.lead import lead_of

LONGEST = 260
"""Characters of a unit; the model reads some 190 tokens."""
_SHORTEST = 10
_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[。；！]")
_ITEM = re.compile(r"\s*(?:[（(][〇一二三四五六七八九十百\d]+[）)]|\d+[.．、)）]|[①-⑳])")
_HEADING = re.compile(r"^\s*第[〇零一二三四五六七八九十百]+[编章节]\s*\S{0,30}$")
_ADDRESS = re.compile(
    r"^(?![^\n]*(?:下列|以下|如下|应当|不得|责令|可以|必须|由))"
    r"[^。；]{0,80}(?:政府|单位|部门|机构|办事处|委员会|企业|局|镇|乡|街道|院|校|公司)[：:]$"
)
_TITLE = re.compile(
    r"^[^，。；：（(一二三四五六七八九十\d]{0,40}关于[^，。；]{2,80}的(?:通知|决定|意见|公告|通告|批复|函|说明)$"
)
_SPEAKS = re.compile(r"[，。；：]|不得|应当|必须|严禁|禁止|一律|方可|收取|缴纳|罚款")


@dataclass(frozen=True, slots=True)
class Unit:
    """条款单元: where it stands in the document, and the lead in front of it ("" for none)."""

    span: Span
    lead: str = ""


def units(document: Document) -> tuple[Unit, ...]:
    """条款单元 of the whole document, in order, without headings, titles, addressees and signature."""
    text, outside = document.text, _signatures(document)
    lines = [Span(*m.span()) for m in _LINE.finditer(text)]
    lines = [s for s in lines if _is_clause(s.of(text)) and not any(o.overlaps(s) for o in outside)]
    found: list[Unit] = []
    for group in _groups(lines, text):
        found += _units_of(group, text)
    return tuple(found)


def _signatures(document: Document) -> list[Span]:
    return [
        p.span
        for p in document.root.walk()
        if p.kind is ProvisionKind.SIGNATURE and p.span.start < p.span.end
    ]


def _is_clause(line: str) -> bool:
    plain = line.strip()
    return (
        (len(plain) >= _SHORTEST or bool(_ITEM.match(plain)))
        and not _HEADING.match(plain)
        and not _TITLE.search(plain)
        and bool(_SPEAKS.search(plain) or len(plain) > 40)
    )


def _groups(lines: list[Span], text: str) -> Iterator[list[Span]]:
    """A lead that ends with a colon together with the items under it; other lines alone."""
    group: list[Span] = []
    for line in lines:
        follows = bool(group) and bool(_ITEM.match(line.of(text)))
        if follows and text[group[0].start : group[0].end].rstrip().endswith(("：", ":")):
            group.append(line)
            continue
        if group and not _is_address(group, text):
            yield group
        group = [line]
    if group and not _is_address(group, text):
        yield group


def _is_address(group: list[Span], text: str) -> bool:
    """主送机关: a line of bodies and a colon, with no list under it."""
    return len(group) == 1 and bool(_ADDRESS.match(group[0].of(text).strip()))


def _units_of(group: list[Span], text: str) -> list[Unit]:
    whole = Span(group[0].start, group[-1].end)
    if len(group) > 1 and whole.end - whole.start <= LONGEST:
        return [Unit(_trimmed(whole, text))]
    if len(group) == 1:
        return [Unit(piece, lead_of(text, piece.start)) for piece in _pieces(group[0], text)]
    lead = group[0].of(text).strip()
    return [Unit(piece, lead) for line in group[1:] for piece in _pieces(line, text)]


def _pieces(line: Span, text: str) -> Iterator[Span]:
    """The line, cut at the last sentence end within reach."""
    start = line.start
    while line.end - start > LONGEST:
        ends = [m.end() for m in _END.finditer(text, start, start + LONGEST)]
        cut = ends[-1] if ends and ends[-1] - start >= _SHORTEST else start + LONGEST
        yield _trimmed(Span(start, cut), text)
        start = cut
    rest = _trimmed(Span(start, line.end), text)
    if rest.end - rest.start >= _SHORTEST:
        yield rest


def _trimmed(span: Span, text: str) -> Span:
    piece = span.of(text)
    lead = len(piece) - len(piece.lstrip())
    return Span(span.start + lead, span.start + max(lead, len(piece.rstrip())))
