"""Row (记录): one entry of a knowledge file, read field by field, complaining precisely."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from corpus.knowledge.loading.yaml_file import KeyPath

T = TypeVar("T")


class BadEntryError(Exception):
    """An entry is wrong. `at` leads to the value in the file; `file.py` turns it into a line."""

    def __init__(self, at: KeyPath, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


class Row:
    """记录: every key must be asked for once; `done` refuses what nobody asked for."""

    def __init__(self, data: object, at: KeyPath) -> None:
        if not isinstance(data, dict):
            raise BadEntryError(at, f"应为键值对，实为{kind_of(data)}")
        self._data: dict[str, Any] = data
        self._at = at
        self._asked: set[str] = set()

    def bad(self, key: str, message: str) -> BadEntryError:
        """Make an error that points at a key of this row, for the caller to raise."""
        return BadEntryError((*self._at, key), f"{key} {message}")

    def done(self) -> None:
        """Refuse keys that no field asked for.

        Raises:
            BadEntryError: names the first unknown key.
        """
        unknown = [key for key in self._data if key not in self._asked]
        if unknown:
            raise BadEntryError((*self._at, unknown[0]), f"未知的字段 {unknown[0]}")

    def has(self, key: str) -> bool:
        """Tell whether the key is written and not null."""
        return self._data.get(key) is not None

    def text(self, key: str) -> str:
        """Read a required, non-empty text."""
        value = self._need(key, str, "文字")
        if not value.strip():
            raise self.bad(key, "不能为空")
        return value

    def maybe_text(self, key: str) -> str:
        """Read an optional text; empty if absent."""
        return self._need(key, str, "文字") if self._present(key) else ""

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """Read a required text out of a closed list."""
        value, names = self.text(key), tuple(allowed)
        if value not in names:
            raise self.bad(key, f"的值 {value} 不在允许范围：{'、'.join(names)}")
        return value

    def maybe_choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """Read an optional text out of a closed list."""
        return self.choice(key, allowed) if self._present(key) else None

    def number(self, key: str) -> int:
        """Read a required integer."""
        return self._need(key, int, "整数")

    def maybe_number(self, key: str) -> int | None:
        """Read an optional integer."""
        return self.number(key) if self._present(key) else None

    def flag(self, key: str) -> bool:
        """Read a required true or false."""
        self._asked.add(key)
        if not isinstance(self._data.get(key), bool):
            raise self.bad(key, "应为 true 或 false") if key in self._data else self._missing(key)
        return bool(self._data[key])

    def day(self, key: str) -> date:
        """Read a required ISO date."""
        value = self.text(key)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.bad(key, f"的日期 {value} 无效，应写作 2026-08-15") from error

    def maybe_day(self, key: str) -> date | None:
        """Read an optional ISO date."""
        return self.day(key) if self._present(key) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a required list of texts, which may be empty."""
        return tuple(self._items(key, _text_item))

    def choices(self, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Read a required list of texts out of a closed list."""
        values, names = self.texts(key), tuple(allowed)
        for index, value in enumerate(values):
            if value not in names:
                message = f"{key} 的值 {value} 不在允许范围：{'、'.join(names)}"
                raise BadEntryError((*self._at, key, index), message)
        return values

    def maybe_texts(self, key: str) -> tuple[str, ...]:
        """Read an optional list of texts."""
        return self.texts(key) if self._present(key) else ()

    def pattern(self, key: str) -> re.Pattern[str]:
        """Read a required regular expression."""
        return compiled(self.text(key), (*self._at, key))

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        """Read a required list of regular expressions."""
        return tuple(self._items(key, lambda item, at: compiled(_text_item(item, at), at)))

    def rows(self, key: str, parse: Callable[[Row], T]) -> tuple[T, ...]:
        """Read a list of entries with the parser of their type."""
        return tuple(self._items(key, lambda item, at: parsed(item, at, parse)))

    def maybe_rows(self, key: str, parse: Callable[[Row], T]) -> tuple[T, ...]:
        """Read an optional list of entries."""
        return self.rows(key, parse) if self._present(key) else ()

    def row(self, key: str, parse: Callable[[Row], T]) -> T:
        """Read one nested entry."""
        return parsed(self._need(key, dict, "键值对"), (*self._at, key), parse)

    def mapping(self, key: str) -> dict[str, Any]:
        """Read a required mapping as it stands."""
        return dict(self._need(key, dict, "键值对"))

    def scalar(self, key: str) -> str | int | None:
        """Read an optional text or integer."""
        if not self._present(key):
            return None
        value = self._data[key]
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise self.bad(key, f"应为文字或整数，实为{kind_of(value)}")
        return value

    def _present(self, key: str) -> bool:
        self._asked.add(key)
        return self.has(key)

    def _missing(self, key: str) -> BadEntryError:
        return BadEntryError(self._at, f"缺少 {key}")

    def _need(self, key: str, kind: type[T], name: str) -> T:
        self._asked.add(key)
        if not self.has(key):
            raise self._missing(key)
        value = self._data[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.bad(key, f"应为{name}，实为{kind_of(value)}")
        return value

    def _items(self, key: str, read: Callable[[object, KeyPath], T]) -> Iterable[T]:
        items: list[object] = self._need(key, list, "列表")
        return [read(item, (*self._at, key, index)) for index, item in enumerate(items)]


def parsed(data: object, at: KeyPath, parse: Callable[[Row], T]) -> T:
    """Parse one entry and refuse unknown keys.

    Raises:
        BadEntryError: the entry is wrong.
    """
    row = Row(data, at)
    value = parse(row)
    row.done()
    return value


def compiled(source: str, at: KeyPath) -> re.Pattern[str]:
    """Compile a regular expression.

    Raises:
        BadEntryError: the expression is invalid.
    """
    try:
        return re.compile(source)
    except re.error as error:
        raise BadEntryError(at, f"正则表达式无效：{error}") from error


def kind_of(value: object) -> str:
    """Name the kind of a YAML value in Chinese."""
    for kind, name in _KINDS.items():
        if isinstance(value, kind):
            return name
    return "空" if value is None else type(value).__name__


def _text_item(item: object, at: KeyPath) -> str:
    if not isinstance(item, str) or not item.strip():
        raise BadEntryError(at, f"列表里应为文字，实为{kind_of(item)}")
    return item


_KINDS: dict[type, str] = {
    bool: "真假值",
    str: "文字",
    int: "整数",
    float: "小数",
    list: "列表",
    dict: "键值对",
}
