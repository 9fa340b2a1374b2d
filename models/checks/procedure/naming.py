"""Naming (提及本件): whether a stretch of text speaks of the main draft."""

from __future__ import annotations

import re
from functools import lru_cache

from models.packages.names import DocumentName, name_of, nearest
from models.packages.own_names import names_of
from models.packages.types import Package

_NAMED = re.compile("[《〈]([^《》〈〉]{3,80})[》〉]")
_SHORTEST = 4


def mentions(package: Package, text: str) -> bool:
    """提及本件: named between 《》 in any stage, or by one of its names in plain words."""
    ours = names_of(package)
    if any(nearest(ours, name_of(name)) != "different" for name in _NAMED.findall(text)):
        return True
    plain = re.sub("[《》〈〉“”]", "", squeezed(text))
    return any(_stands_in(name, plain) for name in ours if name)


def _stands_in(name: DocumentName, plain: str) -> bool:
    return name.base in plain or (len(name.core) >= _SHORTEST and name.core + name.genre in plain)


@lru_cache(maxsize=256)
def squeezed(text: str) -> str:
    """Return a text without blanks."""
    return re.sub(r"\s", "", text)
