"""resolve (核对引用): the verdict on one citation as of the view's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.citations.moved import Move, fits_new_place, fits_only_older, moves, repeal_entry
from corpus.citations.own_names import OwnNames, own_names
from corpus.citations.types import Citation, CitationForm, Resolution, Verdict
from corpus.citations.version import Version, read_version
from corpus.citations.whereabouts import Whereabouts, look_up
from corpus.citations.within_document import resolve_inside
from corpus.citations.wording import contains, difference, resembles
from corpus.document import Document
from corpus.instrument import Expression, Instrument, Validity
from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView
from corpus.numbering import format_article_number

_STOP = re.compile(r"[。；;\n]")


def resolve(
    citation: Citation,
    view: LibraryView,
    knowledge: Knowledge,
    *,
    document: Document | None = None,
) -> Resolution:
    """核对引用: one of the seven verdicts as of `view.as_of`, with the text and a Chinese note.

    `document` is the draft that holds the citation: it is needed for references within the draft,
    to know its own title, and to compare what its sentence says with what the article says.
    """
    if citation.form in (CitationForm.SELF, CitationForm.RELATIVE):
        return resolve_inside(citation, document)
    work = _work(citation, view)
    if document and citation.law:
        own = _own(document.text, document.title)
        if own.has(citation.law, known=work is not None):
            return resolve_inside(replace(citation, form=CitationForm.SELF), document)
    if work is None:
        return _unknown(citation, view, knowledge)
    current = work.at(view.as_of)
    if current is None:
        return _not_current(citation, work, view, knowledge)
    return _Case(citation, view, knowledge, work, current, document).decide()


@lru_cache(maxsize=4)
def _own(text: str, title: str) -> OwnNames:
    return own_names(text, title)


def _work(citation: Citation, view: LibraryView) -> Instrument | None:
    work = view.instrument(citation.law) if citation.law else None
    if work is None and citation.document_number:
        work = view.by_document_number(citation.document_number)
    return work


def _unknown(citation: Citation, view: LibraryView, knowledge: Knowledge) -> Resolution:
    """The library does not know the name; the repeals table may."""
    entry = repeal_entry(citation.law, knowledge) if citation.law else None
    name = f"《{citation.law}》" if citation.law else f"{citation.document_number or ''}"
    if entry is None or entry.action == "watch":
        hint = f"提示：{entry.note}。" if entry and entry.note else ""
        note = f"{name}不在法规库中，未能核对其效力和条文，请人工核对。{hint}"
        return Resolution(citation, Verdict.NOT_IN_LIBRARY, note=note)
    if entry.action == "future" and entry.ceases_on and view.as_of < entry.ceases_on:
        note = f"{name}自{_day(entry.ceases_on)}起施行，现在尚未施行。"
        return Resolution(citation, Verdict.NOT_YET, law=entry.old, note=note)
    if entry.action == "repealed" and (entry.ceases_on is None or entry.ceases_on <= view.as_of):
        since = f"自{_day(entry.ceases_on)}起" if entry.ceases_on else ""
        return _repealed(citation, entry.old, entry.successors, since, knowledge)
    note = f"{name}的条文不在法规库中，请人工核对。"
    return Resolution(citation, Verdict.NOT_IN_LIBRARY, note=note)


def _not_current(
    citation: Citation, work: Instrument, view: LibraryView, knowledge: Knowledge
) -> Resolution:
    """No text is in force on the date: repealed, not yet in force, or not held."""
    ended = [e for e in work.expressions if e.validity(view.as_of) is Validity.REPEALED]
    if ended:
        last = ended[-1]
        since = f"自{_day(last.effective_to)}起" if last.effective_to else ""
        return _repealed(citation, work.name, last.successors, since, knowledge)
    coming = [e for e in work.expressions if e.validity(view.as_of) is Validity.NOT_YET]
    if coming and not view.lacks_text(work.name):
        first = coming[0]
        note = f"《{work.name}》自{_day(first.effective_from)}起施行，{_day(view.as_of)}尚未施行。"
        return Resolution(
            citation, Verdict.NOT_YET, law=work.name, note=note + _doubts(first.doubts)
        )
    note = f"法规库没有《{work.name}》在{_day(view.as_of)}适用的文本，未能核对，请人工核对。"
    return Resolution(citation, Verdict.NOT_IN_LIBRARY, law=work.name, note=note)


def _repealed(
    citation: Citation,
    law: str,
    successors: Sequence[str],
    since: str,
    knowledge: Knowledge,
) -> Resolution:
    """Repealed: an end is certain whatever is doubtful about the text's beginning."""
    moved = list(moves(law, citation.article, knowledge)) if citation.article else []
    places = tuple(m.law + format_article_number(m.article) for m in moved)
    named = places or tuple(successors)
    by = f"，现为{'、'.join(_title(n) for n in successors)}" if successors else ""
    note = f"《{law}》{since}废止{by}。"
    if moved:
        note += f"所引条文现见{moved[0].label}（{moved[0].note}）。"
    for between, after in _later(successors, knowledge):
        note += f"《{between}》此后也已废止，现为{'、'.join(_title(n) for n in after)}。"
    return Resolution(citation, Verdict.REPEALED, law=law, successors=named, note=note)


def _later(
    successors: Sequence[str], knowledge: Knowledge
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Successors that were themselves repealed, with what took their place."""
    ended = {r.old: r.successors for r in knowledge.repeals if r.action == "repealed"}
    for name in successors:
        if ended.get(name):
            yield name, ended[name]


class _Case:
    """One citation of a law that is in force on the date."""

    def __init__(
        self,
        citation: Citation,
        view: LibraryView,
        knowledge: Knowledge,
        work: Instrument,
        current: Expression,
        document: Document | None,
    ) -> None:
        self.citation = citation
        self.view = view
        self.knowledge = knowledge
        self.work = work
        self.current = current
        self.document = document

    def decide(self) -> Resolution:
        """Version, then existence of the provision, then the quote, then the sense."""
        if not self.view.articles(self.current):
            return self._without_text()
        version = read_version(self.citation.version, self.work, self.current)
        place = look_up(self.citation, self.current, self.view)
        if version is not None and version.newer:
            return self._newer_version(version, place)
        if version is not None:
            return self._older_version(version, place)
        if place.missing:
            return self._missing(place)
        return self._quote(place) or self._stale(place) or self._good(place)

    def _without_text(self) -> Resolution:
        if self.citation.article is None:
            note = f"《{self.work.name}》在{_day(self.view.as_of)}有效；法规库没有其条文。"
            return self._say(Verdict.IN_FORCE, note)
        note = f"《{self.work.name}》在{_day(self.view.as_of)}有效，但法规库没有其条文，条款请人工核对。"
        return self._say(Verdict.NOT_IN_LIBRARY, note)

    def _newer_version(self, version: Version, place: Whereabouts) -> Resolution:
        if version.effective_from is not None:
            begins = _day(version.effective_from)
            note = f"所引{version.label}自{begins}起施行，{_day(self.view.as_of)}适用的仍是{self._current()}。"
            return self._say(Verdict.NOT_YET, note, place.text)
        note = f"法规库没有{version.label}，所收为{self._current()}，请人工核对。"
        return self._say(Verdict.NOT_IN_LIBRARY, note)

    def _older_version(self, version: Version, place: Whereabouts) -> Resolution:
        note = f"所引为{version.label}，现行为{self._current()}，请按现行文本核对条号和内容。"
        move = self._move(version.year)
        if move:
            note += f"所引条文现为{move.label}（{move.note}）。"
        elif place.missing:
            note += f"现行文本中{place.missing}。"
        return self._say(Verdict.AMENDED, note, place.text, move)

    def _missing(self, place: Whereabouts) -> Resolution:
        """The provision is not in the text in force: was it in an older one, or is it to come?"""
        for other in reversed(self.work.expressions):
            if other.id == self.current.id or look_up(self.citation, other, self.view).missing:
                continue
            if not self.view.articles(other):
                continue
            if other.validity(self.view.as_of) is Validity.NOT_YET:
                note = (
                    f"{place.missing}；该条款见于自{_day(other.effective_from)}起施行的文本，"
                    "现在尚未施行。"
                )
                return self._say(Verdict.NO_SUCH_PROVISION, note)
            move = self._move(None)
            note = f"现行文本中{place.missing}；该条款见于{_label(other)}，已被修改。"
            if move:
                note += f"现为{move.label}。"
            return self._say(Verdict.AMENDED, note, move=move)
        entry = repeal_entry(self.work.name, self.knowledge)
        revised = entry is not None and entry.report_as == "check_article_no"
        note = f"{place.missing}。" + ("该法曾经修订，条号可能已变。" if revised else "")
        text = place.article.text if place.article else ""
        return self._say(Verdict.NO_SUCH_PROVISION, note, text)

    def _quote(self, place: Whereabouts) -> Resolution | None:
        """Compare a quote with the provision; None if there is none or it fits."""
        quote = self.citation.quote
        if quote is None:
            return None
        articles = self.view.articles(self.current)
        source = place.text or "\n".join(a.text for a in articles)
        if contains(source, quote):
            return None
        elsewhere = next((a for a in articles if contains(a.text, quote)), None)
        entry = repeal_entry(self.work.name, self.knowledge)
        changed = entry is not None and entry.report_as == "check_article_no"
        if self._older_has(quote) and elsewhere is None:
            note = "引文与旧文本一致，与现行文本不一致，该规定已被修改。"
            return self._say(Verdict.AMENDED, note, place.text)
        if elsewhere is not None:
            where = format_article_number(elsewhere.number)
            same = place.article is not None and elsewhere.number == place.article.number
            if not same and changed:
                note = f"该法修订后条号有变，引文现见{where}。"
                return self._say(Verdict.AMENDED, note, place.text)
            spot = "该条的其他款项" if same else where
            return self._say(Verdict.MISQUOTED, f"引文不在所引位置，见于{spot}。", place.text)
        if changed and not resembles(source, quote):
            alike = next((a for a in articles if resembles(a.text, quote)), None)
            if alike is not None:
                where = format_article_number(alike.number)
                note = f"该法已经修订，引文与现行该条不同，相近的内容现见{where}。"
                return self._say(Verdict.AMENDED, note, place.text)
        if not place.text:
            return self._say(Verdict.MISQUOTED, "该法中没有所引的文字。")
        note = f"引文与条文不符：{difference(source, quote)}。"
        return self._say(Verdict.MISQUOTED, note, place.text)

    def _older_has(self, quote: str) -> bool:
        for other in self.work.expressions:
            if other.validity(self.view.as_of) is not Validity.SUPERSEDED:
                continue
            place = look_up(self.citation, other, self.view)
            texts = [place.text] if place.text else [a.text for a in self.view.articles(other)]
            if any(contains(t, quote) for t in texts):
                return True
        return False

    def _stale(self, place: Whereabouts) -> Resolution | None:
        """The number exists, but the sentence says what the older text had under it."""
        if self.citation.article is None or self.document is None:
            return None
        sentence = _around(self.document.text, self.citation)
        move = self._move(None)
        if move and fits_new_place(sentence, move, self.citation, self.current, self.view):
            note = f"该法修订后条号有变，从文意看所引条文现为{move.label}（{move.note}）。"
            return self._say(Verdict.AMENDED, note, place.text, move)
        older = fits_only_older(sentence, self.citation, self.work, self.current, self.view)
        if older is None:
            return None
        note = f"文意与{_label(older)}的该条相符，与现行该条不符，条号可能已变，请核对。"
        return self._say(Verdict.AMENDED, note, place.text, move)

    def _good(self, place: Whereabouts) -> Resolution:
        note = ""
        move = self._move(None)
        if move and move.law and self.citation.article:
            note = f"该法修订后条号有变，旧文本的同号条文现为{move.label}，请确认所引是现行条号。"
        entry = repeal_entry(self.work.name, self.knowledge)
        if entry is not None and entry.action == "watch" and entry.note:
            note += f"提示：{entry.note}。"
        return self._say(Verdict.IN_FORCE, note or "现行有效。", place.text)

    def _move(self, year: int | None) -> Move | None:
        if self.citation.article is None:
            return None
        found = moves(self.work.name, self.citation.article, self.knowledge)
        return next((m for m in found if year is None or m.year in (None, year)), None)

    def _current(self) -> str:
        return _label(self.current)

    def _say(
        self, verdict: Verdict, note: str, text: str = "", move: Move | None = None
    ) -> Resolution:
        successors = (move.law + format_article_number(move.article),) if move else ()
        return Resolution(
            citation=self.citation,
            verdict=verdict,
            law=self.work.name,
            quoted_text=text,
            successors=successors,
            note=note + _doubts(self.current.doubts),
        )


def _around(text: str, citation: Citation) -> str:
    """The sentence around a citation, without the citation."""
    before = _STOP.split(text[max(0, citation.span.start - 60) : citation.span.start])[-1]
    after = _STOP.split(text[citation.span.end : citation.span.end + 120])[0]
    return re.sub(r"《[^》]*》", "", before + after)


def _label(expression: Expression) -> str:
    if expression.version_on:
        return f"{expression.version_on.year}年文本"
    return "旧文本" if expression.effective_to else "现行文本"


def _day(day: object) -> str:
    return str(day)


def _title(name: str) -> str:
    return name if name.startswith("《") else f"《{name}》"


def _doubts(doubts: Sequence[str]) -> str:
    return "".join(f"（存疑：{d}）" for d in doubts)
