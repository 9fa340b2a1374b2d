"""Assembly (组装): the blocks of a reader become a `Document`."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.document import AnchoredSpan, Document, Unread, UnreadKind
from corpus.errors import NoText
from corpus.formats.normalise import Normalised, normalise, policy_for
from corpus.formats.reading import Block, Piece, Reading
from corpus.formats.safety import check_characters
from corpus.formats.tails import kept_range
from corpus.span import Span
from corpus.structure import parse_structure, read_metadata


def assemble(reading: Reading, data: bytes, filename: str) -> Document:
    """组装: normalise and join the blocks, keep their anchors, read structure and metadata.

    Raises:
        NoText: nothing but blanks.
        FileTooLarge: more characters than a document can have.
    """
    blocks, left_out = without_frame(reading.blocks)
    text, anchors = join_blocks(blocks)
    if not text.strip():
        raise NoText
    root = parse_structure(text)
    return Document(
        name=filename,
        format=reading.format,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        root=root,
        metadata=read_metadata(text, root, title_hint=reading.title_hint),
        anchors=anchors,
        unread=(*reading.unread, *left_out, *_unreadable(text)),
    )


def _unreadable(text: str) -> Iterator[Unread]:
    if count := text.count("\ufffd"):
        note = f"正文有 {count} 处字符无法识别（显示为 \ufffd），请对照原文"
        yield Unread(UnreadKind.OTHER, note, count)


def without_frame(blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[Unread, ...]]:
    """去除网页尾: cut off a web page's imprint, whatever format it was saved in."""
    filled = [block for block in blocks if block.text.strip()]
    lines = [block.text for block in filled]
    _, end = kept_range(lines)
    if end == len(lines):
        return filled, ()
    count = sum(len(line.strip()) for line in lines[end:])
    note = f"文末的网站栏目、版权等页面信息（{len(lines) - end} 行，{count} 字）未纳入审查"
    return filled[:end], (Unread(UnreadKind.CHROME, note, len(lines) - end),)


def join_blocks(blocks: Sequence[Block]) -> tuple[str, tuple[AnchoredSpan, ...]]:
    """拼接: the normalised text, and the anchors that cover it but for the joining newlines.

    Raises:
        FileTooLarge: more characters than a document can have.
    """
    raw = [block.text for block in blocks]
    check_characters(sum(len(text) for text in raw))
    policy = policy_for("\n".join(raw))
    lines: list[str] = []
    anchors: list[AnchoredSpan] = []
    at = 0
    for block, text in zip(blocks, raw, strict=True):
        plain = normalise(text, policy, keep_tabs=block.role == "table_row")
        if not plain.text.strip():
            continue
        anchors.extend(_merged(_anchor(block.pieces, plain, at)))
        lines.append(plain.text)
        at += len(plain.text) + 1
    return "\n".join(lines), tuple(anchors)


def _anchor(pieces: Sequence[Piece], plain: Normalised, at: int) -> Iterator[AnchoredSpan]:
    """Carry the pieces' anchors over to the normalised text that begins at `at`."""
    starts = list(accumulate((len(piece.text) for piece in pieces), initial=0))
    for stretch in plain.stretches:
        done = 0
        while done < stretch.length:
            source = stretch.source + done
            index = bisect_right(starts, source) - 1
            into = source - starts[index]
            length = min(stretch.length - done, starts[index + 1] - source)
            start = at + stretch.start + done
            yield _anchored(pieces[index], into, Span(start, start + length), same=stretch.same)
            done += length


def _anchored(piece: Piece, into: int, span: Span, *, same: bool) -> AnchoredSpan:
    offset = piece.anchor.offset
    if not piece.verbatim or offset is None:
        return AnchoredSpan(span, piece.anchor, verbatim=piece.verbatim and same)
    return AnchoredSpan(span, replace(piece.anchor, offset=offset + into), verbatim=same)


def _merged(anchors: Iterator[AnchoredSpan]) -> Iterator[AnchoredSpan]:
    """Join neighbours that come from one unbroken stretch of the source."""
    last: AnchoredSpan | None = None
    for anchor in anchors:
        if last is not None and _continues(last, anchor):
            last = replace(last, span=Span(last.span.start, anchor.span.end))
            continue
        if last is not None:
            yield last
        last = anchor
    if last is not None:
        yield last


def _continues(last: AnchoredSpan, following: AnchoredSpan) -> bool:
    if last.span.end != following.span.start or last.verbatim != following.verbatim:
        return False
    if last.anchor.offset is None or not last.verbatim:
        return last.anchor == following.anchor
    moved = replace(last.anchor, offset=last.anchor.offset + len(last.span))
    return moved == following.anchor
