"""Layout (公文版式): a docx page in the manner of GB/T 9704, written line by line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from service.reports.opinion.fonts import FONT_TABLE
from service.reports.opinion.packing import pack

_LEFT, _CENTRE = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.CENTER
_RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
_LINE = 28.95
"""Points a line: 22 lines in 225 mm."""
_SIZE, _TIGHTER = 16, -5
"""三号 in points, and twentieths of a point that each character gives up."""
_TEXT, _TITLE, _HEAD, _ITEM, _NUMBERS = (
    "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体",
)  # fmt: skip
_UNUSED = ("/thumbnail", "/stylesWithEffects")


@dataclass(frozen=True, slots=True)
class _Look:
    """段落样式: name in Word, font, size and line in points, alignment, indents in characters."""

    name: str
    font: str = _TEXT
    size: float = 16
    line: float = _LINE
    align: WD_ALIGN_PARAGRAPH = _LEFT
    first: float = 0
    left: float = 0
    right: float = 0
    keep: bool = False
    whole: bool = False
    page: bool = False
    before: float = 0
    after: float = 0
    grid: bool = True


_LOOKS = {
    "number": _Look("意见书文号", align=_CENTRE),
    "title": _Look("意见书标题", _TITLE, 22, 36, _CENTRE, grid=False),
    "gap": _Look("意见书空行"),
    "gap_kept": _Look("意见书落款空行", keep=True),
    "flush": _Look("意见书主送"),
    "text": _Look("意见书正文", first=2),
    "verdict": _Look("意见书结论", first=2, keep=True),
    "head": _Look("意见书一级标题", _HEAD, first=2, keep=True),
    "item": _Look("意见书二级标题", _ITEM, first=2, keep=True),
    "annexes": _Look("意见书附件说明", first=2, keep=True),
    "signer": _Look("意见书署名", first=2, keep=True),
    "sign": _Look("意见书落款", align=_RIGHT, right=4, keep=True),
    "note": _Look("意见书说明", _ITEM, 12, 18, whole=True, before=18, grid=False),
    "annex": _Look("意见书附件标识", _HEAD, page=True),
    "table_title": _Look("意见书表名", _TITLE, 22, 36, _CENTRE, after=10, grid=False),
    "cell": _Look("意见书表格", size=10.5, line=15, align=WD_ALIGN_PARAGRAPH.LEFT, grid=False),
    "cell_head": _Look("意见书表头", _HEAD, 10.5, 15, _CENTRE, grid=False),
    "law": _Look("意见书条文名称", _HEAD, 12, 20, keep=True, before=6, grid=False),
    "law_text": _Look("意见书条文", _ITEM, 12, 20, first=2, grid=False),
}
_CHARACTERS = {"label": _HEAD, "quoted": _ITEM, "strong": _HEAD}
Piece = str | tuple[str, str]
"""Text, or the name of a character look and text."""


class Layout:
    """版式: lines, tables and lines of logic, one after another."""

    def __init__(self) -> None:
        self._word = docx.Document()
        self._page()
        for look in _LOOKS.values():
            self._define(look)

    def line(self, look: str, *pieces: Piece) -> None:
        """写一段 in one of the looks."""
        paragraph = self._word.add_paragraph(style=_LOOKS[look].name)
        for piece in pieces:
            font, text = piece if isinstance(piece, tuple) else ("", piece)
            run = paragraph.add_run(text)
            if font:
                _set_font(run._element.get_or_add_rPr(), _CHARACTERS[font])

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """条件段: what is written inside is there only where the condition holds."""
        self._logic(f"if {condition}")
        yield
        self._logic("endif")

    @contextmanager
    def each(self, loop: str) -> Iterator[None]:
        """重复段: what is written inside comes once for each ("fact in facts")."""
        self._logic(f"for {loop}")
        yield
        self._logic("endfor")

    def _logic(self, words: str) -> None:
        """A line of logic; its paragraph disappears from the finished document."""
        self._word.add_paragraph(f"{{%p {words} %}}", style=_LOOKS["gap"].name)

    def table(self, loop: str, *columns: tuple[str, str, int]) -> None:
        """写一张表: `loop` as in "row in rows"; columns of heading, content and millimetres."""
        table = self._word.add_table(rows=4, cols=len(columns), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        heads, opened, row, closed = table.rows
        opened.cells[0].text = f"{{%tr for {loop} %}}"
        closed.cells[0].text = "{%tr endfor %}"
        for place, (heading, content, width) in enumerate(columns):
            _fill(heads.cells[place], heading, _LOOKS["cell_head"].name)
            _fill(row.cells[place], content, _LOOKS["cell"].name)
            for each in table.rows:
                each.cells[place].width = Mm(width)
            table.columns[place].width = Mm(width)
        _repeat(heads)
        _keep_whole(row)

    def save(self, title: str, comments: str, stamp: datetime) -> bytes:
        """保存 with fixed times; `title` and `comments` are properties of the file."""
        core = self._word.core_properties
        core.author, core.last_modified_by = "法审", "法审"
        core.title, core.comments = title, comments
        core.created = core.modified = stamp
        for relations in (self._word.part.package.rels, self._word.part.rels):
            for key in [k for k, r in relations.items() if r.reltype.endswith(_UNUSED)]:
                del relations[key]
        raw = io.BytesIO()
        self._word.save(raw)
        return pack(raw.getvalue(), stamp, {"word/fontTable.xml": FONT_TABLE.encode()})

    def _page(self) -> None:
        section: Any = self._word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        for grid in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(grid)
        section._sectPr.append(
            parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="579"/>')
        )
        normal: Any = self._word.styles["Normal"]
        normal.font.size = Pt(16)
        _set_font(normal.element.get_or_add_rPr(), _TEXT)
        _chinese(self._word)
        self._word.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer, _RIGHT)
        _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)

    def _define(self, look: _Look) -> None:
        style: Any = self._word.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self._word.styles["Normal"]
        style.font.size = Pt(look.size)
        _set_font(style.element.get_or_add_rPr(), look.font)
        _tighten(style.element.get_or_add_rPr(), look.size)
        shape = style.paragraph_format
        shape.alignment, shape.keep_with_next = look.align, look.keep
        shape.keep_together = look.whole
        shape.page_break_before, shape.widow_control = look.page, False
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
        shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
        _indent(style.element.get_or_add_pPr(), look)
        if not look.grid:
            _off_grid(style.element.get_or_add_pPr())


def _chinese(word: Any) -> None:  # noqa: ANN401 - python-docx's document
    """The language of the text, so that line breaks and the spelling check follow Chinese rules."""
    named = [*word.styles.element.iter(qn("w:lang"))]
    named += word.settings.element.iter(qn("w:themeFontLang"))
    for element in named:
        element.set(qn("w:eastAsia"), "zh-CN")


def _indent(properties: Any, look: _Look) -> None:  # noqa: ANN401 - lxml's element
    """Indents in characters, so that they follow the size; the points are for other programs."""
    if not (look.first or look.left or look.right):
        return
    indent = properties.get_or_add_ind()
    for key, count in (("firstLine", look.first), ("left", look.left), ("right", look.right)):
        if count:
            indent.set(qn(f"w:{key}Chars"), str(int(count * 100)))
            indent.set(qn(f"w:{key}"), str(int(count * look.size * 20)))


def _off_grid(properties: Any) -> None:  # noqa: ANN401 - lxml's element
    """Small print keeps its own distance instead of the 22 lines of the page."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _tighten(properties: Any, size: float) -> None:  # noqa: ANN401
    """28 characters of 三号 a line: a character grid would say it, but not every program reads it."""
    if size == _SIZE:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(_TIGHTER))
        properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz")


def _set_font(properties: Any, name: str) -> None:  # noqa: ANN401
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(key), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _page_number(footer: Any, align: WD_ALIGN_PARAGRAPH) -> None:  # noqa: ANN401
    """一字线 on both sides, 四号 宋体, one character from the edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(14)
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        run.font.size = Pt(14)
        _set_font(run._element.get_or_add_rPr(), _NUMBERS)
        if text is None:
            _field(run._element, "PAGE")


def _field(run: Any, code: str) -> None:  # noqa: ANN401
    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = code
        run.append(mark)


def _fill(cell: Any, text: str, style: str) -> None:  # noqa: ANN401
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _repeat(row: Any) -> None:  # noqa: ANN401
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
