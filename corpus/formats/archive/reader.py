"""Reader of zip archives (读取压缩包): in memory, limited, with a reason for whatever is refused."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from corpus.errors import (
    CorruptFile,
    DecompressionBomb,
    EmptyFile,
    EncryptedFile,
    ReadError,
    UnsafePath,
    UnsupportedArchive,
)
from corpus.formats.archive.limits import Budget, Limits
from corpus.formats.archive.names import clean_path, entry_path, is_junk, is_unsafe
from corpus.formats.detect import suffix_of
from corpus.formats.safety import MAX_ENTRIES

_ENCRYPTED_FLAG = 0x1
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_DIRECTORY_MARK = b"PK\x01\x02"
_SUFFIXES = ("", ".zip", ".rar", ".7z", ".tar", ".gz")
# an entry of the zip that makes it a document, not a package
_DOCUMENT_PARTS = frozenset({"[content_types].xml", "ofd.xml", "mimetype", "content.xml"})

Entry: TypeAlias = tuple[str, bytes]
"""A file's path in the archive, with "/", and its content."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """解压结果: the files in the archive's order; `refused` are paths with the reason."""

    files: tuple[Entry, ...] = ()
    refused: tuple[tuple[str, ReadError], ...] = ()


def is_archive(data: bytes, filename: str) -> bool:
    """是否压缩包: a zip that holds files; docx, xlsx, ofd and odt are zips too, but documents."""
    suffix = suffix_of(filename)
    if data[:4] not in _MAGIC or suffix not in _SUFFIXES:
        return False
    try:
        with _open(data) as archive:
            names = {name.casefold() for name in archive.namelist()}
    except ReadError:  # its name says what it was meant to be
        return suffix == ".zip"
    return not names & _DOCUMENT_PARTS and not any(n.startswith("word/") for n in names)


def read_zip(data: bytes, limits: Limits | None = None) -> Unpacked:
    """读取压缩包: its files and those of archives inside it; nothing is written anywhere.

    What an operating system leaves in archives (`is_junk`) and folders are passed over. Entries
    that cannot be taken (encrypted, damaged, links, paths out of the package, archives too deep)
    are `refused`, the others still read.

    Raises:
        EmptyFile: no file at all.
        EncryptedFile: all files need a password.
        CorruptFile: no zip, or cut off.
        TooManyFiles, DecompressionBomb: over the limits; nothing of it is read.
    """
    allowed = limits or Limits()
    found = _read(data, Budget(allowed), allowed.depth)
    if not found.files and not found.refused:
        raise EmptyFile("压缩包里没有文件")
    if not found.files and all(isinstance(e, EncryptedFile) for _, e in found.refused):
        raise EncryptedFile("压缩包设有密码")
    return found


def _read(data: bytes, budget: Budget, depth: int) -> Unpacked:
    files: list[Entry] = []
    refused: list[tuple[str, ReadError]] = []
    with _open(data) as archive:
        entries = list(_entries(archive))
        budget.admit([entry.file_size for _, entry in entries], len(data))
        for path, entry in entries:
            try:
                content = _content(archive, path, entry, budget)
                inner = _inner(content, path, budget, depth)
            except ReadError as error:
                refused.append((clean_path(path), error))
                continue
            if inner is None:
                files.append((clean_path(path), content))
            else:
                files += inner.files
                refused += inner.refused
    return Unpacked(tuple(files), tuple(refused))


def _open(data: bytes) -> zipfile.ZipFile:
    if data.count(_DIRECTORY_MARK) > 2 * MAX_ENTRIES:  # before the directory is parsed
        raise DecompressionBomb("内含条目过多")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except Exception as error:  # BadZipFile, ValueError, struct.error … have no common base
        raise CorruptFile("压缩结构不完整") from error


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for entry in archive.infolist():
        path = entry_path(entry)
        if not path.endswith("/") and not is_junk(path):
            yield path, entry


def _content(archive: zipfile.ZipFile, path: str, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    if is_unsafe(path):
        raise UnsafePath
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        raise UnsafePath("这是链接，不是文件")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedFile
    if budget.swells(entry.file_size, entry.compress_size):
        raise DecompressionBomb
    budget.take(entry.file_size)
    try:
        with archive.open(entry) as stream:
            return stream.read(entry.file_size)
    except MemoryError:
        raise
    except Exception as error:  # BadZipFile, zlib.error, NotImplementedError … no common base
        raise CorruptFile("压缩条目已损坏，或压缩方法不支持") from error


def _inner(content: bytes, path: str, budget: Budget, depth: int) -> Unpacked | None:
    """Return the files of an archive inside the archive, under its name; None for a document."""
    if not is_archive(content, path):
        return None
    if depth < 1:
        raise UnsupportedArchive("压缩包嵌套过深")
    found = _read(content, budget, depth - 1)
    if not found.files and not found.refused:
        raise EmptyFile("压缩包里没有文件")
    folder = clean_path(path)
    return Unpacked(
        tuple((f"{folder}/{name}", data) for name, data in found.files),
        tuple((f"{folder}/{name}", error) for name, error in found.refused),
    )
