"""Section (章): one knowledge file as a tuple of entries, with the overlay's entries on top."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.errors import KnowledgeError
from corpus.knowledge.loading.row import BadEntryError, Row, kind_of, parsed
from corpus.knowledge.loading.yaml_file import line_of, read_yaml

T = TypeVar("T")


def read_section(
    name: str,
    parse: Callable[[Row], T],
    key: Callable[[T], str],
    *,
    data: Path,
    overlay: Path | None = None,
) -> dict[str, T]:
    """读取一章: entries by key, in file order; an overlay entry replaces one with the same key.

    `name` is the file's path below `data` and below `overlay`; an overlay may lack it.

    Raises:
        KnowledgeError: names file and line.
    """
    entries = _read_file(data / name, name, parse, key)
    if overlay is not None and (overlay / name).is_file():
        entries |= _read_file(overlay / name, f"{overlay.name}/{name}", parse, key)
    return entries


def _read_file(
    path: Path, shown: str, parse: Callable[[Row], T], key: Callable[[T], str]
) -> dict[str, T]:
    try:
        return _entries(read_yaml(path), parse, key)
    except BadEntryError as error:
        line = line_of(path, error.at)
        raise KnowledgeError(f"{shown} 第 {line} 行：{error.message}") from error


def _entries(data: object, parse: Callable[[Row], T], key: Callable[[T], str]) -> dict[str, T]:
    if not isinstance(data, list):
        raise BadEntryError((), f"文件应为条目列表，实为{kind_of(data)}")
    entries: dict[str, T] = {}
    for index, item in enumerate(data):
        entry = parsed(item, (index,), parse)
        if key(entry) in entries:
            raise BadEntryError((index,), f"条目 {key(entry)} 重复")
        entries[key(entry)] = entry
    return entries
