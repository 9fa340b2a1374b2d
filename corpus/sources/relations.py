"""Relations (文件关系): what a text repeals, amends and implements, by its own clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.instrument import Article
from corpus.library.relations import AMENDS, IMPLEMENTS, REPEALS
from corpus.sources.text import Relation

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》|〈[^〈〉]*〉)+)》")
_SENTENCES = re.compile("[。；;\n]")
_ENDS = re.compile("废止|停止执行|不再执行|失效")
_PART = re.compile(
    r"第[一二三四五六七八九十百零\d]+[条款项章]|中的?|有关|部分|相关|抵触|不一致|规定与"
)
_BASIS = re.compile("根据|依据|依照|按照|为(?:了)?(?:贯彻|实施|落实)|贯彻落实")
_MADE = re.compile("制定|结合|提出|通知如下|意见如下|如下")
_AMENDING = re.compile(r"关于修改(?P<laws>.+?)的?(?:决定|通知)$")
_CLOSING = 4
_OPENING = 3
_SHOWN = 60


def own_relations(name: str, articles: Sequence[Article]) -> tuple[Relation, ...]:
    """文件关系: amended laws of the name, repealed ones of the closing, bases of the opening."""
    main = [a for a in articles if a.number.main] or list(articles)
    found = [
        *_amended(name),
        *(r for a in main[-_CLOSING:] for r in _repealed(a.text)),
        *(r for a in articles[:_OPENING] for r in _bases(a.text)),
    ]
    return tuple(dict.fromkeys(r for r in found if r.target != name))


def _amended(name: str) -> Iterator[Relation]:
    found = _AMENDING.search(name)
    if found:
        for title in _TITLE.findall(found["laws"]):
            yield Relation(AMENDS, _clean(title), note=name[:_SHOWN])


def _repealed(text: str) -> Iterator[Relation]:
    """Instruments that a closing clause ends as a whole; parts and conflicting rules do not count."""
    for sentence in _SENTENCES.split(text):
        ends = [m.start() for m in _ENDS.finditer(sentence)]
        titles = list(_TITLE.finditer(sentence))
        if not ends or not titles or "修改" in sentence:
            continue
        after = sentence[titles[-1].end() : ends[-1]]
        if ends[-1] < titles[-1].end() or _PART.search(after) or len(after) > 40:
            continue
        for title in titles:
            if not _is_reason(sentence[: title.start()]):
                yield Relation(REPEALS, _clean(title[1]), note=sentence.strip()[:_SHOWN])


def _is_reason(before: str) -> bool:
    """The law that orders a repeal is not the one repealed."""
    return re.search(r"(?:根据|依照|按照|与|自)$", before.rstrip()) is not None


def _bases(text: str) -> Iterator[Relation]:
    for sentence in _SENTENCES.split(text):
        basis = _BASIS.search(sentence)
        if not basis or not _MADE.search(sentence, basis.end()):
            continue
        made = max(m.start() for m in _MADE.finditer(sentence))
        for title in _TITLE.finditer(sentence, basis.end(), made):
            yield Relation(IMPLEMENTS, _clean(title[1]), note=sentence.strip()[:_SHOWN])


def _clean(title: str) -> str:
    return title.replace("〈", "《").replace("〉", "》").strip()
