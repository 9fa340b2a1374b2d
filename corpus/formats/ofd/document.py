"""OFD documents (OFD 文档): the pages of every document in a package, in the order they are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile
from corpus.formats.ofd.geometry import A4, Rectangle, rectangle
from corpus.formats.ofd.package import ENTRY, OfdPackage, attribute, below, children, words
from corpus.formats.ofd.runs import Drawn, drawn

if TYPE_CHECKING:
    from lxml import etree


@dataclass(slots=True)
class Resources:
    """资源: composite graphic units and the parts of pictures, by their ids."""

    units: dict[str, etree._Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def read(self, package: OfdPackage, base: str, holder: etree._Element | None) -> None:
        """Add what the resource parts named in `holder` define; damaged ones add nothing."""
        for item in children(holder, "PublicRes", "DocumentRes", "PageRes"):
            part = package.find(base, words(item))
            try:
                root = package.xml(part) if part else None
            except CorruptFile:
                continue
            if root is not None and part is not None:
                self._add(package, part, root)

    def _add(self, package: OfdPackage, part: str, root: etree._Element) -> None:
        for unit in children(below(root, "CompositeGraphicUnits"), "CompositeGraphicUnit"):
            self.units.setdefault(attribute(unit, "ID"), unit)
        folder = attribute(root, "BaseLoc").rstrip("/")
        for media in children(below(root, "MultiMedias"), "MultiMedia"):
            name = words(below(media, "MediaFile"))
            found = package.find(part, f"{folder}/{name}" if folder else name)
            found = found or package.find(part, name)
            if found:
                self.pictures[attribute(media, "ID")] = found


@dataclass(frozen=True, slots=True)
class OfdPage:
    """OFD 页面: number from 1 through all documents, size in millimetres, what is drawn on it.

    `missing` tells that its part is not there or damaged.
    """

    number: int
    width: float
    height: float
    content: Drawn
    pictures: tuple[str, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class OfdDocument:
    """OFD 文档: one DocBody with its Document.xml."""

    package: OfdPackage
    body: etree._Element
    part: str
    root: etree._Element

    def pages(self, first: int) -> Iterator[OfdPage]:
        """Yield the pages, numbered from `first`."""
        common = below(self.root, "CommonData")
        resources = Resources()
        resources.read(self.package, self.part, common)
        templates = {
            attribute(item, "ID"): self.package.find(self.part, attribute(item, "BaseLoc"))
            for item in children(common, "TemplatePage")
        }
        usual = rectangle(words(below(common, "PageArea", "PhysicalBox"))) or A4
        for number, item in enumerate(children(below(self.root, "Pages"), "Page"), first):
            part = self.package.find(self.part, attribute(item, "BaseLoc"))
            try:
                root = self.package.xml(part) if part else None
            except CorruptFile:
                root = None
            if root is None or part is None:
                yield OfdPage(number, usual[2], usual[3], Drawn([], []), missing=True)
            else:
                yield self._page(number, part, root, resources, templates, usual)

    def _page(
        self,
        number: int,
        part: str,
        root: etree._Element,
        resources: Resources,
        templates: dict[str, str | None],
        usual: Rectangle,
    ) -> OfdPage:
        own = Resources(dict(resources.units), dict(resources.pictures))
        own.read(self.package, part, root)
        content = Drawn([], [])
        for reference in children(root, "Template"):
            self._template(templates.get(attribute(reference, "TemplateID")), own, content)
        drawn(root, own.units, content)
        box = rectangle(words(below(root, "Area", "PhysicalBox"))) or usual
        pictures = tuple(own.pictures.get(name, "") for name in content.images)
        return OfdPage(number, box[2], box[3], content, pictures)

    def _template(self, part: str | None, resources: Resources, content: Drawn) -> None:
        try:
            root = self.package.xml(part) if part else None
        except CorruptFile:
            return
        if root is not None:
            drawn(root, resources.units, content)


def documents(package: OfdPackage) -> list[OfdDocument]:
    """OFD 文档: every document of a package that is there.

    Raises:
        CorruptFile: none of them is.
    """
    entry = package.xml(ENTRY)
    found = []
    for body in children(entry, "DocBody"):
        part = package.find(ENTRY, words(below(body, "DocRoot")))
        if part is not None:
            found.append(OfdDocument(package, body, part, package.xml(part)))
    if not found:
        raise CorruptFile("OFD 里没有文档")
    return found
