"""PDF reader (PDF 读取): the text layer of a PDF to a `Reading`; scanned pages are recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Unread, UnreadKind
from corpus.errors import GarbledTextLayer, NoText, ScannedDocument
from corpus.formats.layout import (
    Line,
    heads_unread,
    page_block,
    page_notice,
    paragraphs,
    pictures_unread,
    sort_out,
)
from corpus.formats.ocr import (
    RecognisedPage,
    engine,
    over_limit,
    recognised_notices,
    within_limit,
)
from corpus.formats.pdf.pages import Page, open_pages
from corpus.formats.pdf.quality import is_garbled
from corpus.formats.pdf.scans import recognise_pages
from corpus.formats.reading import Reading

_GARBLED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Parted:
    """The pages of a PDF by what can be made of them."""

    readable: tuple[Page, ...]
    pictures: tuple[Page, ...]
    garbled: tuple[Page, ...]

    @property
    def unreadable(self) -> list[int]:
        return sorted(page.number for page in (*self.pictures, *self.garbled))


def read_pdf(data: bytes, filename: str) -> Reading:
    """读取 PDF: the text layer, running heads taken out, lines joined to paragraphs.

    Pages without a text layer that says what they show are recognised (OCR) if that extra is
    installed, as many as can be; if it is not, they are named as unread, or the file is refused
    when it has no others.

    Raises:
        EncryptedFile: it needs a password.
        CorruptFile: no PDF that opens.
        ScannedDocument: every page is a picture, and there is no OCR.
        GarbledTextLayer: the text layer does not say what the pages show, and there is no OCR.
        NoText: pages with nothing on them.
    """
    pages = open_pages(data)
    parted = _part(pages)
    recognised: list[RecognisedPage] = []
    if parted.unreadable and engine.is_installed():
        recognised = recognise_pages(data, within_limit(parted.unreadable)[0])
    elif not parted.readable:
        raise _refusal(parted)
    sorted_out = sort_out(_in_order(parted.readable, recognised))
    blocks = tuple(page_block(group) for group in paragraphs(sorted_out.body))
    if not blocks:
        raise NoText("文字识别没有读出文字" if recognised else "")
    unread = (
        *recognised_notices(recognised),
        *_unread(pages, parted, recognised, sorted_out.heads),
    )
    return Reading("pdf", blocks, unread)


def _part(pages: Sequence[Page]) -> _Parted:
    """One garbled page in three, and no page of the file can be trusted."""
    pictures = tuple(page for page in pages if page.is_picture)
    layered = tuple(page for page in pages if not page.is_picture and page.lines)
    garbled = tuple(page for page in layered if is_garbled(page.text))
    whole = "\n".join(page.text for page in layered)
    if layered and (len(garbled) > _GARBLED_SHARE * len(layered) or is_garbled(whole)):
        garbled = layered
    return _Parted(tuple(page for page in layered if page not in garbled), pictures, garbled)


def _refusal(parted: _Parted) -> Exception:
    if parted.garbled:
        return GarbledTextLayer()
    return ScannedDocument() if parted.pictures else NoText()


def _in_order(
    readable: Sequence[Page], recognised: Sequence[RecognisedPage]
) -> list[tuple[float, Sequence[Line]]]:
    both: list[Page | RecognisedPage] = [*readable, *recognised]
    return [(page.height, page.lines) for page in sorted(both, key=lambda page: page.number)]


def _unread(
    pages: Sequence[Page],
    parted: _Parted,
    recognised: Sequence[RecognisedPage],
    heads: Sequence[str],
) -> Iterator[Unread]:
    yield from _unreadable(parted, {page.number for page in recognised})
    overlaid = [page.number for page in parted.readable if page.overlaid]
    if overlaid:
        words = "是带文字层的扫描页，文字是他人识别的结果，请对照原件"
        yield page_notice(UnreadKind.PAGE, overlaid, words)
    illustrated = [page for page in parted.readable if page.images and not page.overlaid]
    count = sum(page.images for page in illustrated)
    yield from pictures_unread(_numbers(illustrated), count)
    yield from heads_unread(heads)
    if notes := sum(page.notes for page in pages):
        yield Unread(UnreadKind.COMMENT, f"{notes} 处批注或标记未纳入审查", notes)


def _unreadable(parted: _Parted, recognised: set[int]) -> Iterator[Unread]:
    """Pages without a sound text layer: garbled, or not recognised."""
    garbled = _numbers(parted.garbled)
    if seen := [number for number in garbled if number in recognised]:
        yield page_notice(UnreadKind.PAGE, seen, "的文字层是乱码，按图像识别文字")
    if recognised:
        yield from over_limit([n for n in parted.unreadable if n not in recognised])
        return
    if pictures := _numbers(parted.pictures):
        words = "是图片或扫描页，没有可读的文字，未纳入审查"
        yield page_notice(UnreadKind.PAGE, pictures, words)
    if garbled:
        yield page_notice(UnreadKind.PAGE, garbled, "的文字层是乱码，未纳入审查")


def _numbers(pages: Sequence[Page]) -> list[int]:
    return [page.number for page in pages]
