"""Provisions (条文): one article as it stands on a day, its neighbours, and how it was worded before.

An article is followed from text to text by its words, not by its number, which may have moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.instrument import Article, ArticleNumber, Expression, Instrument, Validity
from corpus.library import LibraryView
from corpus.library.alignment import Alignment
from corpus.numbering import format_article_number, parse_article_number
from corpus.span import Span
from models.versions.wording import pieces

Age = Literal["earlier", "current", "later"]
_ARTICLE = re.compile(r"第[^条款项]{1,12}条(?:之[一二三四五六七八九十]+)?")
_ALIKE = 0.5
"""Score from which an article of another text carries this one on."""


@dataclass(frozen=True, slots=True)
class Change:
    """文字变动: a stretch that is the same, was put in, or was taken out."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """历次文本: one dated text of a law, and what it says where the article asked for stands.

    `name` is the law's name then. Days are YYYY-MM-DD, None where unknown. `age` is seen from the
    day asked about. `held` tells whether the library holds the articles of this text; `article`
    and `text` are "" where nothing in it corresponds. `changes` lead from the text before to this
    one, none where there is none before or nothing changed.
    """

    name: str
    version_on: str | None
    effective_from: str | None
    effective_to: str | None
    age: Age
    repealed: bool
    held: bool
    article: str
    text: str
    changes: tuple[Change, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """条文所在: the article in the text of the day, with its neighbours ("" where there is none)."""

    article: str = ""
    heading: str = ""
    text: str = ""
    previous: str = ""
    following: str = ""


def place_in(view: LibraryView, expression: Expression, article: str) -> Place:
    """条文所在 of an article (第十六条第一款 is 第十六条) in one text."""
    number = number_of(article)
    held = view.articles(expression)
    at = next((i for i, one in enumerate(held) if one.number == number), None)
    if number is None or at is None:
        return Place()
    found = held[at]
    return Place(
        format_article_number(number),
        found.heading,
        found.text,
        _label(held[at - 1]) if at else "",
        _label(held[at + 1]) if at + 1 < len(held) else "",
    )


def number_of(article: str) -> ArticleNumber | None:
    """条号 in the words of a place, None where there is none."""
    found = _ARTICLE.search(article)
    return parse_article_number(found[0]) if found else None


def standing_text(view: LibraryView, work: Instrument) -> Expression | None:
    """所指文本: the text of the day; else the last that began before it, else the first."""
    current = work.at(view.as_of)
    if current is not None:
        return current
    begun = [e for e in work.expressions if (e.effective_from or date.min) <= view.as_of]
    return begun[-1] if begun else next(iter(work.expressions), None)


def wordings(view: LibraryView, work: Instrument, article: str) -> tuple[Wording, ...]:
    """历次文本 of a law, oldest first, each with what the article asked for says in it."""
    texts, anchor = work.expressions, standing_text(view, work)
    if anchor is None:
        return ()
    followed = _followed(view, texts, texts.index(anchor), number_of(article))
    found: list[Wording] = []
    before: Article | None = None
    for expression, one in zip(texts, followed, strict=True):
        held = view.has_text(expression)
        found.append(_wording(view, expression, anchor, one, before, held=held))
        before = one or before
    return tuple(found)


def _followed(
    view: LibraryView, texts: Sequence[Expression], at: int, number: ArticleNumber | None
) -> list[Article | None]:
    """The article in every text, from the one at hand to both ends."""
    found: list[Article | None] = [None] * len(texts)
    if number is None:
        return found
    found[at] = view.article(texts[at], number)
    for step, stop in ((1, len(texts)), (-1, -1)):
        known = at
        for index in range(at + step, stop, step):
            here = found[known]
            if here is not None and view.has_text(texts[index]):
                found[index] = _carried(view, texts[known], texts[index], here)
                known = index if found[index] else known
    return found


def _carried(
    view: LibraryView, one: Expression, other: Expression, article: Article
) -> Article | None:
    theirs = view.articles(other)
    same = next((a for a in theirs if a.text == article.text), None)
    if same is not None:
        return same
    match = Alignment(view.articles(one), theirs).match(article)
    return match.article if match.score >= _ALIKE else None


def _wording(
    view: LibraryView,
    expression: Expression,
    anchor: Expression,
    article: Article | None,
    before: Article | None,
    *,
    held: bool,
) -> Wording:
    text = article.text if article else ""
    return Wording(
        name=expression.name,
        version_on=_day(expression.version_on),
        effective_from=_day(expression.effective_from),
        effective_to=_day(expression.effective_to),
        age=_age(expression, anchor, view.as_of),
        repealed=expression.repealed,
        held=held,
        article=_label(article) if article else "",
        text=text,
        changes=_changes(before.text, text) if before and article else (),
        same=bool(before and article and before.text == text),
    )


def _age(expression: Expression, anchor: Expression, day: date) -> Age:
    if expression == anchor:
        return "current"
    return "later" if expression.validity(day) is Validity.NOT_YET else "earlier"


def _changes(old: str, new: str) -> tuple[Change, ...]:
    if old == new:
        return ()
    found: list[Change] = []
    for piece in pieces(old, Span(0, len(old)), new, Span(0, len(new))):
        if piece.equal:
            found.append(Change("same", piece.new.of(new)))
            continue
        found += [Change("removed", piece.old.of(old))] if len(piece.old) else []
        found += [Change("added", piece.new.of(new))] if len(piece.new) else []
    return tuple(found)


def _label(article: Article) -> str:
    return format_article_number(article.number) if article.number.main else ""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
