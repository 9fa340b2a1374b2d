"""Safety (安全限制): what is checked before and while an upload is opened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.errors import CorruptFile, DecompressionBomb, EmptyFile, EncryptedFile, FileTooLarge

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 100 * 1024 * 1024
MAX_CHARACTERS = 5_000_000
MAX_ENTRIES = 10_000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_PART = 150 * 1024 * 1024
MAX_RATIO = 200
_RATIO_FROM = 10 * 1024 * 1024
_ENCRYPTED_FLAG = 0x1


def check_size(data: bytes) -> None:
    """大小检查: refuse empty and oversized files before any parsing.

    Raises:
        EmptyFile: no bytes at all.
        FileTooLarge: more than `MAX_BYTES` bytes.
    """
    if not data:
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise FileTooLarge(f"文件 {len(data) / 2**20:.0f} MB，上限 {MAX_BYTES / 2**20:.0f} MB")


def check_characters(count: int) -> None:
    """字数检查: refuse texts that no reviewer could mean.

    Raises:
        FileTooLarge: more than `MAX_CHARACTERS` characters.
    """
    if count > MAX_CHARACTERS:
        raise FileTooLarge(f"正文 {count} 字，上限 {MAX_CHARACTERS} 字")


def open_zip(data: bytes) -> zipfile.ZipFile:
    """打开压缩包: open a zip container after looking at its directory only.

    Raises:
        CorruptFile: not a zip, or an entry with an absolute or parent path.
        EncryptedFile: an entry needs a password.
        DecompressionBomb: too many entries, too large, or a ratio no document has.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise CorruptFile("压缩结构不完整") from error
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise DecompressionBomb(f"内含 {len(entries)} 个条目")
    for entry in entries:
        _check_entry(entry)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise DecompressionBomb(f"解压后 {unpacked / 2**20:.0f} MB")
    if unpacked > _RATIO_FROM and unpacked > MAX_RATIO * max(len(data), 1):
        raise DecompressionBomb(f"解压后膨胀 {unpacked // max(len(data), 1)} 倍")
    return archive


def _check_entry(entry: zipfile.ZipInfo) -> None:
    path = entry.filename.replace("\\", "/")
    if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
        raise CorruptFile("压缩包内有越界路径")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedFile("压缩条目已加密")
    if entry.file_size > MAX_PART:
        raise DecompressionBomb(f"单个部件解压后 {entry.file_size / 2**20:.0f} MB")


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """读取部件: unpack one entry, never more than its directory promised.

    Raises:
        CorruptFile: missing, damaged, or compressed in an unknown way.
        DecompressionBomb: it unpacks to more than `MAX_PART` bytes.
    """
    try:
        with archive.open(name) as stream:
            content = stream.read(MAX_PART + 1)
    except KeyError as error:
        raise CorruptFile(f"缺少部件 {name}") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise CorruptFile(f"部件 {name} 已损坏") from error
    except Exception as error:  # zlib.error and its like are no common base
        raise CorruptFile(f"部件 {name} 无法解压") from error
    if len(content) > MAX_PART:
        raise DecompressionBomb(f"部件 {name} 解压后超过上限")
    return content


def parse_xml(content: bytes, name: str) -> etree._Element:
    """解析 XML: parse a part without DTD, entities, network or huge trees.

    Raises:
        CorruptFile: not well-formed, or it carries a document type declaration.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CorruptFile(f"部件 {name} 不是完整的 XML") from error
    _check_doctype(root, name)
    return root


def stream_xml(content: bytes, name: str, tags: Sequence[str]) -> Iterator[etree._Element]:
    """逐项解析 XML: the elements of these tags as they end, under the limits of `parse_xml`.

    What has been yielded is emptied afterwards: nothing of an element may be kept.

    Raises:
        CorruptFile: see `parse_xml`.
    """
    from lxml import etree

    events = etree.iterparse(
        BytesIO(content), events=("end",), tag=tags, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True,
    )  # fmt: skip
    checked = False
    try:
        for _, element in events:
            if not checked:
                _check_doctype(element, name)
                checked = True
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise CorruptFile(f"部件 {name} 不是完整的 XML") from error


def _check_doctype(element: etree._Element, name: str) -> None:
    info: Any = element.getroottree().docinfo
    if info.doctype:
        raise CorruptFile(f"部件 {name} 含有文档类型声明（DOCTYPE），可能有恶意内容")
