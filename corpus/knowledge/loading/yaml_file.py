"""YAML files (知识文件): a fast reading without marks, and a slow one that finds lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from corpus.errors import KnowledgeError

Key = str | int
KeyPath = tuple[Key, ...]


class _Loader(yaml.CSafeLoader):
    """YAML without dates (a wrong date must become our error) and without silent doubles."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a key that stands twice: YAML would keep the last one without a word."""
        seen: set[str] = set()
        for name in (name for name, _ in node.value if isinstance(name, yaml.ScalarNode)):
            if name.value in seen:
                problem = f"{name.value} 写了两次"
                raise yaml.constructor.ConstructorError(None, None, problem, name.start_mark)
            seen.add(name.value)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - YAML is untyped until `Row` has looked at it
    """读取知识文件: dates stay text; nothing else is converted beyond YAML's own rules.

    Raises:
        KnowledgeError: no such file, not UTF-8, or not YAML; names file and line.
    """
    try:
        return yaml.load(_text(path), Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" 第 {mark.line + 1} 行" if mark else ""
        raise KnowledgeError(f"{path.name}{where}：YAML 格式有误（{error.problem}）") from error
    except (yaml.YAMLError, ValueError) as error:
        raise KnowledgeError(f"{path.name}：YAML 格式有误（{error}）") from error


def line_of(path: Path, at: KeyPath) -> int:
    """Return the line (from 1) of the value at a key path, or of the nearest ancestor."""
    node = _compose(path)
    line = 1
    for key in at:
        found = _child(node, key)
        if found is None:
            break
        line, node = found
    return line


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError(f"{path.name}：文件不存在") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name}：不是 UTF-8 编码") from error


def _compose(path: Path) -> yaml.Node | None:
    return yaml.compose(_text(path), Loader=yaml.CSafeLoader)


def _child(node: yaml.Node | None, key: Key) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item = node.value[key]
        return item.start_mark.line + 1, item
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line + 1, value
    return None
