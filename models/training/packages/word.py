"""Word files (docx) as offices set them: titles, tables, signatures to the right, 仿宋."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.training.packages.blocks import Block

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

STAMP = datetime(2026, 11, 1, 8, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_STAMPED = rb"\g<1>" + STAMP.isoformat().encode() + b"Z"
_BODY, _TITLE, _HEAD = "仿宋", "方正小标宋简体", "黑体"


def write_docx(blocks: Sequence[Block]) -> bytes:
    """docx: the bytes, the same on every run."""
    import docx

    word = docx.Document()
    core = word.core_properties
    core.author = core.last_modified_by = core.title = core.comments = ""
    for block in blocks:
        _add_table(word, block.rows) if block.look == "table" else _add(word, block)
    raw = io.BytesIO()
    word.save(raw)
    return same_times(raw.getvalue())


def same_times(data: bytes) -> bytes:
    """固定时间: an office file packed anew in one order, every time in it the same."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, STAMP.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _TIMES.sub(_STAMPED, source.read(name)))
    return packed.getvalue()


def _add(word: WordDocument, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Pt

    style = {"title": "Title", "heading": "Heading 1"}.get(block.look)
    paragraph = word.add_paragraph(style=style)
    layout = paragraph.paragraph_format
    if block.look == "paragraph":
        layout.first_line_indent = Pt(32)
    elif block.look == "signature":
        layout.alignment, layout.right_indent = ALIGN.RIGHT, Pt(32)
    else:
        layout.alignment = ALIGN.CENTER
    font, size = {"title": (_TITLE, 22), "heading": (_HEAD, 16)}.get(block.look, (_BODY, 16))
    _write(paragraph, block.text, font, size)


def _add_table(word: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], text, _BODY, 12)


def _write(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    properties: Any = run._element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(key), font)
