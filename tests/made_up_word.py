"""Small Word files, written by hand so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TITLE = "<w:p><w:r><w:t>石城市集市管理办法</w:t></w:r></w:p>"


def word(body: str, parts: Mapping[str, str] | None = None, *, main: bytes | None = None) -> bytes:
    """A docx of this body; `parts` are further parts by kind ("footnotes"); `main` stands instead."""
    others = parts or {}
    document = f"<w:document {SPACES}><w:body>{TITLE}{body}<w:sectPr/></w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for i, kind in enumerate(others, 1)
    )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for kind in others
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main or document,
        **({"word/_rels/document.xml.rels": _rels(relations)} if relations else {}),
        **{f"word/{kind}.xml": text for kind, text in others.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _rels(relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def root_of(kind: str, content: str) -> str:
    """A further part: w:footnotes and the like."""
    return f"<w:{kind} {SPACES}>{content}</w:{kind}>"


def para(*items: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(items)}</w:p>"


def run(text: str, form: str = "", keep: bool = True) -> str:
    space = ' xml:space="preserve"' if keep else ""
    written = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f"<w:r>{written}<w:t{space}>{text}</w:t></w:r>"
