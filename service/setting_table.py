"""Setting table (设置一览): every setting with its value and where it comes from, without secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from service.settings import CONFIG, PREFIX, Settings, settings_file
from service.settings_file import read_settings_file, unknown_word

Origin = Literal["环境变量", "设置文件", "默认值"]
_SECRET = re.compile(r"(?<=://)([^/@:]*):[^/]*@")
_MACHINE = {"home": "用户数据目录", "max_reviews": "核数，至多 4", "threads": "核数，至多 4"}
"""Defaults that depend on the machine."""


@dataclass(frozen=True, slots=True)
class SettingLine:
    """设置项."""

    name: str
    variable: str
    value: str
    origin: Origin
    description: str


def setting_lines(settings: Settings) -> tuple[SettingLine, ...]:
    """设置一览 of this process."""
    fields, path = Settings.model_fields, settings_file(settings.home)
    named = bool(os.environ.get(CONFIG))
    held = read_settings_file(path, fields, must_be=named) if named or path.is_file() else {}
    return tuple(
        SettingLine(
            name,
            PREFIX + name.upper(),
            written(getattr(settings, name)),
            _origin(name, held),
            field.description or "",
        )
        for name, field in fields.items()
    )


def unknown_words() -> Iterator[str]:
    """不认识的环境变量: what begins like a setting and is none, with what may be meant."""
    fields = Settings.model_fields
    known = {PREFIX + name.upper() for name in fields} | {CONFIG}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            yield unknown_word(name, fields, PREFIX)


def written(value: Any) -> str:  # noqa: ANN401
    """写出 a value; a password in an address is left out."""
    return "" if value is None else _SECRET.sub(r"\1:***@", str(value))


def markdown() -> str:
    """设置说明 in Markdown, as docs/settings.zh-CN.md holds it."""
    rows = [
        f"| `{name}` | `{PREFIX}{name.upper()}` | {_default(name)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    head = ["| 设置文件中的名称 | 环境变量 | 默认值 | 含义 |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def _default(name: str) -> str:
    if name in _MACHINE:
        return _MACHINE[name]
    value = written(Settings.model_fields[name].default)
    return f"`{value}`" if value else "（空）"


def _origin(name: str, held: dict[str, Any]) -> Origin:
    if PREFIX + name.upper() in os.environ:
        return "环境变量"
    return "设置文件" if name in held else "默认值"
