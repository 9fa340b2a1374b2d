"""Lawbook (法规目录): what the library holds, laws found by name, and whole texts on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.instrument import Expression, Instrument, Validity
from corpus.numbering import format_article_number
from service.ledger.errors import NotFound
from service.wiring import Wiring, today

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.library.holdings import Holdings

MOST_NAMES = 12
_STATES = {
    Validity.IN_FORCE: "有效",
    Validity.SUPERSEDED: "已被修改",
    Validity.REPEALED: "已废止",
    Validity.NOT_YET: "尚未施行",
}


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """法规名称: one law found by its name, and how it stands on the day asked about."""

    name: str
    level: str
    state: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class LawArticle:
    """条: "" is the label of a preamble or of a text without articles; `heading` where it begins."""

    label: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LawText:
    """全文 of a law on a day, or, where none is in force, of its nearest text."""

    name: str
    level: str
    state: str
    in_force: bool
    as_of: date
    version_on: date | None
    effective_from: date | None
    effective_to: date | None
    issuer: str
    document_number: str
    successors: tuple[str, ...]
    doubts: tuple[str, ...]
    articles: tuple[LawArticle, ...]


class Lawbook:
    """法规目录 of one wiring."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def holdings(self) -> Holdings:
        """馆藏 as of today.

        Raises:
            LibraryError: there is no library.
        """
        library = self._wiring.library
        return _holdings(library, library.version, today())

    def named(self, words: str, as_of: date | None) -> tuple[NamedLaw, ...]:
        """按名称找: laws whose name, short name or alias has these words, in force first.

        Raises:
            LibraryError: there is no library.
        """
        library, day = self._wiring.library, as_of or today()
        wanted = words.strip().strip("《》")
        if len(wanted) < 2:
            return ()
        spelled = sorted((one for one in library.names() if wanted in one), key=len)
        found: dict[str, NamedLaw] = {}
        for name in spelled:
            work = library.at(day).instrument(name)
            if work is not None and work.name not in found:
                found[work.name] = _named(work, day)
        return tuple(sorted(found.values(), key=lambda one: not one.in_force)[:MOST_NAMES])

    def text(self, law: str, as_of: date | None) -> LawText:
        """全文.

        Raises:
            NotFound: the library does not know the law.
            LibraryError: there is no library.
        """
        library, day = self._wiring.library, as_of or today()
        work = library.at(day).instrument(law)
        if work is None or not work.expressions:
            raise NotFound(f"法规库没有收录《{law.strip('《》')[:60]}》，不等于不存在")
        return _text(library, library.version, work, _nearest(work, day), day)


@lru_cache(maxsize=2)
def _holdings(library: Library, version: str, day: date) -> Holdings:
    from corpus.library.holdings import holdings

    return holdings(library, day)


@lru_cache(maxsize=32)
def _text(
    library: Library, version: str, work: Instrument, expression: Expression, day: date
) -> LawText:
    """The whole text; `version` is part of the key, because libraries grow."""
    validity = expression.validity(day)
    return LawText(
        name=expression.name,
        level=expression.level.label,
        state=_STATES[validity],
        in_force=validity is Validity.IN_FORCE,
        as_of=day,
        version_on=expression.version_on,
        effective_from=expression.effective_from,
        effective_to=expression.effective_to,
        issuer=expression.issuer,
        document_number=expression.document_number,
        successors=expression.successors,
        doubts=expression.doubts_on(day),
        articles=_articles(library, expression),
    )


def _articles(library: Library, expression: Expression) -> tuple[LawArticle, ...]:
    made, before = [], ""
    for one in library.articles_of(expression.id):
        label = format_article_number(one.number) if one.number.main else ""
        heading = one.heading if one.heading != before else ""
        before = one.heading
        made.append(LawArticle(label, heading, one.text))
    return tuple(made)


def _nearest(work: Instrument, day: date) -> Expression:
    """The text in force on a day; else the last that began before it, else the first."""
    begun = [e for e in work.expressions if e.validity(day) is not Validity.NOT_YET]
    return work.at(day) or (begun[-1] if begun else work.expressions[0])


def _named(work: Instrument, day: date) -> NamedLaw:
    state = _nearest(work, day).validity(day)
    return NamedLaw(work.name, work.level.label, _STATES[state], state is Validity.IN_FORCE)
