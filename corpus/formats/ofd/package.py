"""OFD package (OFD 包): the parts of the container, found as producers really write their paths."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile, EncryptedFile
from corpus.formats.safety import open_zip, parse_xml, read_part

if TYPE_CHECKING:
    from lxml import etree

ENTRY = "OFD.xml"
_UTF8_FLAG = 0x800
_ENCRYPTION = re.compile(r"(?:^|/)(?:encrypt\w*\.xml|decryptseed\.dat|encryptinfo\.dat)$")
_PREFIX = re.compile(rb"(</?)[\w.-]+:")
_PREFIXED_ATTRIBUTE = re.compile(
    rb"(\s)(?:xmlns(?::[\w.-]*)?\s*=\s*(?:\"[^\"]*\"|'[^']*')|[\w.-]+:(?=[\w.-]+\s*=))"
)


class OfdPackage:
    """OFD 包: opens the container and hands out its parts.

    Raises:
        CorruptFile: no zip or no OFD.xml.
        EncryptedFile: an encrypted package (GM/T 0099).
        DecompressionBomb: see `open_zip`.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = open_zip(data)
        self._parts: dict[str, str] = {}
        for info in self._archive.infolist():
            if not info.is_dir():
                self._parts.setdefault(_key(_written_name(info)), info.filename)
        if any(_ENCRYPTION.search(key) for key in self._parts):
            raise EncryptedFile("OFD 文件已加密")
        if _key(ENTRY) not in self._parts:
            raise CorruptFile(f"缺少部件 {ENTRY}")

    def find(self, base: str, location: str | None) -> str | None:
        """Return the part that `location`, written in part `base`, means; None if there is none.

        A leading slash means the root; otherwise the folder of `base`, then the root.
        """
        written = (location or "").strip().replace("\\", "/")
        if not written:
            return None
        beside = posixpath.join("/", posixpath.dirname(base), written)
        for path in (beside, posixpath.join("/", written)):
            key = _key(posixpath.normpath(path))
            if key in self._parts:
                return key
        return None

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        name = self._parts.get(_key(part))
        if name is None:
            raise CorruptFile(f"缺少部件 {part}")
        return read_part(self._archive, name)

    def xml(self, part: str) -> etree._Element:
        """Return the root of a part; undeclared prefixes, which some producers write, are cut.

        Raises:
            CorruptFile: missing, or no XML even so.
        """
        content = self.read(part)
        try:
            return parse_xml(content, part)
        except CorruptFile as error:
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise
            repaired = _PREFIXED_ATTRIBUTE.sub(rb"\1", _PREFIX.sub(rb"\1", content))
            try:
                return parse_xml(repaired, part)
            except CorruptFile:
                raise error from None


def local(element: etree._Element) -> str:
    """本地名: the tag without its namespace, which differs between producers."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """子元素: the direct children with one of these local names."""
    if element is not None:
        yield from (item for item in element if local(item) in names)


def below(element: etree._Element | None, *path: str) -> etree._Element | None:
    """下级元素: the first child of the first child … along a path of local names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def words(element: etree._Element | None) -> str:
    """元素文字: the text of an element without blanks around it, "" without one."""
    return (element.text or "").strip() if element is not None else ""


def attribute(element: etree._Element, name: str) -> str:
    """属性: its value, whatever case its name is written in; "" without one."""
    value = element.get(name)
    if value is None:
        found = (v for k, v in element.attrib.items() if str(k).lower() == name.lower())
        value = next((str(v) for v in found), "")
    return value.strip()


def _key(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/").lstrip("/")).lstrip("/").casefold()


def _written_name(info: zipfile.ZipInfo) -> str:
    """The name as its producer wrote it: zipfile takes bytes without a flag for CP437."""
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
