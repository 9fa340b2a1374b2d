"""Regions (地区): which province a text belongs to, from its name, its makers, or its folder."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from corpus.instrument import Level
from corpus.library.names import name_key

_TABLE = Path(__file__).parent / "data" / "regions.yaml"
_NATIONAL = frozenset(
    (
        Level.CONSTITUTION,
        Level.LAW,
        Level.ADMIN_REG,
        Level.INTERPRETATION,
        Level.DEPT_RULE,
    )
)
_SHORTEST = 2


def region_of(level: Level, name: str, makers: str = "", folders: Iterable[str] = ()) -> str:
    """地区: the full name of the province, "" for national texts and where nothing tells.

    `makers` are the issuer and the lines of promulgation; the province that approved a city's
    regulation stands there. `folders` name provinces in full or without 省 and 市 (山东).
    """
    if level in _NATIONAL:
        return ""
    for words in (name_key(name), *makers.split("\n")):
        found = leading_region(words)
        if found:
            return found
    return next((found for f in reversed(tuple(folders)) if (found := _folder(f))), "")


def leading_region(words: str) -> str:
    """The province whose name, or whose city's name, the words begin with or first contain."""
    places = _places()
    at = [(words.find(place), -len(place), province) for place, province in places.items()]
    found = sorted(entry for entry in at if entry[0] >= 0)
    return found[0][2] if found else ""


def _folder(name: str) -> str:
    for province in _table():
        if name in (province, _stem(province)):
            return province
    return _places().get(name, "")


def _stem(province: str) -> str:
    for suffix in ("壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市"):
        if province.endswith(suffix):
            return province.removesuffix(suffix)
    return province


@cache
def _places() -> dict[str, str]:
    """Every name of a place → the province."""
    found = {province: province for province in _table()}
    for province, cities in _table().items():
        found |= dict.fromkeys(cities, province)
    return found


@cache
def _table() -> dict[str, list[str]]:
    import yaml

    table: dict[str, list[str]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table
