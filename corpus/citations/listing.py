"""Citation listing (引用清单): every citation of a document with its verdict, in text order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.citations.circumstances import is_historical, is_repeal_clause
from corpus.citations.find import find_citations
from corpus.citations.resolve import resolve
from corpus.citations.types import Citation, CitationForm, Resolution, Verdict
from corpus.document import Document
from corpus.instrument import Instrument, Validity
from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView

_FORMS = {
    CitationForm.TITLE: "书名号",
    CitationForm.BARE_TITLE: "不带书名号",
    CitationForm.ABBREVIATION: "简称",
    CitationForm.DOCUMENT_NUMBER: "文号",
    CitationForm.SELF: "本文件",
    CitationForm.RELATIVE: "前款、本条等",
}


class BasisValidity(StrEnum):
    """所引文件效力: of the instrument as a whole, whatever the provision; UNKNOWN if not held."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    NOT_YET = "not_yet_in_force"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _VALIDITY[self]


_VALIDITY = {
    BasisValidity.IN_FORCE: "现行有效",
    BasisValidity.REPEALED: "已废止",
    BasisValidity.NOT_YET: "尚未施行",
    BasisValidity.UNKNOWN: "未能核对",
}


class Purpose(StrEnum):
    """引用目的: what the document cites for; only RELIANCE makes a verdict a fault."""

    RELIANCE = "reliance"
    REPEAL = "repeal"  # the document repeals it
    HISTORY = "history"  # the document says itself that it is an earlier text
    INTERNAL = "internal"  # the document itself

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _PURPOSE[self]


_PURPOSE = {
    Purpose.RELIANCE: "依据或引用",
    Purpose.REPEAL: "本文件所废止",
    Purpose.HISTORY: "历史文本",
    Purpose.INTERNAL: "文内引用",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """引用清单的一项: a citation, its verdict, its purpose and the instrument's own validity."""

    citation: Citation
    resolution: Resolution
    purpose: Purpose
    validity: BasisValidity

    @property
    def form_label(self) -> str:
        """How it is written, in Chinese."""
        return _FORMS[self.citation.form]

    @property
    def faulty(self) -> bool:
        """Whether the document relies on what is not there or not in force as cited."""
        sound = (Verdict.IN_FORCE, Verdict.NOT_IN_LIBRARY)
        relied = self.purpose in (Purpose.RELIANCE, Purpose.INTERNAL)
        return relied and self.resolution.verdict not in sound


def list_citations(
    document: Document, view: LibraryView, knowledge: Knowledge
) -> tuple[Listed, ...]:
    """引用清单: find and resolve every citation as of the view's date."""
    found = find_citations(document.text, view.names(), knowledge.aliases, title=document.title)
    return tuple(_listed(found, document, view, knowledge))


def _listed(
    found: tuple[Citation, ...], document: Document, view: LibraryView, knowledge: Knowledge
) -> Iterator[Listed]:
    for citation in found:
        result = resolve(citation, view, knowledge, document=document)
        yield Listed(citation, result, _purpose(document, citation), _validity(result, view))


def _purpose(document: Document, citation: Citation) -> Purpose:
    if citation.form in (CitationForm.SELF, CitationForm.RELATIVE):
        return Purpose.INTERNAL
    if is_repeal_clause(document.text, citation):
        return Purpose.REPEAL
    return Purpose.HISTORY if is_historical(document.text, citation) else Purpose.RELIANCE


def _validity(result: Resolution, view: LibraryView) -> BasisValidity:
    """The repeals table may know what the library does not: then the verdict says it."""
    if result.citation.form in (CitationForm.SELF, CitationForm.RELATIVE):
        return BasisValidity.IN_FORCE
    work = view.instrument(result.law) if result.law else None
    if work is None:
        told = {Verdict.REPEALED: BasisValidity.REPEALED, Verdict.NOT_YET: BasisValidity.NOT_YET}
        return told.get(result.verdict, BasisValidity.UNKNOWN)
    return _of_work(work, view)


def _of_work(work: Instrument, view: LibraryView) -> BasisValidity:
    if work.at(view.as_of) is not None:
        return BasisValidity.IN_FORCE
    states = {expression.validity(view.as_of) for expression in work.expressions}
    if Validity.REPEALED in states:
        return BasisValidity.REPEALED
    if Validity.NOT_YET in states and not view.lacks_text(work.name):
        return BasisValidity.NOT_YET
    return BasisValidity.UNKNOWN
