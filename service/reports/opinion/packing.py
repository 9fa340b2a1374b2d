"""Packing (打包): a docx whose bytes depend on its content alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

_FIRST = "[Content_Types].xml"


def pack(data: bytes, stamp: datetime, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """打包: the same parts in a fixed order with one time; `replaced` are parts to put in instead."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda one: (one != _FIRST, one)):
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, (replaced or {}).get(name) or source.read(name))
    return packed.getvalue()
