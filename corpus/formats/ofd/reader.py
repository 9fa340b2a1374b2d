"""OFD reader (OFD 读取): the text objects of an OFD file to a `Reading`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import SourceAnchor, Unread, UnreadKind
from corpus.errors import NoText, ReadError, ScannedDocument
from corpus.formats.layout import Line, page_block, page_numbers, paragraphs, sort_out
from corpus.formats.ocr import (
    RecognisedPage,
    check_page_count,
    engine,
    recognise_image,
    recognised_notices,
)
from corpus.formats.ofd.document import OfdDocument, OfdPage, documents
from corpus.formats.ofd.geometry import POINTS
from corpus.formats.ofd.notices import attachments, overlays, signatures
from corpus.formats.ofd.package import ENTRY, OfdPackage
from corpus.formats.ofd.rows import rows
from corpus.formats.reading import Block, Reading

_WORDS_LEAST = 10


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with its lines, and what recognition made of it if it is a picture."""

    source: OfdPage
    height: float
    lines: tuple[Line, ...]

    @property
    def is_picture(self) -> bool:
        """Beside a picture, a page number is no text."""
        characters = sum(len(line.words) for line in self.lines)
        return bool(self.source.content.images) and characters < _WORDS_LEAST


def read_ofd(data: bytes, filename: str) -> Reading:
    """读取 OFD: every document of the package, its pages in the order Document.xml lists them.

    Text of templates is read with the page. Text beyond the edge of the page is read too: some
    producers write a wrong size. Pages that are pictures are recognised if OCR is installed.

    Raises:
        CorruptFile: no OFD, or no document in it.
        EncryptedFile: an encrypted package.
        ScannedDocument: every page is a picture, and there is no OCR.
        FileTooLarge: more pages to recognise than can be.
        NoText: no text on any page.
    """
    package = OfdPackage(data)
    found = documents(package)
    blocks: list[Block] = []
    unread: list[Unread] = []
    first = 1
    for document in found:
        pages = [_opened(page) for page in document.pages(first)]
        recognised = _recognised(package, pages)
        body, notices = _read(pages, recognised)
        blocks += body
        unread += [*notices, *_margin(document)]
        first += len(pages)
    if not blocks:
        raise ScannedDocument if any(u.kind is UnreadKind.IMAGE for u in unread) else NoText
    if len(found) > 1:
        note = f"文件内含 {len(found)} 份文档，已依次合并审查"
        unread.insert(0, Unread(UnreadKind.OTHER, note, len(found)))
    return Reading("ofd", tuple(blocks), tuple(unread))


def _opened(page: OfdPage) -> _Page:
    runs = page.content.runs
    height = max([page.height, *(run.y for run in runs)])
    return _Page(page, height * POINTS, tuple(rows(runs, page.number, height)))


def _recognised(package: OfdPackage, pages: Sequence[_Page]) -> dict[int, RecognisedPage]:
    """Recognise the pages that are pictures, by their numbers; a damaged picture stays unread."""
    pictures = [page for page in pages if page.is_picture]
    if not pictures or not engine.is_installed():
        return {}
    check_page_count(len(pictures))
    found: dict[int, RecognisedPage] = {}
    for page in pictures:
        parts = sorted(
            (part for part in page.source.pictures if part),
            key=lambda part: len(package.read(part)),
        )
        try:
            image = package.read(parts[-1]) if parts else b""
            found[page.source.number] = recognise_image(
                image, page.source.number, page.source.width * POINTS
            )
        except ReadError:
            continue
    return found


def _read(
    pages: Sequence[_Page], recognised: dict[int, RecognisedPage]
) -> tuple[list[Block], list[Unread]]:
    chosen = [recognised.get(page.source.number, page) for page in pages]
    sorted_out = sort_out([(page.height, page.lines) for page in chosen])
    blocks = [page_block(group) for group in paragraphs(sorted_out.body)]
    unread = [*recognised_notices(list(recognised.values())), *_pages_unread(pages, recognised)]
    if sorted_out.heads:
        shown = "；".join(head[:60] for head in sorted_out.heads)
        note = f"页眉页脚未纳入审查：{shown}"
        unread.append(Unread(UnreadKind.HEADER, note, len(sorted_out.heads)))
    return blocks, unread


def _pages_unread(
    pages: Sequence[_Page], recognised: dict[int, RecognisedPage]
) -> Iterator[Unread]:
    missing = [page.source.number for page in pages if page.source.missing]
    if missing:
        note = f"第 {page_numbers(missing)} 页的内容缺失或损坏，未纳入审查"
        yield Unread(UnreadKind.PAGE, note, len(missing), _place(missing))
    left = [page for page in pages if page.source.number not in recognised]
    illustrated = [page.source.number for page in left if page.source.content.images]
    if illustrated:
        count = sum(len(page.source.content.images) for page in left)
        numbers = page_numbers(illustrated)
        note = f"第 {numbers} 页有 {count} 张图片未读取，图中文字不在审查范围内"
        yield Unread(UnreadKind.IMAGE, note, count, _place(illustrated))


def _place(numbers: Sequence[int]) -> SourceAnchor:
    return SourceAnchor("page", page=numbers[0])


def _margin(document: OfdDocument) -> Iterator[Unread]:
    """What stands beside the pages: seals, attachments, annotations."""
    yield from signatures(document.package, ENTRY, document.body)
    yield from attachments(document.package, document.part, document.root)
    yield from overlays(document.package, document.part, document.root)
