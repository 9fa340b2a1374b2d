"""Settings file (设置文件): TOML, one line a setting; words that are no setting are refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from corpus.errors import BadSetting

FILE_NAME = "fashen.toml"
_FOLDERS = ("knowledge", "templates", "home")
_SAID = {
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "float_parsing": "应为数",
    "float_type": "应为数",
    "string_type": "应为加引号的文字",
    "path_type": "应为加引号的路径",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不应小于 {ge}",
    "less_than_equal": "不应大于 {le}",
    "literal_error": "应为 {expected} 之一",
}


def read_settings_file(
    path: Path, fields: Mapping[str, FieldInfo], *, must_be: bool
) -> dict[str, Any]:
    """读取设置文件; folders in it are relative to the file. `must_be` says that it was named.

    Raises:
        BadSetting: no such file, no TOML, a word that is no setting, or one that cannot stand here.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError:
        raise BadSetting(f"设置文件 {path} 不存在或者无法读取") from None
    except UnicodeDecodeError:
        raise BadSetting(f"设置文件 {path} 不是 UTF-8 编码") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"设置文件 {path} {_line(error)}写法有误") from None
    for name in found:
        if name not in fields:
            raise BadSetting(f"设置文件 {path} 中没有“{name[:40]}”这一项{_meant(name, fields)}")
    if "home" in found and not must_be:
        raise BadSetting(f"home 不能写在数据目录的设置文件 {path} 里")
    return {name: _placed(name, value, path.parent) for name, value in found.items()}


def wrong_setting(error: ValidationError) -> str:
    """错误说明: which settings are wrong, and how they should be; never their values."""
    return "；".join(_wrong(one) for one in error.errors()[:5])


def unknown_word(name: str, fields: Mapping[str, FieldInfo], prefix: str) -> str:
    """说明 of a variable that looks like a setting and is none."""
    return f"环境变量 {name} 不是设置项{_meant(name.removeprefix(prefix).lower(), fields, prefix)}"


def _wrong(one: Any) -> str:  # noqa: ANN401
    name = str(one["loc"][0]) if one["loc"] else ""
    facts = {key: _listed(str(value)) for key, value in one.get("ctx", {}).items()}
    return f"{name} {_SAID.get(one['type'], '写法有误').format(**facts)}"


def _listed(words: str) -> str:
    return words.replace("'", "").replace(" or ", "、").replace(", ", "、")


def _placed(name: str, value: Any, folder: Path) -> Any:  # noqa: ANN401
    return folder / value if name in _FOLDERS and isinstance(value, str) else value


def _meant(name: str, fields: Mapping[str, FieldInfo], prefix: str = "") -> str:
    near = get_close_matches(name, list(fields), n=1)
    if not near:
        return ""
    return f"，是否为 {prefix}{near[0].upper()}" if prefix else f"，是否为 {near[0]}"


def _line(error: tomllib.TOMLDecodeError) -> str:
    words = str(error).rsplit("line ", 1)
    return f"第 {words[1].split(',')[0].rstrip(')')} 行" if len(words) == 2 else "末尾"
