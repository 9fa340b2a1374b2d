"""Importing (导入): folders of statutes and of the office's own documents into a built library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ReadError, SourceMissing
from corpus.knowledge.types import Knowledge
from corpus.library.schema import require_current
from corpus.sources import markdown_tree, office_folder, store
from corpus.sources.duplicates import Duplicate, find_duplicates
from corpus.sources.office_document import ValidityPeriods
from corpus.sources.origin import SOURCE_FILE, SourceNote, read_note, require_described
from corpus.sources.rewrite import Progress, rewriting, tell
from corpus.sources.staging import Staging
from corpus.sources.store import Outcome
from corpus.sources.text import SourceText

_PERIODS = ValidityPeriods()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """导入结果: how many texts were added, unchanged, changed.

    `skipped` names file and reason; `duplicates` are equal or nearly equal documents; `resumed`
    tells that an interrupted import was continued.
    """

    added: int
    unchanged: int
    changed: int
    skipped: tuple[tuple[str, str], ...]
    duplicates: tuple[Duplicate, ...] = ()
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """One text to come: its record, the hash of what it is read from, and how to read it.

    `read` is given the hash, so that no file is hashed twice.
    """

    source: str
    file: str
    origin: str
    sha256: Callable[[], str]
    read: Callable[[str], SourceText]


def import_tree(
    path: Path,
    directory: Path,
    knowledge: Knowledge,
    *,
    note: SourceNote | None = None,
    periods: ValidityPeriods = _PERIODS,
    progress: Progress | None = None,
) -> ImportReport:
    """导入: add a folder to a built library; unchanged files are not read again.

    Markdown statutes (with an end mark of their head, or a folder of nothing but markdown) are
    read as such, all other files as office documents, for which licence and day of retrieval are
    mandatory: in `note` or in the folder's `SOURCE.yaml`. `periods` are the presumed periods of
    validity of normative documents. An interrupted import goes on where it stopped.

    Raises:
        SourceMissing: no such folder.
        SourceUndescribed: office documents without licence or day of retrieval.
        LibraryMissing, LibraryOutdated: no library to add to.
        ImportFailed: the file cannot be written, or another import is running.

    """
    if not directory.is_dir():
        raise SourceMissing(str(directory))
    require_current(path)
    root = directory.resolve()
    described = (note or SourceNote()).over(read_note(root))
    items, skipped = _items(root, described, knowledge, periods)
    counted: Counter[Outcome] = Counter()
    with rewriting(path, knowledge, f"import {root}", progress) as staged:
        for done, item in enumerate(items, 1):
            outcome = _take(staged, item)
            if isinstance(outcome, Outcome):
                counted[outcome] += 1
            else:
                skipped.append((item.file, outcome))
            tell(progress, "导入法规文本", done, len(items))
        new = counted[Outcome.ADDED] + counted[Outcome.CHANGED] or staged.resumed
        duplicates = find_duplicates(staged.connection, root) if new else ()
        resumed = staged.resumed
    return ImportReport(
        added=counted[Outcome.ADDED],
        unchanged=counted[Outcome.UNCHANGED],
        changed=counted[Outcome.CHANGED],
        skipped=tuple(skipped),
        duplicates=duplicates,
        resumed=resumed,
    )


def _items(
    root: Path, note: SourceNote, knowledge: Knowledge, periods: ValidityPeriods
) -> tuple[list[_Item], list[tuple[str, str]]]:
    files = [p for p in sorted(root.rglob("*")) if _is_content(p)]
    all_markdown = all(p.suffix.lower() == ".md" or not office_folder.readable(p) for p in files)
    statutes = [p for p in files if all_markdown or markdown_tree.is_statute(p)]
    statutes = [p for p in statutes if p.suffix.lower() == ".md"]
    others = [p for p in files if p not in set(statutes)]
    documents = [p for p in others if office_folder.readable(p)]
    if documents:
        require_described(note)
    skipped = [(str(p.relative_to(root)), "不支持的文件格式") for p in others if p not in documents]
    units = markdown_tree.units(root, statutes)
    reader = office_folder.OfficeReader(root, note, knowledge, periods)
    return [*_statutes(units, note), *map(_document(reader), documents)], skipped


def _is_content(path: Path) -> bool:
    return (
        path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.name != SOURCE_FILE
        and path.stem.upper() != "README"
    )


def _statutes(units: Iterator[markdown_tree.Unit], note: SourceNote) -> Iterator[_Item]:
    for unit in units:
        file = str(unit.paths[0].relative_to(unit.root))
        yield _Item(
            markdown_tree.NAME,
            file,
            unit.origin,
            unit.sha256,
            lambda sha256, unit=unit: markdown_tree.read_unit(unit, note, sha256),  # type: ignore[misc]
        )


def _document(reader: office_folder.OfficeReader) -> Callable[[Path], _Item]:
    def item(path: Path) -> _Item:
        return _Item(
            office_folder.NAME,
            str(path.relative_to(reader.root)),
            str(path),
            lambda: reader.fingerprint(path),
            lambda sha256: reader.read(path, sha256),
        )

    return item


def _take(staged: Staging, item: _Item) -> Outcome | str:
    """Read and add one text; what cannot be read is told, never an end to the import."""
    try:
        sha256 = item.sha256()
        if store.is_known(staged.connection, item.source, item.origin, sha256):
            return Outcome.UNCHANGED
        versions = item.source == office_folder.NAME
        outcome = store.add(staged.connection, item.read(sha256), keep_versions=versions)
        staged.took()
        return outcome
    except markdown_tree.UnusableFileError as error:
        return str(error)
    except ReadError as error:
        return f"[{error.code}] {error.summary}"
    except UnicodeDecodeError:
        return "不是 UTF-8 编码"
    except OSError as error:
        return f"文件无法读取（{error.strerror}）"
