"""OFD (版式文件 OFD, GB/T 33190): `read_ofd` and the parts it is made of."""

from __future__ import annotations

from corpus.formats.ofd.reader import read_ofd

__all__ = ["read_ofd"]
