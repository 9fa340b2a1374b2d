"""Moved provisions (条文变动): where an article went when its law was repealed or revised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.citations.types import Citation
from corpus.citations.wording import overlap, plain
from corpus.instrument import Article, ArticleNumber, Expression, Instrument
from corpus.knowledge.types import Knowledge, Repeal
from corpus.library import LibraryView
from corpus.library.names import name_key, without_version
from corpus.numbering import format_article_number, parse_article_number

_OLD = re.compile(
    r"(?P<law>[^（()）第]+)[（(](?P<year>\d{4})[）)](?P<article>第[一二三四五六七八九十百零]+条)"
)
_FITS, _UNFIT, _CLEARLY = 0.45, 0.2, 0.3
_NEARLY_ALL, _HARDLY = 0.8, 0.35
_LONG_ENOUGH, _PIECE = 16, 6


@dataclass(frozen=True, slots=True)
class Move:
    """条文去向: the provision that took an article's place, and what changed."""

    law: str
    article: ArticleNumber
    note: str
    year: int | None = None  # the year of the old text, where the source says it

    @property
    def label(self) -> str:
        """《法》第几条 for people."""
        return f"《{self.law}》{format_article_number(self.article)}"


def same_law(one: str, other: str) -> bool:
    """Tell whether two spellings name one law."""
    return name_key(without_version(one)) == name_key(without_version(other))


def repeal_entry(law: str, knowledge: Knowledge) -> Repeal | None:
    """废止修改条目: what the knowledge says of a law."""
    key = name_key(without_version(law))
    for entry in knowledge.repeals:
        if key in (name_key(entry.old), name_key(entry.cited_as or entry.old)):
            return entry
    return None


def moves(law: str, article: ArticleNumber, knowledge: Knowledge) -> Iterator[Move]:
    """条文去向: where an article of a law went, as the knowledge has it."""
    for entry in knowledge.article_map:
        if entry.old_article == article and same_law(entry.old_law, law):
            yield Move(entry.new_law, entry.new_article, entry.change)
    for stale in knowledge.stale_citations:
        old = _OLD.fullmatch(re.sub(r"\s", "", stale.old))
        if not old or stale.new.article is None or not same_law(old["law"], law):
            continue
        if parse_article_number(old["article"]) == article:
            yield Move(stale.new.law, stale.new.article, stale.note, int(old["year"]))


def fits_only_older(
    sentence: str, citation: Citation, work: Instrument, current: Expression, view: LibraryView
) -> Expression | None:
    """旧条号: an older text whose article of this number says what the sentence says.

    None unless the words clearly fit the older article and clearly do not fit the current one.
    """
    if citation.article is None or len(sentence) < 12:
        return None
    now = view.article(current, citation.article)
    fit_now = overlap(sentence, now.text) if now else 0.0
    for older in reversed(work.expressions):
        if older.id == current.id or not _before(older, current):
            continue
        then = view.article(older, citation.article)
        fit_then = overlap(sentence, then.text) if then else 0.0
        if fit_then >= _FITS and fit_now <= _UNFIT and fit_then - fit_now >= _CLEARLY:
            return older
    return None


def fits_new_place(
    sentence: str, move: Move, citation: Citation, current: Expression, view: LibraryView
) -> bool:
    """新条号: whether a sentence says what the moved article says now, not what its number says."""
    if citation.article is None or len(sentence) < 8:
        return False
    there, here = view.article(current, move.article), view.article(current, citation.article)
    if there is None:
        return False
    fit_there = max(overlap(sentence, there.text), overlap(sentence, move.note))
    fit_here = overlap(sentence, here.text) if here else 0.0
    return fit_there >= _FITS and fit_there - fit_here >= _CLEARLY


def fits_elsewhere(
    sentence: str, citation: Citation, current: Expression, view: LibraryView
) -> Article | None:
    """现处条文: another article of the text in force that says nearly all the sentence says.

    None unless it does, and the cited article clearly does not.
    """
    letters = plain(sentence)
    if citation.article is None or len(letters) < _LONG_ENOUGH:
        return None
    here = view.article(current, citation.article)
    if here and overlap(sentence, here.text) > _HARDLY:
        return None
    pieces = [letters[i : i + _PIECE] for i in range(0, len(letters) - _PIECE, _PIECE // 2)]
    alike = (
        (overlap(sentence, article.text), article)
        for article in view.articles(current)
        if article.number != citation.article and any(p in plain(article.text) for p in pieces)
    )
    fit, found = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    return found if fit >= _NEARLY_ALL else None


def was_revised(work: Instrument, view: LibraryView, entry: Repeal | None) -> bool:
    """曾经修订: whether older texts are known, held or not, so that a number may be of theirs."""
    told = entry is not None and entry.report_as == "check_article_no"
    return told or len(work.expressions) > 1 or view.library.older_missing(work.name)


def _before(older: Expression, current: Expression) -> bool:
    if older.version_on and current.version_on:
        return older.version_on < current.version_on
    return older.effective_to is not None and not older.repealed
