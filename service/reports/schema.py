"""Schema (报告模式): the shipped JSON Schema of the JSON report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_PATH = Path(__file__).with_name("review.schema.json")


def schema_text() -> str:
    """报告模式: the JSON Schema (2020-12) as shipped."""
    return _PATH.read_text("utf-8")


def schema() -> dict[str, Any]:
    """报告模式: the JSON Schema as data."""
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded
