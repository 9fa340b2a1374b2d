"""Package (文档包): the XML parts of a docx or xlsx (Open Packaging Conventions), by relationship."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile
from corpus.formats.safety import open_zip, parse_xml, read_part

if TYPE_CHECKING:
    from lxml import etree

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PLAIN = b"http://schemas.openxmlformats.org"
# "Strict" documents use other addresses for the same names
_STRICT = tuple(
    (b"http://purl.oclc.org/ooxml" + strict, _PLAIN + plain)
    for strict, plain in (
        (b"/wordprocessingml/main", b"/wordprocessingml/2006/main"),
        (b"/spreadsheetml/main", b"/spreadsheetml/2006/main"),
        (b"/officeDocument/relationships", b"/officeDocument/2006/relationships"),
        (b"/officeDocument/math", b"/officeDocument/2006/math"),
        (b"/drawingml/main", b"/drawingml/2006/main"),
        (b"/drawingml/chart", b"/drawingml/2006/chart"),
        (b"/drawingml/diagram", b"/drawingml/2006/diagram"),
        (b"/drawingml/spreadsheetDrawing", b"/drawingml/2006/spreadsheetDrawing"),
    )
)


@dataclass(frozen=True, slots=True)
class Target:
    """关系目标: one relationship of a part: its id, its kind (last word of the type), its part."""

    id: str
    kind: str
    part: str


class Package:
    """文档包: opens a docx or xlsx and hands out its parts.

    `usual` is where the main part stands if nothing says so; `name` is what users call it.

    Raises:
        CorruptFile: no zip, no main part, or a part that is no XML.
        EncryptedFile, DecompressionBomb: see `open_zip`.
    """

    def __init__(self, data: bytes, usual: str, name: str) -> None:
        self._archive: zipfile.ZipFile = open_zip(data)
        self._names = frozenset(entry.filename for entry in self._archive.infolist())
        self.main = self._main(usual, name)
        self.targets = self.targets_of(self.main)

    def content(self, part: str) -> bytes:
        """Return the bytes of a part, with the transitional form of its names."""
        content = read_part(self._archive, part)
        for strict, plain in _STRICT:
            content = content.replace(strict, plain)
        return content

    def xml(self, part: str) -> etree._Element:
        """Return the root of a part."""
        return parse_xml(self.content(part), part)

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the main part's part of a kind ("numbering"), if there is one."""
        for target in self.targets:
            if target.kind == kind:
                return self.xml(target.part)
        return None

    def part_of(self, relation: str) -> str | None:
        """Return the part behind a relationship id of the main part."""
        return next((t.part for t in self.targets if t.id == relation), None)

    def targets_of(self, part: str) -> tuple[Target, ...]:
        """Return the relationships of a part to parts that are there; "" is the whole package."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return ()
        targets = (
            Target(
                relation.get("Id", ""),
                relation.get("Type", "").rsplit("/", 1)[-1],
                _resolve(folder, relation.get("Target", "")),
            )
            for relation in self.xml(path).iter(_RELATIONSHIP)
            if relation.get("TargetMode") != "External"
        )
        return tuple(target for target in targets if target.part in self._names)

    def _main(self, usual: str, name: str) -> str:
        found = [t.part for t in self.targets_of("") if t.kind == "officeDocument"]
        for part in (*found, usual):
            if part in self._names:
                return part
        raise CorruptFile(f"缺少 {name} 正文部件")


def _resolve(folder: str, target: str) -> str:
    path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)
