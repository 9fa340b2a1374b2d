"""Source: a folder of office documents (docx, pdf, txt, html, md, ofd, doc …), one text a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.formats import FORMATS, read_document
from corpus.knowledge.types import Knowledge
from corpus.sources.office_document import ValidityPeriods, source_text
from corpus.sources.origin import SourceNote
from corpus.sources.text import SourceText

NAME = "office"
_IMAGES = frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"))
_SHEETS = frozenset((".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".csv"))


def readable(path: Path) -> bool:
    """Tell whether a file has an ending that is read; images and tables are no texts of law."""
    suffix = path.suffix.lower()
    return suffix in FORMATS and suffix not in _IMAGES | _SHEETS


@dataclass(frozen=True, slots=True)
class OfficeReader:
    """读取办公文件 of one folder under one note and one set of periods of validity."""

    root: Path
    note: SourceNote
    knowledge: Knowledge
    periods: ValidityPeriods

    def fingerprint(self, path: Path) -> str:
        """A hash of the file and, behind a colon, of the options that it is read under."""
        options = hashlib.sha256(repr((self.note, self.periods)).encode()).hexdigest()[:12]
        return f"{hashlib.sha256(path.read_bytes()).hexdigest()}:{options}"

    def read(self, path: Path, fingerprint: str) -> SourceText:
        """Read one document, whose fingerprint is known.

        Raises:
            ReadError: the file cannot be read, or holds no text.
            OSError: the file cannot be opened.

        """
        document = read_document(path.read_bytes(), path.name)
        return source_text(
            document,
            origin=str(path),
            sha256=fingerprint,
            folders=(self.root.name, *path.relative_to(self.root).parts[:-1]),
            note=self.note,
            periods=self.periods,
            knowledge=self.knowledge,
        )
