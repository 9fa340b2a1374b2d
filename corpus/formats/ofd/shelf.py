"""Shelf (公共部件): the parts of a package that its pages share, each parsed once."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile
from corpus.formats.ofd.package import OfdPackage, attribute, below, children, words
from corpus.formats.ofd.tally import Tally

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Resources:
    """资源: composite graphic units and the parts of pictures, by their ids."""

    units: MutableMapping[str, etree._Element] = field(default_factory=dict)
    pictures: MutableMapping[str, str] = field(default_factory=dict)


class Shelf:
    """公共部件: templates and resources of a package, and what was counted while reading it."""

    def __init__(self, package: OfdPackage) -> None:
        self.tally = Tally()
        self._package = package
        self._pages: set[str] = set()
        self._templates: dict[str, etree._Element | None] = {}
        self._resources: dict[tuple[str, ...], Resources] = {}

    def is_new(self, page: str) -> bool:
        """Tell whether the part of a page is asked for the first time."""
        new = page not in self._pages
        self._pages.add(page)
        return new

    def template(self, part: str | None) -> etree._Element | None:
        """Return the root of a template; None if it is not there or damaged."""
        if part is None:
            return None
        if part not in self._templates:
            self._templates[part] = self._root(part)
        return self._templates[part]

    def resources(
        self, base: str, holder: etree._Element | None, outer: Resources | None = None
    ) -> Resources:
        """Return what the resource parts named in `holder` define; damaged ones add nothing.

        Composite units of `outer`, the document, come before those of a page; its pictures behind.
        """
        named = children(holder, "PublicRes", "DocumentRes", "PageRes")
        found = (self._package.find(base, words(item)) for item in named)
        parts = tuple(dict.fromkeys(part for part in found if part is not None))
        if not parts and outer is not None:
            return outer
        if parts not in self._resources:
            self._resources[parts] = self._merged(parts)
        own = self._resources[parts]
        if outer is None:
            return own
        return Resources(ChainMap(outer.units, own.units), ChainMap(own.pictures, outer.pictures))

    def _merged(self, parts: tuple[str, ...]) -> Resources:
        into = Resources()
        for part in parts:
            root = self._root(part)
            if root is not None:
                self._add(part, root, into)
        return into

    def _add(self, part: str, root: etree._Element, into: Resources) -> None:
        for unit in children(below(root, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
            into.units.setdefault(attribute(unit, "ID"), unit)
        folder = attribute(root, "BaseLoc").rstrip("/")
        for media in children(below(root, "MultiMedias"), "MultiMedia"):
            name = words(below(media, "MediaFile"))
            found = self._package.find(part, f"{folder}/{name}" if folder else name)
            found = found or self._package.find(part, name)
            if found:
                into.pictures[attribute(media, "ID")] = found

    def _root(self, part: str) -> etree._Element | None:
        try:
            return self._package.xml(part)
        except CorruptFile:
            return None
