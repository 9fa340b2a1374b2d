"""Samples (示例文稿): build the two shipped drafts from their plain sources.

`python -m service.samples.make [DIR]` writes `sample_norm_doc.docx` and `sample_contract.docx`
beside this file (or into DIR). The output is the same byte for byte on every run.

A line of a source opens with a sign: `!` header, `#` title, `^` centred line, `##` chapter,
`@` article (number in bold), `-` item that Word numbers （一）（二）, `|` table row, `>` signature,
`=` line without indent, `%` annex mark on a new page; everything else is a paragraph.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

HERE = Path(__file__).resolve().parent
NAMES = ("sample_norm_doc", "sample_contract")
_STAMP = datetime(2026, 11, 1, 8, 0, 0)
_ZIP_STAMP = (2026, 11, 1, 8, 0, 0)
_BODY, _TITLE, _HEAD = "仿宋", "方正小标宋简体", "黑体"
_UNUSED = ("/thumbnail", "/stylesWithEffects")
_FIRST_NUMBERING_ID = 40


def build(source: str) -> bytes:
    """示例文稿: turn a marked source into the bytes of a docx file."""
    word = docx.Document()
    _page(word)
    lines = [line.rstrip("\n") for line in source.splitlines() if line.strip()]
    numbering = _FIRST_NUMBERING_ID
    for sign, group in groupby(lines, key=_sign):
        texts = [line[len(sign) :].strip(" ") for line in group]
        if sign == "-":
            _define_items(word, numbering)
            for text in texts:
                _number(_paragraph(word, text), numbering)
            numbering += 1
        elif sign == "|":
            _table(word, [[c.strip() for c in t.strip("|").split("|")] for t in texts])
        else:
            for text in texts:
                _WRITERS[sign](word, text)
    return _deterministic(word)


def _sign(line: str) -> str:
    return next((s for s in ("##", *"!#^@-|>=%") if line.startswith(s + " ")), "")


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    style = word.styles["Normal"]
    style.font.size = Pt(16)
    _font(style.element.get_or_add_rPr(), _BODY)
    core = word.core_properties
    core.author, core.last_modified_by, core.title = "石城市", "石城市", ""
    core.created = core.modified = _STAMP
    core.comments = ""


def _font(properties: object, name: str) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(key), name)


def _run(paragraph: Paragraph, text: str, *, font: str = _BODY, size: int = 16) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _font(run._element.get_or_add_rPr(), font)


def _paragraph(word: WordDocument, text: str, *, indent: bool = True) -> Paragraph:
    paragraph = word.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing, layout.space_after = Pt(28), Pt(0)
    if indent:
        layout.first_line_indent = Pt(32)
    if text:
        _run(paragraph, text)
    return paragraph


def _centred(word: WordDocument, text: str, font: str, size: int) -> None:
    paragraph = _paragraph(word, "", indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, font=font, size=size)


def _title(word: WordDocument, text: str) -> None:
    _centred(word, text, _TITLE, 22)


def _subtitle(word: WordDocument, text: str) -> None:
    _centred(word, text, _BODY, 16)


def _chapter(word: WordDocument, text: str) -> None:
    _centred(word, text, _HEAD, 16)


def _header(word: WordDocument, text: str) -> None:
    _run(word.sections[0].header.paragraphs[0], text, size=10)


def _article(word: WordDocument, text: str) -> None:
    number, _, words = text.partition(" ")
    paragraph = _paragraph(word, "")
    _run(paragraph, number, font=_HEAD)
    _run(paragraph, f"\u3000{words}")


def _signature(word: WordDocument, text: str) -> None:
    _paragraph(word, text, indent=False).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _flush(word: WordDocument, text: str) -> None:
    _paragraph(word, text, indent=False)


def _annex(word: WordDocument, text: str) -> None:
    paragraph = _paragraph(word, "", indent=False)
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    _run(paragraph, text, font=_HEAD)


def _plain(word: WordDocument, text: str) -> None:
    _paragraph(word, text)


_WRITERS = {
    "!": _header,
    "#": _title,
    "^": _subtitle,
    "##": _chapter,
    "@": _article,
    ">": _signature,
    "=": _flush,
    "%": _annex,
    "": _plain,
}


def _define_items(word: WordDocument, number: int) -> None:
    """Add a Word list of its own: （一）（二）…, so that each list starts again."""
    root = word.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%1）"/>'
        '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    root.insert(len(root.findall(qn("w:abstractNum"))), abstract)
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )


def _number(paragraph: Paragraph, number: int) -> None:
    layout = paragraph._p.get_or_add_pPr()
    properties = layout.get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _table(word: WordDocument, rows: list[list[str]]) -> None:
    table = word.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], text, size=12)


def _deterministic(word: WordDocument) -> bytes:
    """Save with fixed times and without what the template brings and nobody needs."""
    for relations in (word.part.package.rels, word.part.rels):
        for key in [k for k, r in relations.items() if r.reltype.endswith(_UNUSED)]:
            del relations[key]
    raw = io.BytesIO()
    word.save(raw)
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _ZIP_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def main(directory: Path = HERE) -> None:
    """示例文稿: write both files into a directory."""
    for name in NAMES:
        source = (HERE / f"{name}.txt").read_text(encoding="utf-8")
        (directory / f"{name}.docx").write_bytes(build(source))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
