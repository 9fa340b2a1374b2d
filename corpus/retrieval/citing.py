"""Citing instruments (引用某法的文件): what the library's texts say about one law, for clean-ups."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.library.names import name_key

_IN_FORCE = (
    "(e.effective_from IS NULL OR e.effective_from <= ?)"
    " AND (e.effective_to IS NULL OR e.effective_to > ?)"
)
_SENTENCE = re.compile(r"[^。；\n]*[。；]?")
_WHOLE = ArticleNumber(0)


@dataclass(frozen=True, slots=True)
class Citing:
    """引用处: an article in force that names a law.

    `relation` is what the library knows of the two documents (implements, amends, repeals,
    refers_to), or "mention" where the law is just named. `quote` is the sentence, verbatim.
    `number` is `ArticleNumber(0)` where only the relation of the documents is known.
    """

    law: str
    level: Level
    number: ArticleNumber
    relation: str
    quote: str


def citing(library: Library, law: str, *, as_of: date) -> list[Citing]:
    """引用某法的文件: articles in force on the date that name the law, highest level first.

    All spellings and aliases that the library knows count, in 《》, with or without a version in
    brackets. The law itself may be repealed or unknown; its own articles are left out.
    """
    spelled, work = _spellings(library, law)
    related = _related(library, work, as_of)
    named = [_with_relation(one, related) for one in _named(library, spelled, work, as_of)]
    known = {one.law for one in named if one.relation != "mention"}
    found = [*named, *(one for one in related if one.law not in known)]
    return sorted(found, key=lambda one: (one.level.rank, one.law, one.number))


def _with_relation(one: Citing, related: list[Citing]) -> Citing:
    """The mention with the relation whose own words stand in its sentence."""
    kinds = (r.relation for r in related if r.law == one.law and r.quote and r.quote in one.quote)
    return replace(one, relation=next(kinds, one.relation))


def _spellings(library: Library, law: str) -> tuple[list[str], int | None]:
    plain = law.strip().strip("《》")
    rows = library.query("SELECT work_id FROM name WHERE key = ? LIMIT 1", (name_key(plain),))
    if not rows:
        return [plain], None
    known = library.query("SELECT spelled FROM name WHERE work_id = ?", (rows[0][0],))
    return sorted({plain, *(row[0] for row in known)}), rows[0][0]


def _named(library: Library, spelled: list[str], work: int | None, as_of: date) -> list[Citing]:
    names = "|".join(map(re.escape, sorted(spelled, key=len, reverse=True)))
    title = re.compile(rf"《(?:中华人民共和国)?(?:{names})(?:[（(][^》]*[）)])?》")
    likes = " OR ".join(["instr(a.text, ?) > 0"] * len(spelled))
    rows = library.query(
        "SELECT e.name, e.level, a.main, a.sub, a.text FROM article a"
        f" JOIN expression e ON e.id = a.expression_id WHERE {_IN_FORCE}"
        f" AND e.work_id IS NOT ? AND ({likes})",
        (as_of.isoformat(), as_of.isoformat(), work, *spelled),
    )
    return [
        Citing(name, Level(level), ArticleNumber(main, sub), "mention", quote)
        for name, level, main, sub, text in rows
        if (quote := _quoted(text, title))
    ]


def _quoted(text: str, title: re.Pattern[str]) -> str:
    """The first sentence that names the law, "" if none does."""
    found = title.search(text)
    if found is None:
        return ""
    return next(s[0].strip() for s in _SENTENCE.finditer(text) if s.end() >= found.end())


def _related(library: Library, work: int | None, as_of: date) -> list[Citing]:
    """What the library's table of relations says."""
    if work is None:
        return []
    rows = library.query(
        "SELECT DISTINCT e.name, e.level, r.kind, r.note FROM relation r"
        f" JOIN expression e ON e.id = r.expression_id WHERE {_IN_FORCE}"
        " AND r.target_work_id = ? AND e.work_id <> r.target_work_id",
        (as_of.isoformat(), as_of.isoformat(), work),
    )
    return [Citing(name, Level(level), _WHOLE, kind, note) for name, level, kind, note in rows]
