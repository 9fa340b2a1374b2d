"""What LibreOffice makes of an annotated docx: its comments, each with the words it stands on."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from corpus.formats.office.libreoffice import find_soffice

needs_soffice = pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
}
_OFFICE, _TEXT = f"{{{_NAMES['office']}}}", f"{{{_NAMES['text']}}}"
_APART = (f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{{{_NAMES['draw']}}}")
"""What stands beside the text: notes, what was deleted, drawings and boxes."""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment as LibreOffice shows it."""

    author: str
    text: str
    words: str


def opened(files: Mapping[str, bytes], folder: Path) -> dict[str, list[Note]]:
    """Open docx files in LibreOffice and return the comments of each, in the order of the text."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    _convert(sorted(folder.glob("*.docx")), folder)
    return {name: _notes(folder / f"{name}.fodt") for name in files}


def _convert(files: Sequence[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    soffice = find_soffice()
    assert soffice is not None
    command = [soffice, profile, "--headless", "--convert-to", "fodt", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def _notes(path: Path) -> list[Note]:
    root = etree.parse(path).getroot()
    body = next(root.iter(f"{_OFFICE}text"))
    pieces, borders = _stream(body)
    return [_note(one, pieces, borders) for one in body.iter(f"{_OFFICE}annotation")]


def _stream(body: etree._Element) -> tuple[list[str], dict[tuple[str, bool], int]]:
    """The words of the text, and at which of them every comment starts and ends."""
    pieces: list[str] = []
    borders: dict[tuple[str, bool], int] = {}

    def walk(element: etree._Element) -> None:
        name = element.get(f"{_OFFICE}name", "")
        if element.tag == f"{_OFFICE}annotation":
            borders[name, True] = len(pieces)
            return
        if element.tag == f"{_OFFICE}annotation-end":
            borders[name, False] = len(pieces)
        if isinstance(element.tag, str) and not element.tag.startswith(_APART):
            pieces.append(element.text or "")
            for child in element:
                walk(child)
                pieces.append(child.tail or "")

    walk(body)
    return pieces, borders


def _note(
    annotation: etree._Element, pieces: list[str], borders: Mapping[tuple[str, bool], int]
) -> Note:
    name = annotation.get(f"{_OFFICE}name", "")
    author = annotation.findtext("dc:creator", "", _NAMES)
    lines = ["".join(p.itertext()) for p in annotation.iter(f"{_TEXT}p")]
    words = "".join(pieces[borders[name, True] : borders.get((name, False), 0)])
    return Note(author, "\n".join(lines), re.sub(r"\s+", "", words))
