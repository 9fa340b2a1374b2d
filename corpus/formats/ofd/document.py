"""OFD documents (OFD 文档): the pages of every document in a package, in the order they are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile
from corpus.formats.ofd.geometry import A4, Rectangle, rectangle
from corpus.formats.ofd.package import ENTRY, OfdPackage, attribute, below, children, words
from corpus.formats.ofd.runs import Drawn, Pen
from corpus.formats.ofd.shelf import Resources, Shelf

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Picture:
    """图片: its part, "" if that is not there; its box on the page, None if none is declared."""

    part: str
    box: Rectangle | None


@dataclass(frozen=True, slots=True)
class OfdPage:
    """OFD 页面: number from 1 through all documents, size in millimetres, what is drawn on it.

    `missing` tells that its part is not there or damaged; `repeated` that an earlier page is the
    same part, which is read once.
    """

    number: int
    width: float
    height: float
    content: Drawn = field(default_factory=Drawn)
    pictures: tuple[Picture, ...] = ()
    missing: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class _Common:
    """What the pages of a document share: resources, the parts of templates, the usual size."""

    resources: Resources
    templates: Mapping[str, str | None]
    usual: Rectangle


@dataclass(frozen=True, slots=True)
class OfdDocument:
    """OFD 文档: one DocBody with its Document.xml."""

    package: OfdPackage
    shelf: Shelf
    body: etree._Element
    part: str
    root: etree._Element

    def pages(self, first: int) -> Iterator[OfdPage]:
        """Yield the pages, numbered from `first`.

        Raises:
            DecompressionBomb: templates or composite units are called for endlessly.
            FileTooLarge: more characters than a document can have.
        """
        common = self._common()
        for number, item in enumerate(children(below(self.root, "Pages"), "Page"), first):
            self.shelf.tally.borrow(item)
            part = self.package.find(self.part, attribute(item, "BaseLoc"))
            if part is not None and not self.shelf.is_new(part):
                yield OfdPage(number, *common.usual[2:], repeated=True)
                continue
            try:
                root = self.package.xml(part) if part else None
            except CorruptFile:
                root = None
            if root is None or part is None:
                yield OfdPage(number, *common.usual[2:], missing=True)
            else:
                yield self._page(number, part, root, common)

    def _common(self) -> _Common:
        data = below(self.root, "CommonData")
        templates = {
            attribute(item, "ID"): self.package.find(self.part, attribute(item, "BaseLoc"))
            for item in children(data, "TemplatePage")
        }
        usual = rectangle(words(below(data, "PageArea", "PhysicalBox"))) or A4
        return _Common(self.shelf.resources(self.part, data), templates, usual)

    def _page(self, number: int, part: str, root: etree._Element, common: _Common) -> OfdPage:
        own = self.shelf.resources(part, root, common.resources)
        pen = Pen(own.units, self.shelf.tally)
        for reference in children(root, "Template"):
            template = self.shelf.template(common.templates.get(attribute(reference, "TemplateID")))
            if template is not None:
                pen.draw(template, borrowed=True)
        pen.draw(root)
        box = rectangle(words(below(root, "Area", "PhysicalBox"))) or common.usual
        pictures = tuple(
            Picture(own.pictures.get(image.resource, ""), image.box) for image in pen.drawn.images
        )
        return OfdPage(number, box[2], box[3], pen.drawn, pictures)


def documents(package: OfdPackage) -> list[OfdDocument]:
    """OFD 文档: every document of a package that is there, once.

    Raises:
        CorruptFile: none of them is.
    """
    entry = package.xml(ENTRY)
    shelf = Shelf(package)
    found: dict[str, OfdDocument] = {}
    for body in children(entry, "DocBody"):
        part = package.find(ENTRY, words(below(body, "DocRoot")))
        if part is not None and part not in found:
            found[part] = OfdDocument(package, shelf, body, part, package.xml(part))
    if not found:
        raise CorruptFile("OFD 里没有文档")
    return list(found.values())
