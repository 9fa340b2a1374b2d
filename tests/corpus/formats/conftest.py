"""Makers of small documents for the tests of the readers; every sentence is our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFD_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _relationships(parts: dict[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r_{name}" Type="{_REL}/{kind}" Target="{name}.xml"/>'
        for name, kind in parts.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def make_docx(body: str, **parts: str) -> bytes:
    """A docx with this body; `parts` are further parts by name (numbering, styles, header1 …)."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", _relationships(kinds))
        document = f"<w:document {NS}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def make_pdf(pages: list[list[tuple[float, float, str]]], *, trailer: str = "") -> bytes:
    """A PDF of A4 pages; each text comes with its place in points; letters are 12 points wide."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append(
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>"
    )
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 /ItalicAngle 0 "
        "/FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>"
    )
    kids = []
    for page in pages:
        stream = "\n".join(
            f"BT /F1 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, text in page
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pdf_file(objects, trailer)


def pdf_file(objects: list[str], trailer: str = "") -> bytes:
    """The bytes of a PDF with these objects, numbered from 1; the first is the catalogue."""
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    ending = f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>"
    return data + f"{ending}\nstartxref\n{start}\n%%EOF\n".encode()


def make_ofd(
    pages: list[list[tuple[float, float, str]]],
    *,
    parts: dict[str, bytes] | None = None,
    document: str = "",
    bodies: str = "",
    page_xml: str = "",
) -> bytes:
    """An OFD of A4 pages; each text comes with its place in millimetres; letters are 5 mm wide.

    `document` and `bodies` are XML added to Document.xml and to the body in OFD.xml, `page_xml` to
    the layer of each page; `parts` are further or replaced parts, None leaves one out.
    """
    files: dict[str, bytes | None] = {
        "OFD.xml": (
            f"<ofd:OFD {OFD_NS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>"
            f"{bodies}</ofd:DocBody></ofd:OFD>"
        ).encode(),
        "Doc_0/Document.xml": (
            f"<ofd:Document {OFD_NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            "</ofd:CommonData><ofd:Pages>"
            + "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}.xml"/>' for n in range(len(pages)))
            + f"</ofd:Pages>{document}</ofd:Document>"
        ).encode(),
    }
    for number, page in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject Size="5" Boundary="{x} {y - 5} {5 * len(text)} 6">'
            f'<ofd:TextCode X="0" Y="5">{text}</ofd:TextCode></ofd:TextObject>'
            for x, y, text in page
        )
        files[f"Doc_0/Pages/P{number}.xml"] = (
            f"<ofd:Page {OFD_NS}><ofd:Content><ofd:Layer>{objects}{page_xml}</ofd:Layer>"
            "</ofd:Content></ofd:Page>"
        ).encode()
    files.update(parts or {})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice and without the OCR extra."""
    monkeypatch.setattr("corpus.formats.office.reader.find_soffice", lambda: None)
    monkeypatch.setattr("corpus.formats.ocr.engine.is_installed", lambda: False)


@pytest.fixture
def ofd() -> Callable[..., bytes]:
    return make_ofd


@pytest.fixture
def docx() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    return make_pdf


@pytest.fixture
def raw_pdf() -> Callable[..., bytes]:
    return pdf_file


@pytest.fixture
def namespaces() -> str:
    return NS
