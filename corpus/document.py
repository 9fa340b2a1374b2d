"""Document (文件): what a reader made of an upload, with the way back into the source."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from corpus.span import Span

Part = Literal[
    "body", "table", "header", "footer", "textbox", "footnote", "endnote", "page", "text"
]


@dataclass(frozen=True, slots=True)
class SourceAnchor:
    """来源定位: where a piece of `Document.text` stands in the uploaded file.

    docx: `part`; `paragraph`: index in `list(root.iter(w:p))` of the XML part (body, table and
    textbox share document.xml); `run`: index in `list(p.iter(w:r))`; `offset`: code points in
    the run's text (w:t, w:tab, w:br, w:cr, as `Run.text` of python-docx). An automatic number
    has no `run`.
    xlsx, csv: `page`: the sheet (from 1), none in csv; `paragraph`, `run`: row and column (from 1);
    `offset`: code points in the cell's text, none for what a number format shows.
    pdf, ofd, images: `page` (from 1) and `box` (left, bottom, right, top in points).
    txt, md, html: `offset` (code points in the decoded source).
    """

    part: Part
    paragraph: int | None = None
    run: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class AnchoredSpan:
    """定位区间: a stretch of `Document.text` that came from one place of the source.

    Within the stretch, code point i of the text is code point `anchor.offset + i` of the source
    when `anchor.offset` is given and `verbatim` is true; otherwise only the place is known.
    """

    span: Span
    anchor: SourceAnchor
    verbatim: bool = True


class UnreadKind(StrEnum):
    """未读内容类型."""

    IMAGE = "image"
    TEXTBOX = "textbox"
    TRACKED_CHANGE = "tracked_change"
    COMMENT = "comment"
    HEADER = "header"
    FOOTNOTE = "footnote"
    EMBEDDED = "embedded_object"
    FORMULA = "formula"
    PAGE = "page"
    CHROME = "chrome"
    NUMBERING = "numbering"
    MATERIAL = "material"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unread:
    """未读内容: something in the file that did not become reviewed text, always shown.

    `note` is a Chinese sentence for the user. `count` is how many such things there are.
    """

    kind: UnreadKind
    note: str
    count: int = 1
    anchor: SourceAnchor | None = None


class ProvisionKind(StrEnum):
    """条文单位: 编 章 节 条 款 项 目, and what stands around them."""

    DOCUMENT = "document"
    PREAMBLE = "preamble"
    BOOK = "book"  # 编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    PARAGRAPH = "paragraph"  # 款
    ITEM = "item"  # 项
    POINT = "point"  # 目
    LEVEL = "level"  # a numbered heading of a document without articles: 一、 （一） 1. （1）
    ANNEX = "annex"  # 附件
    SIGNATURE = "signature"  # 落款


@dataclass(frozen=True, slots=True)
class Provision:
    """条文: a node of the 编章节条款项目 tree; `text[span]` is the provision with its children.

    `eid` follows Akoma Ntoso: `chp_1__art_12__para_2__item_3` shortened to what is unique:
    articles are `art_12` (`art_120_1` for 第一百二十条之一), below them `art_12__para_2__item_3`.
    `number` is the number as written ("第十二条", "（三）", "一、"), "" for unnumbered paragraphs.
    `ordinal` is the number's value, `sub` the 之一 part (0 when there is none).
    """

    eid: str
    kind: ProvisionKind
    number: str
    heading: str
    span: Span
    ordinal: int | None = None
    sub: int = 0
    children: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield the node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Metadata:
    """文件要素: what the document says of itself; None where it says nothing.

    Each span points at the place in `Document.text` it was read from.
    """

    title: str = ""
    title_span: Span | None = None
    issuer: str | None = None
    issuer_span: Span | None = None
    document_number: str | None = None
    document_number_span: Span | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    effective_span: Span | None = None
    signature_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """文件: the readable text, its structure, and the way back into the upload."""

    name: str
    format: str
    sha256: str
    text: str
    root: Provision
    metadata: Metadata = field(default_factory=Metadata)
    anchors: tuple[AnchoredSpan, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def title(self) -> str:
        """The document's title, or the file name without its ending."""
        return self.metadata.title or self.name.rsplit(".", 1)[0]

    def locate(self, span: Span) -> tuple[AnchoredSpan, ...]:
        """Return the anchored stretches that a span touches, in order."""
        starts = [a.span.start for a in self.anchors]
        first = max(bisect.bisect_right(starts, span.start) - 1, 0)
        hits = []
        for anchored in self.anchors[first:]:
            if anchored.span.start >= max(span.end, span.start + 1):
                break
            if anchored.span.overlaps(span) or anchored.span.contains(span):
                hits.append(anchored)
        return tuple(hits)

    def articles(self) -> tuple[Provision, ...]:
        """Return all 条 in document order (annexes included)."""
        return tuple(p for p in self.root.walk() if p.kind is ProvisionKind.ARTICLE)

    def find(self, eid: str) -> Provision | None:
        """Return the provision with this eid."""
        return next((p for p in self.root.walk() if p.eid == eid), None)

    def path_at(self, offset: int) -> tuple[Provision, ...]:
        """Return the chain of provisions around an offset, outermost first."""
        chain = [self.root]
        while True:
            below = next(
                (c for c in chain[-1].children if c.span.start <= offset < c.span.end), None
            )
            if below is None:
                return tuple(chain)
            chain.append(below)
