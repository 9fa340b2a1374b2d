"""Figure labels (金额称谓): the words by which contracts call their sums of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import KnowledgeError
from corpus.knowledge.loading.yaml_file import read_yaml

FILE = Path(__file__).parent / "data" / "contract" / "figure_labels.yaml"
_KEYS = {"id", "name", "pattern", "after"}


@dataclass(frozen=True, slots=True)
class FigureLabel:
    """金额称谓.

    `before` matches at the end of the words before a sum, `after` at the start of those behind it
    (None where the word never stands there).
    """

    id: str
    name: str
    before: re.Pattern[str]
    after: re.Pattern[str] | None


@lru_cache(maxsize=2)
def load_figure_labels(path: Path = FILE) -> tuple[FigureLabel, ...]:
    """读取金额称谓.

    Raises:
        KnowledgeError: names the entry that is wrong.
    """
    return tuple(_label(entry, path.name) for entry in read_yaml(path))


def _label(entry: dict[str, Any], file: str) -> FigureLabel:
    where = f"{file}：{entry.get('id', '（无 id）')}"
    if entry.keys() != _KEYS:
        raise KnowledgeError(f"{where} 的字段应为 {sorted(_KEYS)}")
    pattern = f"(?:{entry['pattern'].strip()})"
    try:
        before = re.compile(f"{pattern}$")
        after = re.compile(pattern) if entry["after"] else None
    except re.error as error:
        raise KnowledgeError(f"{where} 的正则有误：{error}") from error
    return FigureLabel(entry["id"], entry["name"], before, after)
