"""Names (文件名) in archives: their encoding, what is no material, and short names that differ."""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 120


def entry_path(entry: zipfile.ZipInfo) -> str:
    """条目路径: the entry's path with "/", its name decoded as the packing program meant it.

    Windows programs write GBK without saying so, others UTF-8 without the flag or in a field of
    its own; only what is none of these is read as CP437.
    """
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437")
        name = _unicode_field(entry.extra, raw) or _decode(raw)
    return unicodedata.normalize("NFC", name.split("\0")[0].replace("\\", "/"))


def is_unsafe(path: str) -> bool:
    """越界路径: absolute, on a drive, or with a way out of the package."""
    return path.startswith("/") or ".." in path.split("/") or bool(_DRIVE.match(path))


def is_junk(path: str) -> bool:
    """系统杂件: what an operating system or an open Word leaves beside the files."""
    return any(
        part.casefold() in _JUNK or (part.startswith(("~$", ".")) and part not in (".", ".."))
        for part in path.split("/")
    )


def clean_name(name: str) -> str:
    """文件名: the last part of a path, without control characters, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if not unicodedata.category(c).startswith("C")).strip(" .")
    if len(kept) > _LONGEST:
        stem, dot, suffix = kept.rpartition(".")
        cut = f"{stem[: _LONGEST - 10 - len(suffix)]}{dot}{suffix}"
        kept = cut if len(suffix) < 10 else kept[:_LONGEST]
    return kept or "未命名"


def clean_path(path: str) -> str:
    """路径: every part as `clean_name` leaves it."""
    return "/".join(clean_name(part) for part in path.split("/") if part not in ("", "."))


def short_names(paths: Sequence[str]) -> tuple[str, ...]:
    """短名: the last part of each path; where that is not unique, with the folders that tell apart.

    Equal paths get （2）, （3） … before the ending.
    """
    unique = _numbered(paths)
    return tuple(_shortest(path, unique) for path in unique)


def _shortest(path: str, paths: Sequence[str]) -> str:
    parts = path.split("/")
    for depth in range(1, len(parts)):
        tail = "/".join(parts[-depth:])
        if sum(other == tail or other.endswith(f"/{tail}") for other in paths) == 1:
            return tail
    return path


def _numbered(paths: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for path in paths:
        seen[path] += 1
        pure = PurePosixPath(path)
        again = f"{pure.stem}（{seen[path]}）{pure.suffix}"
        found.append(path if seen[path] == 1 else str(pure.with_name(again)))
    return found


def _decode(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _unicode_field(extra: bytes, raw: bytes) -> str:
    """Return the name in the Info-ZIP Unicode Path field, "" without a valid one."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + length]
        at += 4 + length
        fits = kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1
        if fits and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", errors="ignore")
    return ""
