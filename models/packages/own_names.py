"""Own names (本件名称): all the names by which papers of a package may call the main draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.document import Document
from models.packages.drafts import name_of_draft, promulgated
from models.packages.names import DocumentName, is_alias, name_of, nearest, sameness
from models.packages.papers import Paper, papers
from models.packages.types import Package

_BRINGS = re.compile("印发|发布|公布|颁布|转发")
_FILE_NOISE = re.compile(
    r"^(?:附件|附|主文稿|主文|正文|文稿|材料)?[0-9一二三四五六七八九十]{0,8}[、.．_\-—:：]*|[（(][^）)]*(?:令|号|版|稿)[^）)]*[）)]"
    r"|[\s_\-—.]*(?:[草初定终清样]稿|最终|最新|印发|送审|修改|[vV]\d)?(?:稿|版)?[\s_\-—.]*[0-9.\-]{2,10}$"
)
_CITED = re.compile(
    r"(?:根据|依据|按照|依照|遵照|参照|贯彻落实|贯彻|落实|执行|违反|原|旧)[^。；\n]{0,60}$"
)
_END = "(?!(?:的)?(?:实施|操作|配套)?(?:细则|办法|方案|意见|规程|指引|解释))"
_OPENING = 1500
_FEWEST = 3
_MATTER = 0.5


def own_names(
    main: Document, parts: Sequence[Paper], named: Sequence[Sequence[str]] = ()
) -> tuple[DocumentName, ...]:
    """本件名称, the surest first: by title, attached text, first lines, file name and the others.

    `named` are, per material that plays a role, the names of documents in its title and fields.
    One misread title must not make strangers of all materials: a name that most of them give is
    ours where the draft's beginning has it too, or where it is about the draft's matter.
    """
    found: list[DocumentName] = []
    for name in _by_itself(main, parts):
        if _is_whole(name) and not any(sameness(name, held) == "same" for held in found):
            found.append(name)
    stem = _stem(main)
    if _is_whole(stem) and (not found or is_alias(stem, found[0])):
        found.append(stem)
    given = _given(main, found, named)
    if given and nearest(found, given) != "same":
        found.append(given)
    return tuple(found) or (name_of_draft(main, parts),)


def _by_itself(main: Document, parts: Sequence[Paper]) -> Iterator[DocumentName]:
    """The names that the draft's own title, text and first lines give."""
    yield _without_body(name_of_draft(main, parts), parts)
    measure = promulgated(parts)
    if measure:
        yield name_of(measure)
    for words in parts[0].titles if parts else ():
        if _BRINGS.search(words):
            yield name_of(words)


def _without_body(name: DocumentName, parts: Sequence[Paper]) -> DocumentName:
    """The name without the body whose line above the title was read as part of it."""
    for line in parts[0].head if parts else ():
        own = name_of(line)
        if _is_whole(own) and own.base != name.base and name.base.endswith(own.base):
            return own if sameness(own, name) == "same" else name
    return name


def _is_whole(name: DocumentName) -> bool:
    """Whether a name says what the document is and what it is about."""
    return bool(name.genre) and len(name.core) >= 2 and not re.search("的$|^的", name.core)


def _stem(main: Document) -> DocumentName:
    words = main.name.rsplit(".", 1)[0].strip()
    for _ in range(3):
        words = _FILE_NOISE.sub("", words)
    return name_of(words)


def _given(
    main: Document, found: Sequence[DocumentName], named: Sequence[Sequence[str]]
) -> DocumentName | None:
    """The name that most materials give and that the draft does not contradict."""
    voices = [[n for n in map(name_of, words) if _is_whole(n)] for words in named]
    voices = [names for names in voices if names]
    ours = sum(any(nearest(found, n) == "same" for n in names) for names in voices)
    best, count = None, 0
    for name in (n for names in voices for n in names):
        times = sum(any(sameness(name, n) == "same" for n in names) for names in voices)
        if times > count and nearest(found, name) != "same":
            best, count = name, times
    if best is None or count < _FEWEST or count <= ours or 2 * count <= len(voices):
        return None
    return best if _fits(main, found, best) else None


def _fits(main: Document, found: Sequence[DocumentName], name: DocumentName) -> bool:
    """Whether the draft may be called so: its beginning has the name, or it is about that matter."""
    text = re.sub(r"\s", "", main.text)
    if _stands_in(text[:_OPENING], name.base):
        return True
    rules = re.compile("细则|条例|规程|预案")
    if any(rules.findall(held.genre) != rules.findall(name.genre) for held in found):
        return False
    pairs = {name.core[i : i + 2] for i in range(len(name.core) - 1)}
    return bool(pairs) and sum(pair in text for pair in pairs) >= _MATTER * len(pairs)


def _stands_in(text: str, base: str) -> bool:
    """Whether a name stands in a text other than as its legal basis."""
    plain = re.sub(r"[“”\"·—\-–－]", "", text)
    marks = re.compile("[《〈]?" + re.escape(base) + _END)
    return any(not _CITED.search(plain[: hit.start()]) for hit in marks.finditer(plain))


def names_of(package: Package) -> tuple[DocumentName, ...]:
    """本件名称 of a package, as it was built; of one made by hand, those that its draft gives."""
    if package.names:
        return tuple(name_of(name) for name in package.names)
    return own_names(package.main, papers(package.main))
