"""Reviews (审查用例): bytes and options in, a Review out; the same for CLI, batch, API and web."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from corpus.document import Document, Unread, UnreadKind
from corpus.errors import FileUnavailable, ReadError
from models.review import Review
from models.submission import Submission
from service.options import ReviewOptions
from service.wiring import Wiring, today

File = tuple[str, bytes]
"""A file's name and its content."""


def review_bytes(
    wiring: Wiring,
    data: bytes,
    filename: str,
    options: ReviewOptions,
    materials: tuple[File, ...] = (),
) -> Review:
    """审查: read the draft, recognise what was not said, run all checks.

    A material that cannot be read does not stop the review; it is listed under `unread`.

    Raises:
        ReadError: the draft cannot be read.
        LibraryError, KnowledgeError: the library or the knowledge cannot serve.
    """
    from corpus.formats import read_document
    from models.checks import CHECKS
    from models.pipeline import review

    context = wiring.context(options.as_of)
    watch = _Stopwatch()
    document = read_document(data, filename)
    watch.lap("read")
    read, unread = _read_materials(materials)
    submission = _submission(document, options, read)
    watch.lap("recognise")
    result = review(submission, CHECKS, context, wiring.versions(), wiring.library.cutoff)
    watch.lap("check")
    details = {f"check:{name}": spent for name, spent in result.timings_ms.items()}
    return replace(result, unread=(*result.unread, *unread), timings_ms={**watch.laps, **details})


def read_file(path: Path) -> File:
    """读取文件: a file's name and bytes.

    Raises:
        FileUnavailable: it is not there, is a directory, or may not be read.
    """
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise FileUnavailable(f"{path}（{reason(error)}）") from error


def read_materials(directory: Path) -> tuple[File, ...]:
    """读取送审材料: every file of a directory, by name; hidden files are left out.

    Raises:
        FileUnavailable: no such directory.
    """
    if not directory.is_dir():
        raise FileUnavailable(f"{directory}（不是目录）")
    return tuple(
        read_file(path)
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.name.startswith((".", "~$"))
    )


def reason(error: OSError) -> str:
    """原因: why the system refused a file, in Chinese."""
    known = (
        (FileNotFoundError, "不存在"),
        (IsADirectoryError, "是目录"),
        (NotADirectoryError, "所在目录不存在"),
        (PermissionError, "无权读取"),
    )
    return next((word for kind, word in known if isinstance(error, kind)), "无法读写")


def _submission(
    document: Document, options: ReviewOptions, materials: tuple[Document, ...]
) -> Submission:
    from models.recognition import recognise

    recognised = recognise(document)
    told = "用户指定"
    return Submission(
        document=document,
        kind=options.kind or recognised.kind,
        kind_reason=told if options.kind else recognised.kind_reason,
        issuer_level=options.issuer_level or recognised.issuer_level,
        level_reason=told if options.issuer_level else recognised.level_reason,
        stance=options.stance,
        materials=materials,
        received_on=options.as_of or today(),
    )


def _read_materials(files: tuple[File, ...]) -> tuple[tuple[Document, ...], tuple[Unread, ...]]:
    from corpus.formats import read_document

    documents: list[Document] = []
    unread: list[Unread] = []
    for name, data in files:
        try:
            documents.append(read_document(data, name))
        except ReadError as error:
            unread.append(Unread(UnreadKind.OTHER, f"送审材料“{name}”没有读到：{error}"))
    return tuple(documents), tuple(unread)


class _Stopwatch:
    """秒表: laps in milliseconds."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000, 1)
        self._last = now
