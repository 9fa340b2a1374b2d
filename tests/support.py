"""What tests share: the folder of real data beside the project, if it is there."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from shutil import which

import pytest

from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from models.checks.base import Context
from models.submission import IssuerLevel, Kind, Submission

ROOT = Path(__file__).resolve().parent.parent
_SHARED = ROOT.parent / "shared" / "data"
SHARED: Path | None = _SHARED if _SHARED.is_dir() else None

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the real documents of ../shared/data are not beside this checkout"
)


def _has_chinese_font() -> bool:
    listing = which("fc-list")
    if listing is None:
        return False
    told = subprocess.run([listing, ":lang=zh"], capture_output=True, check=False)
    return bool(told.stdout.strip())


needs_chinese_font = pytest.mark.skipif(
    not _has_chinese_font(),
    reason="PDFium measures text whose font is not embedded by a Chinese font of the system",
)


def submission_of(
    text: str,
    kind: str = "norm_doc",
    issuer_level: str | None = "county",
    name: str = "draft.txt",
) -> Submission:
    """Read a text as an upload and hand it in."""
    document = read_document(text.encode(), name)
    level = IssuerLevel(issuer_level) if issuer_level else None
    return Submission(document, Kind(kind), level, "用户指定", "用户指定")


def context_of(library: Library, as_of: date = date(2026, 11, 24)) -> Context:
    """Return the environment of a review over the real library."""
    return Context(as_of, library.at(as_of), load_knowledge(), HybridRetriever(library))
