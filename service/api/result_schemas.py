"""Result schemas (结果模式): the JSON Schemas of our reports among the components of OpenAPI."""

from __future__ import annotations

from typing import Any

from service.reports.schema import Report, schema

_NAMES: dict[Report, str] = {"review": "ReviewResult", "comparison": "ComparisonResult"}
_PLACE = "#/components/schemas/"
_LOCAL = "#/$defs/"


def reference(report: Report = "review") -> dict[str, Any]:
    """引用 of a report's schema, for the content of an answer."""
    return {"$ref": _PLACE + _NAMES[report]}


def components() -> dict[str, Any]:
    """组件: both schemas and their parts, with references that hold in an OpenAPI document."""
    found: dict[str, Any] = {}
    for report, name in _NAMES.items():
        whole = schema(report)
        parts = whole.pop("$defs", {})
        plain = {key: value for key, value in whole.items() if key not in ("$id", "$schema")}
        found[name] = _moved(plain, name)
        found |= {f"{name}.{part}": _moved(one, name) for part, one in parts.items()}
    return found


def _moved(value: Any, name: str) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _reference(key, one, name) for key, one in value.items()}
    return [_moved(one, name) for one in value] if isinstance(value, list) else value


def _reference(key: str, value: Any, name: str) -> Any:  # noqa: ANN401 - JSON
    if key == "$ref" and isinstance(value, str) and value.startswith(_LOCAL):
        return f"{_PLACE}{name}.{value.removeprefix(_LOCAL)}"
    return _moved(value, name)
