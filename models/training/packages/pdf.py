"""PDF files (文字版 PDF) with a text layer: pages as objects, the fonts not embedded."""

from __future__ import annotations

from collections.abc import Sequence

from models.training.packages.pages import HEIGHT, WIDTH, Page, Text

_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STFangsong /Encoding /UniGB-UTF16-H "
    "/DescendantFonts [4 0 R] >>"
)
_GLYPHS = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STFangsong /DW 1000 /W [1 95 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> /FontDescriptor "
    "<< /Type /FontDescriptor /FontName /STFangsong /Flags 4 /ItalicAngle 0 /FontBBox [0 -120 "
    "1000 880] /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>"
)


def write_pdf(pages: Sequence[Page]) -> bytes:
    """文字版 PDF: the bytes, the same on every run."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _FONT, _GLYPHS]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        stream = _stream(page)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:g} {HEIGHT:g}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def _stream(page: Page) -> str:
    rules = [f"{r.x0:.1f} {r.y0:.1f} m {r.x1:.1f} {r.y1:.1f} l S" for r in page.rules]
    return "\n".join(["0.5 w", *rules, *map(_shown, page.texts)])


def _shown(text: Text) -> str:
    words = text.words.encode("utf-16-be").hex()
    return f"BT /F1 {text.size:g} Tf {text.x:.1f} {text.y:.1f} Td <{words}> Tj ET"


def _file(objects: Sequence[str]) -> bytes:
    data, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    ending = f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {count}\n0000000000 65535 f \n{table}{ending}".encode("ascii")
