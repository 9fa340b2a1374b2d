"""OFD reader (OFD 读取): the text objects of an OFD file to a `Reading`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import Unread, UnreadKind
from corpus.errors import NoText, ReadError, ScannedDocument
from corpus.formats.layout import (
    Line,
    heads_unread,
    page_block,
    page_notice,
    paragraphs,
    pictures_unread,
    sort_out,
)
from corpus.formats.ocr import engine, over_limit, recognised_notices, within_limit
from corpus.formats.ofd.document import OfdDocument, OfdPage, documents
from corpus.formats.ofd.geometry import POINTS
from corpus.formats.ofd.notices import attachments, overlays, signatures
from corpus.formats.ofd.package import ENTRY, OfdPackage
from corpus.formats.ofd.pictures import PicturePage, recognise_pictures
from corpus.formats.ofd.rows import rows
from corpus.formats.ofd.sheet import extent
from corpus.formats.reading import Block, Reading

_WORDS_LEAST = 10


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with its lines; its height in millimetres reaches to the lowest thing on it."""

    source: OfdPage
    height: float
    lines: tuple[Line, ...]

    @property
    def is_picture(self) -> bool:
        """Beside a picture, a page number is no text."""
        characters = sum(len(line.words) for line in self.lines)
        return bool(self.source.pictures) and characters < _WORDS_LEAST


@dataclass(frozen=True, slots=True)
class _Recognised:
    """What recognition made of the pages that are pictures; those beyond its limit."""

    pages: dict[int, PicturePage] = field(default_factory=dict)
    beyond: frozenset[int] = frozenset()

    def refusal(self, pages: Sequence[_Page]) -> ReadError:
        """Why nothing could be read."""
        errors = (found.error for found in self.pages.values() if found.error is not None)
        if (error := next(errors, None)) is not None:
            return error
        if self.pages:
            return NoText("文字识别没有读出文字")
        return ScannedDocument() if any(page.source.pictures for page in pages) else NoText()


def read_ofd(data: bytes, filename: str) -> Reading:
    """读取 OFD: every document of the package, its pages in the order Document.xml lists them.

    Text of templates is read with the page. Text beyond the edge of the page is read too: some
    producers write a wrong size. Pages that are pictures are recognised if OCR is installed, as
    many as can be.

    Raises:
        CorruptFile: no OFD, no document in it, or only pictures that do not open.
        EncryptedFile: an encrypted package.
        DecompressionBomb: a package that unpacks, or whose objects call for others, without end.
        FileTooLarge: more characters than a document can have.
        ScannedDocument: every page is a picture, and there is no OCR.
        NoText: no text on any page.
    """
    package = OfdPackage(data)
    found = documents(package)
    pages: list[list[_Page]] = []
    for document in found:
        first = 1 + sum(map(len, pages))
        pages.append([_opened(page) for page in document.pages(first)])
    every = [page for part in pages for page in part]
    recognised = _recognise(package, every)
    blocks: list[Block] = []
    unread: list[Unread] = []
    for document, part in zip(found, pages, strict=True):
        body, notices = _read(part, recognised)
        blocks += body
        unread += [*notices, *_margin(document)]
    if not blocks:
        raise recognised.refusal(every)
    if len(found) > 1:
        note = f"文件内含 {len(found)} 份文档，已依次合并审查"
        unread.insert(0, Unread(UnreadKind.OTHER, note, len(found)))
    return Reading("ofd", tuple(blocks), tuple(unread))


def _opened(page: OfdPage) -> _Page:
    runs = page.content.runs
    height = max([extent(page)[1], *(run.y for run in runs)])
    return _Page(page, height, tuple(rows(runs, page.number, height)))


def _recognise(package: OfdPackage, pages: Sequence[_Page]) -> _Recognised:
    """Recognise the pages that are pictures; what does not open stays unread."""
    pictures = [page for page in pages if page.is_picture]
    if not pictures or not engine.is_installed():
        return _Recognised()
    chosen, beyond = within_limit(pictures)
    found = {
        page.source.number: recognise_pictures(package, page.source, page.lines, page.height)
        for page in chosen
    }
    return _Recognised(found, frozenset(page.source.number for page in beyond))


def _read(pages: Sequence[_Page], recognised: _Recognised) -> tuple[list[Block], list[Unread]]:
    found = {
        page.source.number: recognised.pages[page.source.number]
        for page in pages
        if page.source.number in recognised.pages
    }
    sorted_out = sort_out(
        [(page.height * POINTS, found.get(page.source.number, page).lines) for page in pages]
    )
    blocks = [page_block(group) for group in paragraphs(sorted_out.body)]
    whole = [page.recognised for page in found.values() if page.recognised is not None]
    unread = [
        *recognised_notices(whole),
        *_pages_unread(pages, found, recognised.beyond),
        *heads_unread(sorted_out.heads),
    ]
    return blocks, unread


def _pages_unread(
    pages: Sequence[_Page], recognised: dict[int, PicturePage], beyond: frozenset[int]
) -> Iterator[Unread]:
    if missing := [page.source.number for page in pages if page.source.missing]:
        yield page_notice(UnreadKind.PAGE, missing, "的内容缺失或损坏，未纳入审查")
    if repeated := [page.source.number for page in pages if page.source.repeated]:
        words = "重复引用前面的页，内容相同，没有再读一遍"
        yield page_notice(UnreadKind.PAGE, repeated, words)
    yield from over_limit([page.source.number for page in pages if page.source.number in beyond])
    left = {
        number: recognised[number].unread if number in recognised else len(page.source.pictures)
        for page in pages
        if (number := page.source.number) not in beyond
    }
    yield from pictures_unread([number for number in left if left[number]], sum(left.values()))


def _margin(document: OfdDocument) -> Iterator[Unread]:
    """What stands beside the pages: seals, attachments, annotations."""
    yield from signatures(document.package, ENTRY, document.body)
    yield from attachments(document.package, document.part, document.root)
    yield from overlays(document.package, document.part, document.root)
