"""PDF reader (PDF 读取): the text layer of a PDF to a `Reading`; scans and garble are refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from corpus.document import SourceAnchor, Unread, UnreadKind
from corpus.errors import CorruptFile, EncryptedFile, GarbledTextLayer, NoText, ScannedDocument
from corpus.formats.lines import joint
from corpus.formats.pdf.furniture import sort_out
from corpus.formats.pdf.lines import Line, page_lines
from corpus.formats.pdf.paragraphs import paragraphs
from corpus.formats.pdf.quality import is_garbled
from corpus.formats.reading import Block, Piece, Reading

_PDFIUM = Lock()  # PDFium is not safe for threads
_WORDS_LEAST = 10
_GARBLED_SHARE = 0.3
_FORM_OBJECTS_DEPTH = 3


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    height: float
    lines: tuple[Line, ...]
    images: int
    drawn: bool
    notes: int

    @property
    def characters(self) -> int:
        return sum(len(line.words) for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def is_picture(self) -> bool:
        """Something is painted without text; beside a picture, a page number is no text."""
        least = _WORDS_LEAST if self.images else 1
        return self.drawn and self.characters < least


def read_pdf(data: bytes, filename: str) -> Reading:
    """读取 PDF: the text layer, running heads taken out, lines joined to paragraphs.

    Raises:
        EncryptedFile: it needs a password.
        CorruptFile: no PDF that opens.
        ScannedDocument: every page is a picture.
        GarbledTextLayer: the text layer does not say what the pages show.
        NoText: pages with nothing on them.
    """
    pages = _open_pages(data)
    readable = [page for page in pages if not page.is_picture and page.lines]
    if not readable:
        raise ScannedDocument if any(page.is_picture for page in pages) else NoText
    garbled = [page for page in readable if is_garbled(page.text)]
    whole = "\n".join(page.text for page in readable)
    if len(garbled) > _GARBLED_SHARE * len(readable) or is_garbled(whole):
        raise GarbledTextLayer
    kept = [page for page in readable if page not in garbled]
    sorted_out = sort_out([(page.height, page.lines) for page in kept])
    blocks = tuple(_block(group) for group in paragraphs(sorted_out.body))
    return Reading("pdf", blocks, tuple(_unread(pages, garbled, sorted_out.heads)))


def _open_pages(data: bytes) -> list[_Page]:
    with _PDFIUM:
        return _read_pages(data)


def _read_pages(data: bytes) -> list[_Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedFile("PDF 设有打开密码") from error
        raise CorruptFile("PDF 无法打开") from error
    try:
        return [_open_page(document[i], i + 1) for i in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise CorruptFile("PDF 的页面无法读取") from error
    finally:
        document.close()


def _open_page(page: Any, number: int) -> _Page:  # noqa: ANN401 - pypdfium2 has no types
    from pypdfium2 import raw

    textpage = page.get_textpage()
    kinds = [item.type for item in page.get_objects(max_depth=_FORM_OBJECTS_DEPTH)]
    opened = _Page(
        number,
        page.get_height(),
        tuple(page_lines(textpage, number)),
        kinds.count(raw.FPDF_PAGEOBJ_IMAGE),
        bool(kinds),
        _annotations(page),
    )
    textpage.close()
    page.close()
    return opened


def _annotations(page: Any) -> int:  # noqa: ANN401
    """Count comments; links, form fields and pop-ups are none."""
    from pypdfium2 import raw

    silent = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP)
    found = 0
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        found += raw.FPDFAnnot_GetSubtype(annotation) not in silent
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _block(group: Sequence[Line]) -> Block:
    pieces: list[Piece] = []
    for line in group:
        place = SourceAnchor("page", page=line.page, box=line.box)
        if pieces and (space := joint(pieces[-1].text.rstrip(), line.words)):
            pieces.append(Piece(space, place, verbatim=False))
        pieces.append(Piece(line.words, place))
    row = len(group) == 1 and "\t" in group[0].words
    return Block(tuple(pieces), "table_row" if row else "paragraph")


def _unread(
    pages: Sequence[_Page], garbled: Sequence[_Page], heads: Sequence[str]
) -> Iterator[Unread]:
    pictures = [page for page in pages if page.is_picture]
    if pictures:
        note = f"第 {_numbers(pictures)} 页是图片或扫描页，没有可读的文字，未纳入审查"
        yield Unread(UnreadKind.PAGE, note, len(pictures), _first(pictures))
    if garbled:
        note = f"第 {_numbers(garbled)} 页的文字层是乱码，未纳入审查"
        yield Unread(UnreadKind.PAGE, note, len(garbled), _first(garbled))
    illustrated = [page for page in pages if page.images and not page.is_picture]
    if illustrated:
        count = sum(page.images for page in illustrated)
        note = f"第 {_numbers(illustrated)} 页有 {count} 张图片未读取，图中文字不在审查范围内"
        yield Unread(UnreadKind.IMAGE, note, count, _first(illustrated))
    if heads:
        shown = "；".join(head[:60] for head in heads)
        yield Unread(UnreadKind.HEADER, f"页眉页脚未纳入审查：{shown}", len(heads))
    if notes := sum(page.notes for page in pages):
        yield Unread(UnreadKind.COMMENT, f"{notes} 处批注或标记未纳入审查", notes)


def _first(pages: Sequence[_Page]) -> SourceAnchor:
    return SourceAnchor("page", page=pages[0].number)


def _numbers(pages: Sequence[_Page]) -> str:
    """1、2、5 as 1-2、5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page.number == runs[-1][-1] + 1:
            runs[-1].append(page.number)
        else:
            runs.append([page.number])
    return "、".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
