"""Office document (办公文件) as a text of the library: number, issuer, level, dates, relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.citations import CitationForm, find_citations
from corpus.document import Document, ProvisionKind
from corpus.instrument import Article, Level
from corpus.knowledge.types import Knowledge
from corpus.library.names import name_key
from corpus.library.relations import REFERS_TO
from corpus.numbering import format_article_number
from corpus.sources.dates import Commencement, commencement
from corpus.sources.kinds import kind_of
from corpus.sources.levels import office_level
from corpus.sources.office_articles import articles_of
from corpus.sources.origin import SourceNote
from corpus.sources.promulgation import History, read_history
from corpus.sources.regions import region_of
from corpus.sources.relations import own_relations
from corpus.sources.text import Relation, SourceText
from corpus.sources.validity_period import (
    ValidityPeriod,
    ValidityPeriods,
    presumed_period,
    stated_period,
)

__all__ = ["ValidityPeriods", "source_text"]

_OTHERS = frozenset((CitationForm.SELF, CitationForm.RELATIVE))
_HEAD = 800
_UNITS = frozenset((ProvisionKind.ARTICLE, ProvisionKind.CHAPTER, ProvisionKind.BOOK))
_BRINGS = re.compile(
    r"(?:印发|发布|公布|转发|颁布)《?(?P<name>[^《》]{4,80}?)》?(?:的通知|的公告|的决定)$"
)
_CENTRAL = re.compile(
    "^(?:国务院|国家|中共中央|中华人民共和国|最高人民|全国|中国)|(?:总局|总署|部)(?:办公厅)?$"
)
_CLAUSE = 60


def source_text(
    document: Document,
    *,
    origin: str,
    sha256: str,
    folders: Sequence[str],
    note: SourceNote,
    periods: ValidityPeriods,
    knowledge: Knowledge,
) -> SourceText:
    """办公文件: what the document says of itself, as a text of the library.

    The period of validity comes from its clause; a local normative document without one gets the
    presumed period. `note` gives licence, origin, retrieval, and the region where nothing tells.
    """
    known, articles = document.metadata, articles_of(document)
    level, region = _level_and_region(document, folders, note)
    begins = _begins(document, articles)
    history = _history(document, level)
    version_on = max(filter(None, (known.issued_on, history.newest)), default=None)
    period = _period(document, level, region, begins.day or known.issued_on, periods)
    return SourceText(
        name=document.title,
        level=level,
        issuer=known.issuer or "",
        version_on=version_on,
        amended_on=history.amended_on,
        stated_effective=history.effective_for(version_on),
        stated_repealed=False,
        clause_on=begins.day,
        on_publication=begins.on_publication,
        document_number=known.document_number,
        articles=articles,
        source="office",
        origin=origin,
        licence=note.licence,
        sha256=sha256,
        note="；".join(_remarks(document, note)),
        region=region,
        kind=kind_of(document.title, level),
        clause=begins.sentence,
        revised=history.revised,
        valid_until=period.until if period else None,
        valid_clause=period.clause if period else "",
        retrieved_on=note.retrieved_on,
        retrieved_stated=True,
        relations=tuple(_relations(document, articles, knowledge)),
        other_names=tuple(_brought(document.title)),
    )


def _level_and_region(
    document: Document, folders: Sequence[str], note: SourceNote
) -> tuple[Level, str]:
    issuer, number = document.metadata.issuer or "", document.metadata.document_number or ""
    level = office_level(document.title, issuer, number, document.text[:_HEAD])
    told = region_of(level, document.title, f"{issuer}\n{number}", folders)
    return level, told or _own_region(level, issuer, note)


def _history(document: Document, level: Level) -> History:
    """The lines of promulgation under the title of a statute; a normative document has none."""
    units = (p for p in document.root.walk() if p.kind in _UNITS)
    first = min((p.span.start for p in units), default=0)
    head = document.text[:first] if level.rank < Level.NORM_DOC.rank else ""
    return read_history(head.splitlines() if len(head) <= _HEAD * 2 else ())


def _own_region(level: Level, issuer: str, note: SourceNote) -> str:
    local = level.rank > Level.DEPT_RULE.rank and not _CENTRAL.search(issuer)
    return note.region if local else ""


def _begins(document: Document, articles: Sequence[Article]) -> Commencement:
    """The commencement clause of the articles, else what the document says elsewhere."""
    found = commencement(articles)
    known = document.metadata
    if found.day or found.on_publication or known.effective_on is None:
        return found
    span = known.effective_span
    return Commencement(known.effective_on, False, span.of(document.text)[:_CLAUSE] if span else "")


def _period(
    document: Document, level: Level, region: str, begins: date | None, periods: ValidityPeriods
) -> ValidityPeriod | None:
    if level is not Level.NORM_DOC:
        return None
    stated = stated_period(document.text, begins, document.title)
    if stated is not None or begins is None or not region:
        return stated
    return presumed_period(document.title, begins, periods)


def _relations(
    document: Document, articles: Sequence[Article], knowledge: Knowledge
) -> Iterator[Relation]:
    """What the document implements, amends and repeals, and every provision that it cites."""
    yield from own_relations(document.title, articles)
    seen: set[tuple[str, str]] = set()
    own = name_key(document.title)
    for citation in find_citations(
        document.text, (), knowledge.aliases, title=document.metadata.title or None
    ):
        target = citation.law or citation.document_number or ""
        if citation.form in _OTHERS or not target or name_key(target) == own:
            continue
        article = format_article_number(citation.article) if citation.article else ""
        if (target, article) not in seen:
            seen.add((target, article))
            yield Relation(REFERS_TO, target, article)


def _brought(title: str) -> Iterator[str]:
    """The measure that a notice issues can be found by its own name too."""
    found = _BRINGS.search(title.replace("〈", "《").replace("〉", "》"))
    if found:
        yield found["name"]


def _remarks(document: Document, note: SourceNote) -> Iterator[str]:
    if note.origin:
        yield f"来源：{note.origin}"
    if document.unread:
        kinds = "、".join(dict.fromkeys(u.note for u in document.unread))
        yield f"文件有未读内容：{kinds[:120]}"
