"""Region (省份): the province that a name belongs to, so that no figure of another one is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from corpus.knowledge.basis import BasisRef

_AUTONOMOUS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}
_ENDING = "(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)"


@cache
def _provinces() -> dict[str, tuple[str, ...]]:
    """Provinces with their prefectures; a municipality stands for itself."""
    text = resources.files("models").joinpath("data/cities.txt").read_text(encoding="utf-8")
    rows = [line.split("：") for line in text.splitlines() if "：" in line and line[0] != "#"]
    municipalities: dict[str, tuple[str, ...]] = dict.fromkeys(rows[0][1].split(), ())
    return {**municipalities, **{head: tuple(names.split()) for head, names in rows[1:]}}


@cache
def _beginnings() -> dict[str, re.Pattern[str]]:
    """For each province what a name begins with that belongs to it."""
    return {
        province: re.compile(f"{province}{_ENDING}" + _or_of_a_prefecture(prefectures))
        for province, prefectures in _provinces().items()
    }


def _or_of_a_prefecture(names: tuple[str, ...]) -> str:
    return f"|(?:{'|'.join(map(re.escape, names))})(?:市|$|(?<=[州区盟]))" if names else ""


def province_of(*names: str) -> str:
    """省份 ("湖北") of the first name that begins with a province or a prefecture; "" if none."""
    return next(filter(None, map(_province_of, names)), "")


@lru_cache(maxsize=4096)
def _province_of(name: str) -> str:
    return next((place for place, begins in _beginnings().items() if begins.match(name)), "")


def full_name(province: str) -> str:
    """省级全称: 湖北省, 广西壮族自治区, 重庆市; "" for ""."""
    if not province or province in _AUTONOMOUS:
        return _AUTONOMOUS.get(province, "")
    return f"{province}省" if _provinces()[province] else f"{province}市"


def fitting(refs: Sequence[BasisRef], province: str) -> tuple[BasisRef, ...]:
    """适用的依据: without the local provisions of other provinces, where the own one is known."""
    return tuple(ref for ref in refs if province in ("", home := province_of(ref.law)) or not home)
