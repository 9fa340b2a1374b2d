"""resolve (核对引用): the verdict on one citation as of the view's date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.citations.current import CurrentCase
from corpus.citations.moved import moves, repeal_entry
from corpus.citations.own_names import OwnNames, own_names
from corpus.citations.phrases import titled, told_doubts
from corpus.citations.types import Citation, CitationForm, Resolution, Verdict
from corpus.citations.within_document import resolve_inside
from corpus.document import Document
from corpus.instrument import Instrument, Validity
from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView
from corpus.library.names import number_key
from corpus.numbering import format_article_number


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
    work = _work(citation, view, knowledge)
    if document and citation.law:
        own = _own(document.text, document.title)
        if own.has(citation.law, known=work is not None):
            return resolve_inside(replace(citation, form=CitationForm.SELF), document)
    if work is None:
        return _unknown(citation, view, knowledge)
    current = work.at(view.as_of)
    if current is None:
        return _not_current(citation, work, view, knowledge)
    return CurrentCase(citation, view, knowledge, work, current, document).decide()


@lru_cache(maxsize=4)
def _own(text: str, title: str) -> OwnNames:
    return own_names(text, title)


def _work(citation: Citation, view: LibraryView, knowledge: Knowledge) -> Instrument | None:
    work = view.instrument(citation.law) if citation.law else None
    if work is None and citation.document_number:
        work = view.by_document_number(citation.document_number)
    if work is None and citation.document_number and not citation.law:
        named = numbered_name(citation.document_number, knowledge)
        work = view.instrument(named) if named else None
    return work


def numbered_name(number: str, knowledge: Knowledge) -> str:
    """文号所指: the instrument that the knowledge knows by this document number, "" if none."""
    key = number_key(number)
    known = ((alias, name) for alias, name in knowledge.aliases.items() if alias.endswith("号"))
    return next((name for alias, name in known if number_key(alias) == key), "")


def _unknown(citation: Citation, view: LibraryView, knowledge: Knowledge) -> Resolution:
    """The library does not know the name; the repeals table may."""
    law = citation.law or numbered_name(citation.document_number or "", knowledge)
    entry = repeal_entry(law, knowledge) if law else None
    name = f"《{citation.law}》" if citation.law else f"{citation.document_number or ''}"
    name += f"（《{law}》）" if law and not citation.law else ""
    if entry is None or entry.action == "watch":
        hint = f"提示：{entry.note}。" if entry and entry.note else ""
        note = f"{name}不在法规库中，未能核对其效力和条文，请人工核对。{hint}"
        return Resolution(citation, Verdict.NOT_IN_LIBRARY, note=note)
    if entry.action == "future" and entry.ceases_on and view.as_of < entry.ceases_on:
        note = f"{name}自{entry.ceases_on}起施行，现在尚未施行。"
        return Resolution(citation, Verdict.NOT_YET, law=entry.old, note=note)
    if entry.action == "repealed" and (entry.ceases_on is None or entry.ceases_on <= view.as_of):
        since = f"自{entry.ceases_on}起" if entry.ceases_on else ""
        return _repealed(citation, entry.old, entry.successors, since, knowledge, view.as_of)
    note = f"{name}的条文不在法规库中，请人工核对。"
    return Resolution(citation, Verdict.NOT_IN_LIBRARY, note=note)


def _not_current(
    citation: Citation, work: Instrument, view: LibraryView, knowledge: Knowledge
) -> Resolution:
    """No text is in force on the date: repealed, not yet in force, or not held."""
    ended = [e for e in work.expressions if e.validity(view.as_of) is Validity.REPEALED]
    if ended:
        last = ended[-1]
        since = f"自{last.effective_to}起" if last.effective_to else ""
        return _repealed(citation, work.name, last.successors, since, knowledge, view.as_of)
    coming = [e for e in work.expressions if e.validity(view.as_of) is Validity.NOT_YET]
    if coming and not view.lacks_text(work.name):
        first = coming[0]
        note = f"《{work.name}》自{first.effective_from}起施行，{view.as_of}尚未施行。"
        return Resolution(
            citation, Verdict.NOT_YET, law=work.name, note=note + told_doubts(first.doubts)
        )
    note = f"法规库没有《{work.name}》在{view.as_of}适用的文本，未能核对，请人工核对。"
    return Resolution(citation, Verdict.NOT_IN_LIBRARY, law=work.name, note=note)


def _repealed(
    citation: Citation,
    law: str,
    successors: Sequence[str],
    since: str,
    knowledge: Knowledge,
    as_of: date,
) -> Resolution:
    """Repealed: an end is certain whatever is doubtful about the text's beginning.

    What took its place is named as of the date: a successor that has ended since gives way to its own.
    """
    moved = list(moves(law, citation.article, knowledge)) if citation.article else []
    places = tuple(m.law + format_article_number(m.article) for m in moved)
    later = dict(_later(successors, knowledge, as_of))
    last = tuple(dict.fromkeys(n for s in successors for n in later.get(s, (s,))))
    named = places or last
    verb = "由" if later else "现为"
    by = (
        f"，{verb}{'、'.join(titled(n) for n in successors)}{'代替' if later else ''}"
        if successors
        else ""
    )
    note = f"《{law}》{since}废止{by}。"
    if moved:
        note += f"所引条文现见{moved[0].label}（{moved[0].note}）。"
    for between, after in later.items():
        note += f"《{between}》此后也已废止，现为{'、'.join(titled(n) for n in after)}。"
    return Resolution(citation, Verdict.REPEALED, law=law, successors=named, note=note)


def _later(
    successors: Sequence[str], knowledge: Knowledge, as_of: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Successors that were themselves repealed by the date, with what took their place."""
    ended = {
        r.old: r.successors
        for r in knowledge.repeals
        if r.action == "repealed" and (r.ceases_on is None or r.ceases_on <= as_of)
    }
    for name in successors:
        if ended.get(name):
            yield name, ended[name]
