"""OFD notices (OFD 未读提示): seals, annotations, attachments and pictures beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.document import Unread, UnreadKind
from corpus.errors import CorruptFile
from corpus.formats.ofd.package import OfdPackage, attribute, below, children, local, words

if TYPE_CHECKING:
    from lxml import etree

_SHOWN = 60


def signatures(package: OfdPackage, base: str, body: etree._Element) -> Iterator[Unread]:
    """签名签章: how many electronic seals and signatures; they are not verified."""
    part = package.find(base, words(below(body, "Signatures")))
    count = _count(package, part, "Signature")
    if count:
        note = f"文件带 {count} 个电子签名或签章，未验证其效力"
        yield Unread(UnreadKind.OTHER, note, count)


def attachments(package: OfdPackage, base: str, document: etree._Element) -> Iterator[Unread]:
    """附件: files that travel inside the OFD; named, not reviewed."""
    part = package.find(base, words(below(document, "Attachments")))
    root = _root(package, part)
    names = [attribute(item, "Name")[:_SHOWN] or "未命名" for item in children(root, "Attachment")]
    if names:
        note = f"文件内嵌 {len(names)} 个附件未纳入审查：{'；'.join(names)}"
        yield Unread(UnreadKind.EMBEDDED, note, len(names))


def overlays(package: OfdPackage, base: str, document: etree._Element) -> Iterator[Unread]:
    """批注: notes, marks and watermarks laid over the pages."""
    part = package.find(base, words(below(document, "Annotations")))
    count = 0
    for page in children(_root(package, part), "Page"):
        located = package.find(part or base, words(below(page, "FileLoc")))
        count += _count(package, located, "Annot")
    if count:
        yield Unread(UnreadKind.COMMENT, f"{count} 处批注、水印或标记未纳入审查", count)


def _count(package: OfdPackage, part: str | None, name: str) -> int:
    root = _root(package, part)
    return 0 if root is None else sum(local(item) == name for item in root.iter("*"))


def _root(package: OfdPackage, part: str | None) -> etree._Element | None:
    """A part of the margin that is damaged costs the notice, not the document."""
    if part is None:
        return None
    try:
        return package.xml(part)
    except CorruptFile:
        return None
