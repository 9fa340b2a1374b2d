"""Publication (公布): the day on which a document was published, told by itself or by its package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document
from models.contracts.figures.calendar import in_words
from models.filing.types import Publication
from models.packages.dates import read_moments
from models.packages.signed import signed_on
from models.packages.types import Moment, Package

_LABEL = re.compile(
    r"(?:公布|发布|公开|刊登|刊载|上网|上线|网站发布)(?:日期|时间|日)[\s　]*[：:|]?[\s　]*$"
)
_DONE = re.compile(
    r"(?:以|在|于|由|通过|经)?[^。；;\n《》]{0,40}?(?:公布|发布|刊载|刊登|公开发布)(?!的|征求|后|前|之日|日期|时间)"
)
_NOT_OURS = re.compile(
    "通过|审议|讨论|会议|现予|予以|征求意见|征集|公示|反馈|采纳|公告期|听证|招标|修正|修订|结果|施行|实施"
)
_ORDER = re.compile("现予公布|予以公布|现公布")
_DRAFT = re.compile("征求意见稿|送审稿|讨论稿|审议稿|代拟稿|初稿|草案|草稿|决策草案|报批稿|修改稿")
_HEAD = 3000


def is_draft(document: Document) -> bool:
    """草稿: whether its title or file name says that it is not yet adopted."""
    return bool(_DRAFT.search(document.title) or _DRAFT.search(document.name))


def read_publication(document: Document, package: Package | None = None) -> Publication:
    """公布日期: from the package's publication record, order or filing report, else the document.

    An order (令) is published on the day it is signed; of a document that was only issued, the day
    of issue is taken and marked as not sure.
    """
    told = next(_in_package(package), None) if package else None
    if told is not None:
        return told
    if is_draft(document):
        return Publication(None, "文稿为草案（标题或者文件名注明），尚未公布")
    return _in_document(document) or Publication(
        None, "没有找到公布日期，按尚未公布处理；已经公布的请指定"
    )


def read_filed(package: Package | None) -> date | None:
    """报送日期: the earliest day on which a filing report of the package is signed."""
    if package is None:
        return None
    signed = (signed_on(m.document) for m in package.playing("EV-14"))
    return min((s.first for s in signed if s and s.first), default=None)


def _in_package(package: Package) -> Iterator[Publication]:
    records = [m.document for m in package.playing("EV-13", "EV-14")]
    for read in (_labelled, _told):
        for paper in records:
            yield from (_said(paper, moment) for moment in read(paper.text))
    for material in package.playing("EV-16"):
        if _ORDER.search(material.text):
            signed = signed_on(material.document)
            if signed is not None and signed.first is not None:
                yield _ordered(material.document, signed.first)


def _ordered(paper: Document, day: date) -> Publication:
    return Publication(day, f"《{paper.title}》署{in_words(day)}")


def _in_document(document: Document) -> Publication | None:
    head = document.text[: _head_end(document)]
    for moment in (*_labelled(head), *_told(head)):
        return _said(document, moment)
    signed = signed_on(document)
    if signed is None or signed.first is None:
        return None
    if _ORDER.search(head) or re.search(r"令[\s（(]*第", head[:400]):
        return _ordered(document, signed.first)
    return Publication(
        signed.first,
        f"成文日期为{in_words(signed.first)}，没有找到公布日期，暂按成文日期推算",
        sure=False,
    )


def _head_end(document: Document) -> int:
    articles = document.articles()
    return min(articles[0].span.start, _HEAD) if articles else _HEAD


def _said(paper: Document, moment: Moment) -> Publication:
    text = paper.text
    start = max(text.rfind(mark, 0, moment.span.start) for mark in "。；\n|　") + 1
    ends = [at for mark in "。；\n|　" if (at := text.find(mark, moment.span.end)) >= 0]
    quote = text[max(start, moment.span.start - 30) : min([*ends, moment.span.end + 40])].strip()
    return Publication(moment.first, f"《{paper.title}》：{quote}")


def _days(text: str) -> Iterator[Moment]:
    return (m for m in read_moments(text) if m.first is not None and m.first == m.last)


def _labelled(text: str) -> Iterator[Moment]:
    for moment in _days(text):
        if _LABEL.search(text[max(moment.span.start - 14, 0) : moment.span.start]):
            yield moment


def _told(text: str) -> Iterator[Moment]:
    """Days of which a sentence says that something was published on them."""
    for moment in _days(text):
        found = _DONE.match(text, moment.span.end)
        if found and not _NOT_OURS.search(found[0]):
            yield moment
