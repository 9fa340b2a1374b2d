"""Bases (依据): does every provision that an entry rests on exist, and does it hold its anchor?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from corpus.instrument import ArticleNumber, Expression, Instrument
from corpus.knowledge.checking.problem import Problem, error
from corpus.knowledge.types import BasisRef, Knowledge
from corpus.library import LibraryView

_BLANK = re.compile(r"\s+")
_QUOTES = str.maketrans("“”‘’", "\"\"''")


class _Entry(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def bases(self) -> tuple[BasisRef, ...]: ...


def all_bases(knowledge: Knowledge) -> Iterator[tuple[str, BasisRef]]:
    """Yield every basis with the section and the entry that it belongs to."""
    for section, entries in _sections(knowledge):
        for entry in entries:
            for basis in entry.bases:
                yield f"{section} {entry.id}", basis
    for stale in knowledge.stale_citations:
        yield f"stale_citations {stale.old}", stale.new


def check_bases(knowledge: Knowledge, view: LibraryView | None) -> Iterator[Problem]:
    """核对依据 against the library; what the author did not see in its sources is 待核."""
    skipped: Counter[str] = Counter()
    for where, basis in all_bases(knowledge):
        if basis.source_id and basis.source_id not in knowledge.external_sources:
            yield error(where, f"source_id {basis.source_id} 不在 external_sources")
        if not basis.certain:
            yield Problem("unverified", where, f"{_cite(basis)}（{basis.note or basis.verified}）")
        elif view is None:
            skipped["未给出法规库"] += 1
        else:
            yield from _against(view, where, basis, skipped)
    for reason, count in skipped.items():
        yield Problem("skipped", "bases", f"{reason}，{count} 处依据没有核对")


def _sections(knowledge: Knowledge) -> Iterator[tuple[str, tuple[_Entry, ...]]]:
    yield "doc_kinds", tuple(knowledge.doc_kinds.values())
    yield "powers", knowledge.powers
    yield "categories", tuple(knowledge.categories.values())
    yield "procedures", knowledge.procedures
    yield "filing", knowledge.filing
    yield "repeals", knowledge.repeals
    yield "form_rules", tuple(knowledge.form_rules.values())
    yield "casefile_rules", tuple(knowledge.casefile_rules.values())
    yield "constants", tuple(knowledge.constants.values())
    yield "examples", knowledge.examples
    yield "contract_terms", tuple(knowledge.contract_terms.values())
    yield "contract_kinds", tuple(knowledge.contract_kinds.values())
    yield "contract_clauses", knowledge.contract_clauses
    yield "numeric_checks", tuple(knowledge.numeric_checks.values())
    yield "signing_steps", knowledge.signing_steps


def _against(
    view: LibraryView, where: str, basis: BasisRef, skipped: Counter[str]
) -> Iterator[Problem]:
    work = view.instrument(basis.law)
    texts = [e for e in _versions(work, basis, view) if view.has_text(e)] if work else []
    if not texts:
        if basis.verified == "lawrefbook":
            skipped["法规库未导入行政法规、司法解释文本"] += 1
        else:
            yield error(where, f"{_cite(basis)}：库中没有这部法律{_held(work)}")
    elif basis.article is not None:
        yield from _article(view, where, basis, basis.article, texts)


def _versions(work: Instrument, basis: BasisRef, view: LibraryView) -> list[Expression]:
    if basis.version:
        return [e for e in work.expressions if str(e.version_on) == basis.version]
    current = work.at(view.as_of)
    return [current] if current else []


def _article(
    view: LibraryView, where: str, basis: BasisRef, number: ArticleNumber, texts: list[Expression]
) -> Iterator[Problem]:
    found = [article for text in texts if (article := view.article(text, number))]
    if not found:
        yield error(where, f"{_cite(basis)}：没有这一条")
    elif not any(holds(article.text, basis.anchor) for article in found):
        yield error(where, f"{_cite(basis)}：条文里没有“{basis.anchor}”")


def holds(text: str, anchor: str) -> bool:
    """Tell whether a text contains an anchor; blanks do not count, "…" stands for anything."""
    pieces = (re.escape(_plain(piece)) for piece in anchor.split("…"))
    return re.search(".*".join(pieces), _plain(text)) is not None


def _plain(text: str) -> str:
    return _BLANK.sub("", text).translate(_QUOTES)


def _held(work: Instrument | None) -> str:
    if work is None:
        return ""
    return "的该版本，有：" + "、".join(str(e.version_on) for e in work.expressions)


def _cite(basis: BasisRef) -> str:
    version = f"（{basis.version}）" if basis.version else ""
    if basis.article is None:
        return f"《{basis.law}》{version}{basis.place}"
    sub = f"之{basis.article.sub}" if basis.article.sub else ""
    return f"《{basis.law}》{version}第{basis.article.main}条{sub}"
