"""Where now (条文去向): what became of an article between two dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from corpus.citations.moved import Move, moves
from corpus.instrument import Article, ArticleNumber, Expression
from corpus.knowledge.types import Knowledge
from corpus.library.alignment import Alignment, Match, words
from corpus.library.library import Library
from corpus.library.view import LibraryView
from corpus.numbering import format_article_number

_SAME, _GONE = 0.45, 0.2
_CLEAR = 0.15


class Fate(StrEnum):
    """条文去向."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    MOVED = "moved"
    DELETED = "deleted"
    UNSURE = "unsure"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABEL[self]


_LABEL = {
    Fate.UNCHANGED: "未变",
    Fate.AMENDED: "条号未变，文字有修改",
    Fate.MOVED: "移至其他条",
    Fate.DELETED: "已删去",
    Fate.UNSURE: "去向不能确定",
}


@dataclass(frozen=True, slots=True)
class ArticleFate:
    """条文去向: `law` and `article` are where it stands at the later date, None if nowhere.

    `certainty` is from 0 to 1; 1.0 comes from the knowledge's table or from equal words. `basis`
    and `note` are Chinese. `old_text` and `new_text` are verbatim from the library, "" where it
    does not hold them.
    """

    fate: Fate
    law: str
    article: ArticleNumber | None
    certainty: float
    basis: str
    note: str
    old_text: str = ""
    new_text: str = ""

    def describe(self) -> str:
        """A Chinese sentence."""
        place = f"《{self.law}》{format_article_number(self.article)}" if self.article else ""
        sure = f"（把握 {self.certainty:.0%}，{self.basis}）"
        if self.fate is Fate.MOVED:
            return f"移至{place}{sure}{self.note}"
        if self.fate is Fate.UNSURE and place:
            return f"{self.fate.label}，最接近的是{place}{sure}{self.note}"
        return f"{self.fate.label}{sure}{self.note}"


def where_now(
    library: Library,
    law: str,
    article: ArticleNumber,
    from_date: date,
    to_date: date,
    *,
    knowledge: Knowledge | None = None,
) -> ArticleFate:
    """条文去向: where an article of the law of one date stands on a later date.

    The knowledge's tables go first; else the words of the two texts are aligned. A repealed law
    is followed to its successors. What the library does not hold is UNSURE, never DELETED: that
    is said only where the texts of all successors are held.
    """
    before, after = library.at(from_date), library.at(to_date)
    old = before.expression(law)
    if old is None:
        return _unsure(law, f"库内没有{from_date}有效的文本")
    heirs = _heirs(old, after)
    known = _known(law, article, knowledge, before, old, after, heirs)
    if known is not None:
        return known
    held = before.article(old, article)
    if held is None:
        missing = "没有这一条" if before.has_text(old) else "的文本不在库"
        return _unsure(law, f"{from_date}有效的文本{missing}")
    if any(heir.id == old.id for heir in heirs):
        return ArticleFate(
            Fate.UNCHANGED, old.name, article, 1.0, "同一文本", "", held.text, held.text
        )
    texts = [heir for heir in heirs if after.has_text(heir)]
    if not texts:
        return _unsure(law, f"{to_date}的文本或后继法律不在库", held.text)
    found = _aligned(library, old, held, texts, to_date)
    lacking = _lacking(old, after) if found.fate is Fate.DELETED else ()
    if lacking:
        names = "、".join(f"《{name}》" for name in lacking)
        return _unsure(law, f"{names}{to_date}的文本不在库", held.text)
    return found


def _heirs(old: Expression, after: LibraryView) -> list[Expression]:
    """The text of the same law at the later date, or of the laws that took its place."""
    current = after.expression(old.name)
    if current is not None:
        return [current]
    found = (after.expression(name) for name in _successors(old, after))
    return [e for e in found if e is not None]


def _successors(old: Expression, after: LibraryView) -> tuple[str, ...]:
    work = after.instrument(old.name)
    return tuple(
        dict.fromkeys(name for e in (work.expressions if work else ()) for name in e.successors)
    )


def _lacking(old: Expression, after: LibraryView) -> tuple[str, ...]:
    """The successors of a repealed law whose text at the later date is not held."""
    if after.expression(old.name) is not None:
        return ()
    found = {name: after.expression(name) for name in _successors(old, after)}
    return tuple(name for name, e in found.items() if e is None or not after.has_text(e))


def _known(
    law: str,
    article: ArticleNumber,
    knowledge: Knowledge | None,
    before: LibraryView,
    old: Expression,
    after: LibraryView,
    heirs: list[Expression],
) -> ArticleFate | None:
    if knowledge is None or any(heir.id == old.id for heir in heirs):
        return None
    for move in moves(law, article, knowledge):
        heir = after.expression(move.law)
        if heir is None or not _is_of(move, old):
            continue
        new, then = after.article(heir, move.article), before.article(old, article)
        if new is not None:
            return _from_table(move, article, heir, old, new, then)
    return None


def _is_of(move: Move, old: Expression) -> bool:
    """The table speaks of a text of a certain year, or of all."""
    return move.year is None or old.version_on is None or old.version_on.year == move.year


def _from_table(
    move: Move,
    article: ArticleNumber,
    heir: Expression,
    old: Expression,
    new: Article,
    then: Article | None,
) -> ArticleFate:
    stayed = move.article == article and heir.name == old.name
    return ArticleFate(
        Fate.AMENDED if stayed else Fate.MOVED,
        heir.name,
        move.article,
        1.0,
        "条文对应表",
        move.note,
        then.text if then else "",
        new.text,
    )


def _aligned(
    library: Library, old: Expression, held: Article, heirs: list[Expression], to_date: date
) -> ArticleFate:
    found = [(_alignment(library, old, heir).match(held), heir) for heir in heirs]
    match, heir = max(found, key=lambda pair: pair[0].score)
    new = match.article
    fate, certainty = _judge(held, match, same_law=heir.name == old.name)
    if new is None or fate is Fate.DELETED:
        note = f"《{heir.name}》{to_date}的文本里没有相近的条文"
        return ArticleFate(Fate.DELETED, heir.name, None, certainty, "文字比对", note, held.text)
    same = words(held.text) == words(new.text)
    note = "文字未变" if same and fate is Fate.MOVED else ""
    return ArticleFate(
        fate, heir.name, new.number, certainty, "文字比对", note, held.text, new.text
    )


def _judge(held: Article, match: Match, *, same_law: bool) -> tuple[Fate, float]:
    """条文去向 and how sure it is: the score, less where another article comes close."""
    new = match.article
    if new is None or match.score < _GONE:
        return Fate.DELETED, round(1 - match.score / _SAME, 2)
    stayed = same_law and new.number == held.number
    if words(held.text) == words(new.text):
        return (Fate.UNCHANGED if stayed else Fate.MOVED), 1.0
    clear = min(max(match.score - match.second, 0) / _CLEAR, 1.0)
    certainty = round(
        min(match.score * (0.6 + 0.4 * clear) * (1 if match.mutual else 0.6), 0.99), 2
    )
    if certainty < _SAME or not match.mutual:
        return Fate.UNSURE, certainty
    return (Fate.AMENDED if stayed else Fate.MOVED), certainty


def _unsure(law: str, note: str, old_text: str = "") -> ArticleFate:
    return ArticleFate(Fate.UNSURE, law, None, 0.0, "无法比对", note, old_text)


def _alignment(library: Library, old: Expression, new: Expression) -> Alignment:
    return _aligned_texts(library, library.version, old.id, new.id)


@lru_cache(maxsize=16)
def _aligned_texts(library: Library, version: str, old: int, new: int) -> Alignment:
    return Alignment(library.articles_of(old), library.articles_of(new))
