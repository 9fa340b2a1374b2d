"""Package (文档包): the XML parts of a docx, found by their relationships."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile
from corpus.formats.safety import open_zip, parse_xml, read_part
from corpus.formats.word.names import PKG, STRICT

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Target:
    """关系目标: one relationship of a part: its id, its kind (last word of the type), its part."""

    id: str
    kind: str
    part: str


class Package:
    """文档包: opens a docx and hands out its parts.

    Raises:
        CorruptFile: no zip, no main document, or a part that is no XML.
        EncryptedFile, DecompressionBomb: see `open_zip`.
    """

    def __init__(self, data: bytes) -> None:
        self._archive: zipfile.ZipFile = open_zip(data)
        self._names = frozenset(entry.filename for entry in self._archive.infolist())
        self.main = self._main()
        self.targets = self._targets(self.main)

    def xml(self, part: str) -> etree._Element:
        """Return the root of a part."""
        content = read_part(self._archive, part)
        for strict, name in STRICT:
            content = content.replace(strict, name.strip("{}").encode())
        return parse_xml(content, part)

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the main document's part of a kind ("numbering"), if there is one."""
        for target in self.targets:
            if target.kind == kind and target.part in self._names:
                return self.xml(target.part)
        return None

    def part_of(self, relation: str) -> str | None:
        """Return the part behind a relationship id of the main document."""
        parts = (t.part for t in self.targets if t.id == relation and t.part in self._names)
        return next(parts, None)

    def _main(self) -> str:
        found = [t.part for t in self._targets("") if t.kind == "officeDocument"]
        for part in (*found, "word/document.xml"):
            if part in self._names:
                return part
        raise CorruptFile("缺少 Word 正文部件")

    def _targets(self, part: str) -> tuple[Target, ...]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._names:
            return ()
        return tuple(
            Target(
                relation.get("Id", ""),
                relation.get("Type", "").rsplit("/", 1)[-1],
                _resolve(folder, relation.get("Target", "")),
            )
            for relation in self.xml(path).iter(f"{PKG}Relationship")
            if relation.get("TargetMode") != "External"
        )


def _resolve(folder: str, target: str) -> str:
    path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)
