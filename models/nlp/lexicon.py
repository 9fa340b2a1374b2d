"""Word lists of the pipeline (词表), read once from `data/`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).parent / "data"


@cache
def load(name: str) -> Any:  # noqa: ANN401 - a YAML file has any shape; its reader checks it
    """词表文件: the content of `data/<name>.yaml`."""
    return yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def alternation(words: list[str]) -> str:
    """词的选择式: a pattern that matches any word, longer words first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
