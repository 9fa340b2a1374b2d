"""Backlog (待补清单): documents known by name whose text is not at hand, from a CSV or YAML list."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.errors import BadBacklog, ReadError
from corpus.formats.decode import decode
from corpus.instrument import Level
from corpus.knowledge.types import Knowledge
from corpus.library.names import name_key
from corpus.library.schema import require_current
from corpus.sources import store
from corpus.sources.dates import written_day
from corpus.sources.kinds import kind_of
from corpus.sources.levels import office_level
from corpus.sources.regions import region_of
from corpus.sources.rewrite import Progress, rewriting, tell
from corpus.sources.store import Outcome
from corpus.sources.text import SourceText

NAME = "list"
_LICENCE = "仅有名称，无文本"
_COLUMNS = {
    "name": "name",
    "文件名称": "name",
    "名称": "name",
    "document_number": "document_number",
    "文号": "document_number",
    "issuer": "issuer",
    "制定机关": "issuer",
    "adopted": "adopted",
    "通过日期": "adopted",
    "公布日期": "adopted",
    "effective": "effective",
    "施行日期": "effective",
    "valid_until": "valid_until",
    "有效期至": "valid_until",
    "region": "region",
    "地区": "region",
    "note": "note",
    "备注": "note",
}
_DATES = ("adopted", "effective", "valid_until")


@dataclass(frozen=True, slots=True)
class BacklogReport:
    """清单导入结果: `held` are names whose text the library has already."""

    added: int
    unchanged: int
    changed: int
    held: tuple[str, ...]


def import_list(
    path: Path, file: Path, knowledge: Knowledge, *, progress: Progress | None = None
) -> BacklogReport:
    """导入清单: enter every document of a list as a text without words (`LibraryView.has_text`).

    Columns (English or Chinese): name, document_number, issuer, adopted, effective, valid_until,
    region, note; only the name is required. A later import of the text takes the entry's place.

    Raises:
        BadBacklog: the file is no such list; the message names the entry.
        LibraryMissing, LibraryOutdated: no library to add to.
        ImportFailed: the library cannot be written.

    """
    texts = list(_texts(file))
    require_current(path)
    held: list[str] = []
    counted = dict.fromkeys(Outcome, 0)
    with rewriting(path, knowledge, f"list {file.resolve()}", progress) as staged:
        for done, text in enumerate(texts, 1):
            tell(progress, "导入清单", done, len(texts))
            if store.has_text(staged.connection, text.name):
                held.append(text.name)
                continue
            counted[store.add(staged.connection, text)] += 1
            staged.took()
    return BacklogReport(
        counted[Outcome.ADDED], counted[Outcome.UNCHANGED], counted[Outcome.CHANGED], tuple(held)
    )


def _texts(file: Path) -> Iterator[SourceText]:
    for number, row in enumerate(_rows(file), 1):
        entry = _entry(row, number)
        name = entry.get("name", "").strip("《》 ")
        if not name_key(name):
            raise BadBacklog(f"第{number}项没有 name")
        yield _text(name, entry, number)


def _rows(file: Path) -> list[Mapping[str, object]]:
    try:
        words = decode(file.read_bytes())
    except OSError as error:
        raise BadBacklog(f"{file.name} 无法读取（{error.strerror}）") from error
    except ReadError as error:
        raise BadBacklog(f"{file.name} {error.summary}") from error
    if file.suffix.lower() in {".yaml", ".yml"}:
        return _yaml(words, file.name)
    if file.suffix.lower() != ".csv":
        raise BadBacklog(f"{file.name} 不是 CSV 或 YAML")
    lines = io.StringIO(words, newline=None)  # a line may end as on any system
    try:
        return [dict(row) for row in csv.DictReader(lines, skipinitialspace=True)]
    except csv.Error as error:
        raise BadBacklog(f"{file.name} 不是正确的 CSV（引号不成对，或一格过长）") from error


def _yaml(words: str, name: str) -> list[Mapping[str, object]]:
    import yaml

    try:
        rows = yaml.safe_load(words)
    except yaml.YAMLError as error:
        raise BadBacklog(f"{name} 不是 YAML") from error
    except ValueError as error:  # 2024-02-30: the reader of YAML makes dates itself
        raise BadBacklog(f"{name} 里有不存在的日期") from error
    if not isinstance(rows, list):
        raise BadBacklog(f"{name} 不是列表")
    return [row if isinstance(row, Mapping) else {"name": row} for row in rows]


def _entry(row: Mapping[str, object], number: int) -> dict[str, str]:
    unknown = [key for key in row if key is None or str(key).strip() not in _COLUMNS]
    if unknown:
        raise BadBacklog(f"第{number}项有不认识的字段")
    said = {str(k).strip(): str(v).strip() for k, v in row.items() if v is not None}
    found: dict[str, str] = {}
    for column, field in _COLUMNS.items():  # of two columns for one field, the first one that says
        if said.get(column):
            found.setdefault(field, said[column])
    return found


def _text(name: str, entry: Mapping[str, str], number: int) -> SourceText:
    days = {field: _day(entry.get(field, ""), field, number) for field in _DATES}
    issuer, document_number = entry.get("issuer", ""), entry.get("document_number", "")
    level = office_level(name, issuer, document_number, "")
    if level is Level.OTHER:
        level = Level.NORM_DOC
    return SourceText(
        name=name,
        level=level,
        issuer=issuer,
        version_on=days["adopted"],
        amended_on=(),
        stated_effective=days["effective"],
        stated_repealed=False,
        clause_on=None,
        on_publication=False,
        document_number=document_number or None,
        articles=(),
        source=NAME,
        origin=name_key(name),
        licence=_LICENCE,
        sha256=hashlib.sha256(repr(sorted(entry.items())).encode()).hexdigest(),
        note=entry.get("note", ""),
        region=region_of(level, name, issuer) or entry.get("region", ""),
        kind=kind_of(name, level),
        valid_until=days["valid_until"],
        valid_clause="清单所载有效期" if days["valid_until"] else "",
    )


def _day(words: str, field: str, number: int) -> date | None:
    if not words:
        return None
    try:
        return written_day(words)
    except ValueError as error:
        raise BadBacklog(f"第{number}项的 {field} 不是日期（YYYY-MM-DD）") from error
