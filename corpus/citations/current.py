"""Citations of law in force (引用现行法): version, existence, quote, sense, in this order."""

from __future__ import annotations

from corpus.citations.moved import (
    Move,
    fits_elsewhere,
    fits_new_place,
    fits_only_older,
    moves,
    repeal_entry,
    was_revised,
)
from corpus.citations.phrases import sentence_around, text_label, told_doubts
from corpus.citations.types import Citation, Resolution, Verdict
from corpus.citations.version import Version, read_version
from corpus.citations.whereabouts import Whereabouts, look_up
from corpus.citations.wording import contains, difference, overlap, resembles
from corpus.document import Document
from corpus.instrument import Expression, Instrument, Validity
from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView
from corpus.numbering import format_article_number

_SAYS_IT = 0.8
"""A sentence of which the article has this share says what the article says."""


class CurrentCase:
    """现行法引用: one citation of a law that is in force on the date."""

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
        if not self.view.has_text(self.current):
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
            note = f"《{self.work.name}》在{self.view.as_of}有效；法规库没有其条文。"
            return self._say(Verdict.IN_FORCE, note)
        note = f"《{self.work.name}》在{self.view.as_of}有效，但法规库没有其条文，条款请人工核对。"
        return self._say(Verdict.NOT_IN_LIBRARY, note)

    def _newer_version(self, version: Version, place: Whereabouts) -> Resolution:
        if version.effective_from is not None:
            begins = version.effective_from
            note = f"所引{version.label}自{begins}起施行，{self.view.as_of}适用的仍是{self._current()}。"
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
            if not self.view.has_text(other):
                continue
            if other.validity(self.view.as_of) is Validity.NOT_YET:
                note = (
                    f"{place.missing}；该条款见于自{other.effective_from}起施行的文本，"
                    "现在尚未施行。"
                )
                return self._say(Verdict.NO_SUCH_PROVISION, note)
            move = self._move(None)
            note = f"现行文本中{place.missing}；该条款见于{text_label(other)}，已被修改。"
            if move:
                note += f"现为{move.label}。"
            return self._say(Verdict.AMENDED, note, move=move)
        renumbered = self._renumbered(place)
        if renumbered is not None and place.article is not None:
            return renumbered  # a whole article beyond the text is no older number
        note = f"{place.missing}。" + ("该法曾经修订，条号可能已变。" if self._revised else "")
        if renumbered is not None:
            note += f"从文意看，相近的内容见{'、'.join(renumbered.successors)}。"
        text = place.article.text if place.article else ""
        return self._say(Verdict.NO_SUCH_PROVISION, note, text)

    def _renumbered(self, place: Whereabouts) -> Resolution | None:
        """The sentence says what another place of a revised law says: the number is an older one."""
        if self.document is None or not self._revised:
            return None
        sentence = sentence_around(self.document.text, self.citation)
        found = fits_elsewhere(sentence, self.citation, self.current, self.view)
        same = place.article if place.missing and place.article else None
        if found is None and same is not None and overlap(sentence, same.text) >= _SAYS_IT:
            found = same
        if found is None:
            return None
        where = format_article_number(found.number)
        missing = f"{place.missing}。" if place.missing else ""
        note = f"{missing}该法曾经修订，从文意看所引内容现见{where}，条款序号可能已变，请核对。"
        move = Move(self.work.name, found.number, "")
        return self._say(Verdict.AMENDED, note, place.text, move)

    @property
    def _revised(self) -> bool:
        entry = repeal_entry(self.work.name, self.knowledge)
        return was_revised(self.work, self.view, entry)

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
        sentence = sentence_around(self.document.text, self.citation)
        move = self._move(None)
        if move and fits_new_place(sentence, move, self.citation, self.current, self.view):
            note = f"该法修订后条号有变，从文意看所引条文现为{move.label}（{move.note}）。"
            return self._say(Verdict.AMENDED, note, place.text, move)
        older = fits_only_older(sentence, self.citation, self.work, self.current, self.view)
        if older is None:
            return self._renumbered(place)
        note = f"文意与{text_label(older)}的该条相符，与现行该条不符，条号可能已变，请核对。"
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
        return text_label(self.current)

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
            note=note + told_doubts(self.current.doubts_on(self.view.as_of)),
        )
