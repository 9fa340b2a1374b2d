"""Values (取值): ids, hashes, and lines of text that fit the tables."""

from __future__ import annotations

import hashlib
import unicodedata
import uuid

from service.ledger.errors import BadRecord

LINE = 300
TEXT = 4000


def new_id() -> str:
    """新编号: 32 hexadecimal digits that nobody can guess."""
    return uuid.uuid4().hex


def sha256(data: bytes | str) -> str:
    """摘要值 of bytes, or of a text's UTF-8 bytes."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def line(text: str, name: str, *, needed: bool = True) -> str:
    """一行文字 without control characters and outer blanks.

    Raises:
        BadRecord: empty though `needed`, or longer than 300 characters.
    """
    kept = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    found = " ".join(kept.split())
    if needed and not found:
        raise BadRecord(f"请填写{name}")
    if len(found) > LINE:
        raise BadRecord(f"{name}不超过 {LINE} 字")
    return found


def paragraph(text: str, name: str, *, needed: bool = False) -> str:
    """一段文字 that may have line breaks.

    Raises:
        BadRecord: empty though `needed`, or longer than 4000 characters.
    """
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c)[0] != "C").strip()
    if needed and not kept:
        raise BadRecord(f"请填写{name}")
    if len(kept) > TEXT:
        raise BadRecord(f"{name}不超过 {TEXT} 字")
    return kept


def cut(text: str) -> str:
    """截短 to what a line holds."""
    return text if len(text) <= LINE else f"{text[: LINE - 1]}…"
