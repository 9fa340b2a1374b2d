"""Reviews (审查用例): bytes and options in, a Review out; the same for CLI, batch, API and web."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from corpus.errors import FileTooLarge, FileUnavailable, TooManyFiles
from models.review import Review
from models.submission import Submission
from service.options import ReviewOptions
from service.packages import File, HandIn, Package, chosen_roles, hand_in, read_package
from service.progress import Course, Told, quiet
from service.wiring import Wiring, today

__all__ = [
    "File",
    "read_file",
    "read_folder",
    "read_materials",
    "reason",
    "review_bytes",
    "review_path",
]


def review_bytes(
    wiring: Wiring,
    data: bytes,
    filename: str,
    options: ReviewOptions,
    materials: tuple[File, ...] = (),
    told: Told = quiet,
) -> Review:
    """审查: read the draft, recognise what was not said, run all checks.

    `data` is the draft, or a zip with the draft and its materials (`options.main` names the draft
    in it); `materials` may be zips too. A material that cannot be read does not stop the review;
    it is listed under `unread`. `told` hears how far the review is.

    Raises:
        ReadError: the draft, or the package, cannot be read.
        BadOption: `options` name a file or a role that is not there.
        LibraryError, KnowledgeError: the library or the knowledge cannot serve.
    """
    return _review(wiring, hand_in((filename, data), materials, options.main), options, told)


def review_path(
    wiring: Wiring, path: Path, options: ReviewOptions, materials: tuple[File, ...] = ()
) -> Review:
    """审查 of a file as `review_bytes` does it, or of a folder that holds a package.

    Raises:
        FileUnavailable: the path is not there or may not be read; and as `review_bytes`.
    """
    if path.is_dir():
        handed = hand_in(None, (*read_folder(path), *materials), options.main)
        return _review(wiring, handed, options)
    name, data = read_file(path)
    return review_bytes(wiring, data, name, options, materials)


def _review(wiring: Wiring, handed: HandIn, options: ReviewOptions, told: Told = quiet) -> Review:
    from models.checks import CHECKS
    from models.pipeline import review

    context = wiring.context(options.as_of)
    roles = options.roles
    if roles:
        roles = chosen_roles(roles, handed, wiring.knowledge.evidence_types)
    watch, course = _Stopwatch(), Course(told)
    package = read_package(handed, course.reading)
    watch.lap("read")
    course.recognising()
    submission = _submission(package, options, roles)
    watch.lap("recognise")
    checks = tuple(check for check in CHECKS if submission.kind in check.kinds)
    begun = course.checking(checks)
    result = review(submission, checks, context, wiring.versions(), wiring.library.cutoff, begun)
    watch.lap("check")
    details = {f"check:{name}": spent for name, spent in result.timings_ms.items()}
    return replace(
        result,
        unread=(*result.unread, *package.unread),
        timings_ms={**watch.laps, **details},
    )


def read_file(path: Path) -> File:
    """读取文件: a file's name and bytes.

    Raises:
        FileUnavailable: it is not there, is a directory, or may not be read.
    """
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        raise FileUnavailable(f"{path}（{reason(error)}）") from error


def read_materials(*paths: Path) -> tuple[File, ...]:
    """读取送审材料: files (archives too), and every file of folders.

    Raises:
        FileUnavailable: no such file or folder.
        TooManyFiles, FileTooLarge: see `read_folder`.
    """
    found: list[File] = []
    for path in paths:
        found += read_folder(path) if path.is_dir() else [read_file(path)]
    return tuple(found)


def read_folder(folder: Path) -> tuple[File, ...]:
    """读取目录: every file below it, named by its path in it; hidden ones are left out.

    Raises:
        FileUnavailable: a file may not be read.
        TooManyFiles, FileTooLarge: more than one package may hold, seen before anything is read.
    """
    from corpus.formats.archive import Limits, is_junk

    limits = Limits()
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not is_junk(path.relative_to(folder).as_posix())
    ]
    if len(paths) > limits.files:
        raise TooManyFiles(f"目录里有 {len(paths)} 份，上限 {limits.files} 份")
    size = sum(path.stat().st_size for path in paths)
    if size > limits.total:
        raise FileTooLarge(f"目录 {size / 2**20:.0f} MB，上限 {limits.total / 2**20:.0f} MB")
    return tuple((path.relative_to(folder).as_posix(), read_file(path)[1]) for path in paths)


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
    package: Package, options: ReviewOptions, roles: tuple[tuple[str, str], ...]
) -> Submission:
    from models.recognition import recognise

    recognised = recognise(package.main)
    read = {material.name for material in package.materials}
    told = "用户指定"
    return Submission(
        document=package.main,
        kind=options.kind or recognised.kind,
        kind_reason=told if options.kind else recognised.kind_reason,
        issuer_level=options.issuer_level or recognised.issuer_level,
        level_reason=told if options.issuer_level else recognised.level_reason,
        stance=options.stance,
        materials=package.materials,
        received_on=options.as_of or today(),
        chosen_roles=tuple((name, role) for name, role in roles if name in read),
        main_reason=package.main_reason,
        unread_materials=tuple(name for name, _ in package.refused),
    )


class _Stopwatch:
    """秒表: laps in milliseconds."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round((now - self._last) * 1000, 1)
        self._last = now
