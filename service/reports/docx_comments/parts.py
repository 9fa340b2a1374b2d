"""Parts (文档包改写): a docx with some parts changed or added, every other one as it was."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO

from corpus.formats.opc import Package
from corpus.formats.safety import open_zip, parse_xml, read_part
from service.reports.docx_comments.part_text import PartText

_CONTENT_TYPES = "[Content_Types].xml"
_PLAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)


class Parts:
    """文档包: the parts of a docx as they are written.

    Raises:
        CorruptFile, EncryptedFile, DecompressionBomb: see `Package`.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = open_zip(data)
        self._package = Package(data, "word/document.xml", "Word")
        self._names = set(self._archive.namelist())

    @property
    def package(self) -> Package:
        """The package as the reader sees it."""
        return self._package

    @property
    def comments(self) -> str | None:
        """The name of the part of comments, None without one."""
        return next((t.part for t in self._package.targets if t.kind == "comments"), None)

    def part(self, name: str) -> PartText:
        """Return a part to edit."""
        return PartText(read_part(self._archive, name), self._package.xml(name), name)

    def with_comments(self, content: bytes, *, strict: bool) -> dict[str, bytes]:
        """Return the parts to add or change for a new part of comments."""
        folder, main = posixpath.split(self._package.main)
        name = _free("comments", ".xml", {n.removeprefix(f"{folder}/") for n in self._names})
        path = posixpath.join(folder, name)
        relations = posixpath.join(folder, "_rels", f"{main}.rels")
        kind = _STRICT if strict else _PLAIN
        return {
            path: content,
            relations: self._related(relations, name, kind),
            _CONTENT_TYPES: self._typed(path),
        }

    def write(self, changed: Mapping[str, bytes], day: date) -> bytes:
        """Return the docx with these parts in place of, or added to, its own."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as target:
            for entry in self._archive.infolist():
                content = changed.get(entry.filename)
                if content is None:
                    content = read_part(self._archive, entry.filename)
                target.writestr(_like(entry), content)
            for name in sorted(set(changed) - self._names):
                added = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
                added.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(added, changed[name])
        return packed.getvalue()

    def _related(self, path: str, name: str, kind: str) -> bytes:
        there = path in self._names
        content = read_part(self._archive, path) if there else _NO_RELATIONS
        part = PartText(content, parse_xml(content, path), path)
        ids = {one.get("Id", "") for one in part.root.iter("*")}
        prefix = part.tag(part.root).removesuffix("Relationships")
        part.append_to(
            part.root,
            f'<{prefix}Relationship Id="{_free("rIdComments", "", ids)}" Type="{kind}" '
            f'Target="{name}"/>',
        )
        return part.result()

    def _typed(self, path: str) -> bytes:
        content = read_part(self._archive, _CONTENT_TYPES)
        part = PartText(content, parse_xml(content, _CONTENT_TYPES), _CONTENT_TYPES)
        prefix = part.tag(part.root).removesuffix("Types")
        part.append_to(part.root, f'<{prefix}Override PartName="/{path}" ContentType="{_TYPE}"/>')
        return part.result()


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry of the same name, day, method and rights."""
    same = zipfile.ZipInfo(entry.filename, entry.date_time)
    same.compress_type = entry.compress_type
    same.external_attr, same.create_system = entry.external_attr, entry.create_system
    same.comment, same.internal_attr = entry.comment, entry.internal_attr
    return same


def _free(stem: str, ending: str, taken: set[str]) -> str:
    candidates = (f"{stem}{number or ''}{ending}" for number in range(len(taken) + 1))
    return next(name for name in candidates if name not in taken)
