"""Schema (报告模式): the shipped JSON Schemas of the JSON reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

Report = Literal["review", "comparison"]


def schema_text(report: Report = "review") -> str:
    """报告模式: the JSON Schema (2020-12) as shipped, of a review or of a comparison."""
    return Path(__file__).with_name(f"{report}.schema.json").read_text("utf-8")


def schema(report: Report = "review") -> dict[str, Any]:
    """报告模式: the JSON Schema as data."""
    loaded: dict[str, Any] = json.loads(schema_text(report))
    return loaded
