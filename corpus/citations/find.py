"""find_citations (查找引用): every reference to law in a text, in order."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from corpus.citations.abbreviations import Abbreviation, find_uses
from corpus.citations.attached import Attached, read_attached, split_version
from corpus.citations.bare_names import NameHit, find_unknown, name_index, stands_free
from corpus.citations.document_numbers import NumberHit, find_numbers, is_own_number
from corpus.citations.inner_references import SELF_WORDS, at_place, find_relative, find_self
from corpus.citations.naming import Naming
from corpus.citations.own_names import own_names
from corpus.citations.provisions import Place, read_places
from corpus.citations.quotes import quoted_stretches, read_quote
from corpus.citations.titles import Title, find_titles
from corpus.citations.types import Citation, CitationForm
from corpus.library.names import STATE
from corpus.span import Span

_ISSUED_BY = re.compile(r"[ \t\u3000]*(?:公布的?|发布的?|颁布的?|印发的?|的)?[ \t\u3000]*$")
_THAT_LAW = re.compile(rf"(?:该|同)(?P<word>{SELF_WORDS})(?=[ \t\u3000]*(?:的|中)?第)")
_QUOTED_KINDS = frozenset(("法", "条例", "办法", "规定", "细则", "解释"))
_KIND_ALONE = re.compile(SELF_WORDS)
_MORE = re.compile(
    r"[”\"」][ \t\u3000]*(?:以及|和|及|与|、|，|；)[ \t\u3000]*(?=第[^“”。，；\n]{1,12}条)"
)
_NEAR = 400
_ISSUED_HERE = re.compile(
    r"印发(?:给你们|你们|给各)|予以(?:印发|公布|发布)|现予(?:以)?(?:印发|公布|发布)"
)


def find_citations(
    text: str,
    known_names: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
    *,
    title: str | None = None,
) -> tuple[Citation, ...]:
    """查找引用: every reference to an instrument or provision, in text order.

    `known_names` are names that the library knows (needed for names without 《》 and for titles
    with unusual endings), `aliases` maps short names to full ones. `title` is the document's own
    title where the caller knows it: what cites the document itself is SELF. Titles that are no
    instruments (《营业执照》) are left out.
    """
    names = known_names if isinstance(known_names, frozenset) else frozenset(known_names)
    scan = _Scan(text, names, aliases or {}, title)
    external = sorted(scan.external(), key=lambda c: c.span)
    external += _that_law(text, external, scan.taken)
    inner = [_whose(c, text, external, scan) for c in find_self(text)]
    kept = [c for c in (*inner, *find_relative(text)) if not scan.hides(c.span)]
    return tuple(sorted([*external, *kept], key=lambda c: (c.span.start, c.span.end)))


class _Scan:
    """One pass over one text: what is taken already, which abbreviations are defined so far."""

    def __init__(
        self, text: str, names: frozenset[str], aliases: Mapping[str, str], title: str | None
    ) -> None:
        self.text = text
        self.names = names
        self.naming = Naming(names, aliases, own_names(text, title))
        self.defined: list[Abbreviation] = []
        self.said: list[Citation] = []
        self.taken = _Spans()
        self.brackets = _Spans()
        self.quotes = _Spans()
        self.numbers = list(find_numbers(text))
        for span in quoted_stretches(text):
            self.quotes.add(span)

    def hides(self, span: Span) -> bool:
        """A reference within quoted words or a title speaks of another text."""
        return self.taken.touches(span) or self.quotes.touches(span)

    def external(self) -> Iterator[Citation]:
        """References to other instruments (and to the document by its own name)."""
        titles = list(find_titles(self.text))
        for title in titles:
            self.taken.add(title.span)
        for title in titles:
            yield from self._title(title)
        for use in find_uses(self.text, self.defined):
            if not self.taken.touches(use.span):
                self.taken.add(use.span)
                form = self.naming.form_of_own(use.law) or CitationForm.ABBREVIATION
                yield from self._cite(use.span, use.law, form)
        yield from self._bare()
        yield from self._unknown()
        yield from self._numbers()

    def _title(self, title: Title) -> Iterator[Citation]:
        if self.brackets.touches(title.span):
            return  # （以下简称《处罚法》） defines a name and cites nothing
        name, version = split_version(title.name)
        attached = read_attached(self.text, title.span.end)
        local = next((a for a in reversed(self.defined) if a.name == name), None)
        meant = local.law if local else self._just_said(name, title.span.start)
        law, form = self.naming.read(name, meant)
        if form is not CitationForm.SELF and self._issued_here(title, attached):
            law, form = name, CitationForm.SELF
        if attached.alias and not attached.collective and form is not None:
            self.defined.append(Abbreviation(attached.alias, law, attached.end))
        self.taken.add(Span(title.span.end, attached.end))
        self.brackets.add(Span(title.span.end, attached.end))
        if form is not None:
            cited = list(self._cite(title.span, law, form, attached, version))
            self.said += cited
            yield from cited

    def _just_said(self, name: str, before: int) -> str | None:
        """《规定》 without a definition: the instrument cited last whose name ends so."""
        if not _KIND_ALONE.fullmatch(name):
            return None
        return _last_named(self.said, before, name) or None

    def _issued_here(self, title: Title, attached: Attached) -> bool:
        """现将《某办法》印发给你们: the measure that the document issues."""
        return bool(
            _ISSUED_HERE.match(self.text, attached.end)
            or (
                self.text[: title.span.start].endswith(("现将", "制定了"))
                and _ISSUED_HERE.search(self.text, attached.end, attached.end + 20)
            )
        )

    def _bare(self) -> Iterator[Citation]:
        index = name_index(self.names | frozenset(self.naming.aliases))
        for hit in index.find(self.text):
            if self.taken.touches(hit.span) or not stands_free(self.text, hit):
                continue
            span = self._with_state(hit)
            law, form = self.naming.read(hit.name, None)
            attached = read_attached(self.text, span.end)
            if attached.alias and not attached.collective:
                self.defined.append(Abbreviation(attached.alias, law, attached.end))
            bare = CitationForm.BARE_TITLE if form is CitationForm.TITLE else form
            if bare is not None:
                self.taken.add(Span(span.start, attached.end))
                yield from self._cite(span, law, bare, attached)

    def _unknown(self) -> Iterator[Citation]:
        """Names without 《》 that the library does not know."""
        for hit in find_unknown(self.text):
            law, form = self.naming.read(hit.name, None)
            if form is None or self.taken.touches(hit.span):
                continue
            self.taken.add(hit.span)
            bare = CitationForm.BARE_TITLE if form is CitationForm.TITLE else form
            yield from self._cite(hit.span, law, bare)

    def _with_state(self, hit: NameHit) -> Span:
        start = hit.span.start
        if self.text.endswith(STATE, 0, start) and not hit.name.startswith(STATE):
            start -= len(STATE)
        return Span(start, hit.span.end)

    def _numbers(self) -> Iterator[Citation]:
        for hit in self.numbers:
            if self.taken.touches(hit.span) or is_own_number(self.text, hit):
                continue
            for one in self._cite(hit.span, "", CitationForm.DOCUMENT_NUMBER):
                yield replace(one, document_number=hit.number, law_span=None)

    def _cite(
        self,
        span: Span,
        law: str,
        form: CitationForm,
        attached: Attached | None = None,
        version: str | None = None,
    ) -> Iterator[Citation]:
        said = attached or Attached(span.end, span.end)
        number = said.number or self._number_before(span)
        begin = min(span.start, number.span.start) if number else span.start
        whole = Place(begin, max(said.worded_end, span.end))
        named = law if form is not CitationForm.SELF else ""
        for place, start, quote in self._places(said.end, begin, whole):
            cited = at_place(place, Span(start, place.end), form, law=named, law_span=span)
            yield replace(
                cited,
                version=said.version or version,
                document_number=number.number if number else None,
                quote=quote.of(self.text) if quote else None,
                quote_span=quote,
            )

    def _places(
        self, start: int, begin: int, whole: Place
    ) -> Iterator[tuple[Place, int, Span | None]]:
        """Places with where each reference begins, and the quote that the last of a group has.

        Behind a quote the list may go on: 第七十四条：“……”和第七十五条：“……”.
        """
        places, end = read_places(self.text, start)
        if not places:
            yield whole, begin, read_quote(self.text, start)
        while places:
            quote = read_quote(self.text, end)
            for place in places:
                at = begin if place is places[0] and begin >= 0 else place.start
                yield place, at, quote if place is places[-1] else None
            begin, places = -1, ()
            more = _MORE.match(self.text, quote.end) if quote else None
            if more:
                places, end = read_places(self.text, more.end())

    def _number_before(self, span: Span) -> NumberHit | None:
        """国办发〔2018〕37号《…》: the number belongs to the title behind it."""
        for hit in self.numbers:
            near = span.start - 4 <= hit.span.end <= span.start
            if near and _ISSUED_BY.fullmatch(self.text, hit.span.end, span.start):
                self.taken.add(hit.span)
                return hit
        return None


def _whose(citation: Citation, text: str, external: list[Citation], scan: _Scan) -> Citation:
    """本法第十条 in a document that is no 法: the words of the law quoted just before."""
    word = citation.law_span.of(text)[1:] if citation.law_span else ""
    if word not in _QUOTED_KINDS or scan.naming.own.ends_with(word):
        return citation
    near = [c for c in external if c.span.start > citation.span.start - _NEAR]
    law = _last_named(near, citation.span.start, word)
    return replace(citation, form=CitationForm.ABBREVIATION, law=law) if law else citation


def _that_law(text: str, external: list[Citation], taken: _Spans) -> list[Citation]:
    """该法第十条: the law cited last before whose name ends so."""
    found: list[Citation] = []
    for mark in _THAT_LAW.finditer(text):
        span = Span(mark.start(), mark.end())
        law = _last_named(external, mark.start(), mark["word"])
        if not law or taken.touches(span):
            continue
        places, _ = read_places(text, span.end)
        for index, place in enumerate(places):
            where = Span(span.start if index == 0 else place.start, place.end)
            found.append(at_place(place, where, CitationForm.ABBREVIATION, law=law, law_span=span))
    return found


def _last_named(external: Iterable[Citation], before: int, word: str) -> str:
    laws = [c.law for c in external if c.law and c.span.start < before]
    return next((law for law in reversed(laws) if law.rstrip("）)").endswith(word)), "")


class _Spans:
    """Disjoint-enough spans with a quick overlap test."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []

    def add(self, span: Span) -> None:
        if span.end > span.start:
            bisect.insort(self._spans, (span.start, span.end))

    def touches(self, span: Span) -> bool:
        at = bisect.bisect_left(self._spans, (span.end, 0))
        return any(end > span.start for _, end in self._spans[max(0, at - 4) : at])
