"""Names (名称): repeals, article moves, aliases and agencies, against the library too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.instrument import ArticleNumber
from corpus.knowledge.checking.problem import Problem, error
from corpus.knowledge.types import Agency, Knowledge, Repeal
from corpus.library import LibraryView
from corpus.library.names import name_key, without_version

_SHOWN = 8


def check_names(knowledge: Knowledge, view: LibraryView | None) -> Iterator[Problem]:
    """核对名称: known successors, dates that fit the action, aliases that lead somewhere."""
    for agency in knowledge.agencies:
        yield from _agency(agency)
    for spelling, count in Counter(s for a in knowledge.agencies for s in a.spellings).items():
        if count > 1:
            yield error("agencies", f"{spelling} 属于 {count} 个机构")
    for repeal in knowledge.repeals:
        yield from _dates(repeal)
    if view is not None:
        yield from _aliases(knowledge, view)
        yield from _moves(knowledge, view)
        yield from _successors(knowledge, view)
        yield from _days(knowledge, view)


def _agency(agency: Agency) -> Iterator[Problem]:
    for word in agency.not_in:
        if not any(spelling in word for spelling in agency.spellings):
            yield error(f"agencies {agency.id}", f"not_in 的 {word} 不含任何旧名写法，写了没有用")


def _dates(repeal: Repeal) -> Iterator[Problem]:
    where = f"repeals {repeal.id}"
    if repeal.action == "watch" and repeal.ceases_on:
        yield error(where, "watch 是待核事项，不能写 ceases_on")
    if repeal.action != "watch" and not (repeal.ceases_on or repeal.ceases_note):
        yield error(where, "须写 ceases_on，日期不详的写 ceases_note")
    if repeal.action == "revised" and _bare(repeal.old) not in map(_bare, repeal.successors):
        yield error(where, "revised 的 successors 应含同名的新文本，后面括注修订日期")


def _days(knowledge: Knowledge, view: LibraryView) -> Iterator[Problem]:
    for repeal in knowledge.repeals:
        past = repeal.ceases_on is not None and repeal.ceases_on <= view.as_of
        if repeal.action == "future" and past:
            yield error(f"repeals {repeal.id}", f"已过 {repeal.ceases_on}，action 不应再是 future")
        if repeal.action in ("repealed", "revised") and repeal.ceases_on and not past:
            yield error(f"repeals {repeal.id}", f"{repeal.ceases_on} 未到，action 应为 future")


def _successors(knowledge: Knowledge, view: LibraryView) -> Iterator[Problem]:
    elsewhere, missing = _elsewhere(knowledge), set()
    for repeal in knowledge.repeals:
        for name in repeal.successors if repeal.cited_as else ():
            if view.instrument(_bare(name)) is None and _bare(name) not in elsewhere:
                missing.add(_bare(name))
    yield from _absent("repeals", missing)


def _moves(knowledge: Knowledge, view: LibraryView) -> Iterator[Problem]:
    for move in knowledge.article_map:
        for law, number in ((move.old_law, move.old_article), (move.new_law, move.new_article)):
            if not _has(view, law, number):
                yield error(f"article_map {move.id}", f"《{law}》没有第{number.main}条")


def _has(view: LibraryView, law: str, number: ArticleNumber) -> bool:
    work = view.instrument(law)
    return work is not None and any(view.article(text, number) for text in work.expressions)


def _aliases(knowledge: Knowledge, view: LibraryView) -> Iterator[Problem]:
    elsewhere, missing = _elsewhere(knowledge), set()
    for alias, full in knowledge.aliases.items():
        work, target = view.instrument(alias), view.instrument(full)
        if target is None and _bare(full) not in elsewhere:
            missing.add(full)
        if work is not None and (target is None or work.name != target.name):
            yield error(f"aliases {alias}", f"库中另有《{work.name}》，不能作《{full}》的简称")
    yield from _absent("aliases", missing)


def _elsewhere(knowledge: Knowledge) -> set[str]:
    return {_bare(source.name) for source in knowledge.external_sources.values()}


def _absent(section: str, names: set[str]) -> Iterator[Problem]:
    """Names that the library lacks: an import may be missing, or the name is misspelt."""
    if names:
        listed = "、".join(sorted(names)[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")
        yield Problem("skipped", section, f"{len(names)} 个名称不在库，没有核对：{listed}")


def _bare(name: str) -> str:
    return name_key(without_version(name))
