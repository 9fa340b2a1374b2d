"""Drafts among the files (文稿): which file is a text of a measure, and of which one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Document
from models.packages.names import (
    DocumentName,
    document_name,
    has_stage,
    is_reworded,
    name_of,
    nearest,
)
from models.packages.papers import Paper

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇0-9]{1,5}条")
_LEVEL = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
_TITLE = re.compile(
    r"(?:办法|规定|细则|条例|方案|规划|纲要|意见|规则|规范|规程|措施|制度|指引|预案|政策|计划|标准|准则|清单|决定|通告|公告|通知)"
    r"(?:[（(][^）)]{0,24}[）)])*(?:草案|送审稿|征求意见稿)?$"
)
_BRINGS = re.compile("(?:现予|予以|现将|现|已经?)[^。]{0,40}(?:公布|发布|印发|通过|颁布)")
_DRAFT = re.compile(r"[（(][^（()）]{0,10}(?:草案|稿)[^（()）]{0,12}[）)]$")
_FEWEST = 4
_FEWEST_OF_DRAFT = 3
_PIECE = 10
_FEWEST_PIECES = 20
_MOST = 0.5


def article_count(lines: Sequence[str]) -> int:
    """How many 条 begin a line."""
    return sum(bool(_ARTICLE.match(line)) for line in lines)


def measure_of(paper: Paper) -> str:
    """The title of the measure whose text a paper is, "" where it is none.

    A measure has articles under its title; a plan or scheme has numbered parts and some length.
    A few of either are enough under a title that says in brackets that it is a draft.
    """
    articles = article_count(paper.lines)
    levels = sum(bool(_LEVEL.match(line)) for line in paper.lines)
    if articles < _FEWEST and (levels < 4 or len(paper.text) < 1200):
        first = paper.head[0] if paper.head else ""
        named = _DRAFT.search(first) and _TITLE.search(first) and len(first) <= 60
        return first if named and articles + levels >= _FEWEST_OF_DRAFT else ""
    ahead = paper.lines[: next((i for i, x in enumerate(paper.lines) if _ARTICLE.match(x)), 12)]
    for words in (*paper.titles, *ahead):
        if len(words) > 90 or not _TITLE.search(words) or words.endswith(("。", "：")):
            continue
        if articles >= _FEWEST or not re.search("通知|公告|通告|决定", words):
            return words
    return ""


def promulgated(parts: Sequence[Paper]) -> str:
    """The measure that a file puts into force: its own, or that which its order or notice brings.

    An order (令, 公告) or a notice of a few lines stands before the text that it brings.
    """
    if not parts:
        return ""
    own = measure_of(parts[0])
    if own or len(parts) < 2 or not _BRINGS.search(parts[0].text) or len(parts[0].text) > 1500:
        return own
    return measure_of(parts[1])


def name_of_draft(document: Document, parts: Sequence[Paper]) -> DocumentName:
    """文稿名称: by its title; where that is no measure's (人民政府令), by what it puts into force."""
    named = name_of(document.title)
    measure = "" if named.genre else promulgated(parts)
    return name_of(measure) if measure else document_name(document)


def version_of(parts: Sequence[Paper], names: Sequence[DocumentName], text: str) -> str:
    """The title under which one of the papers is a version of this document, "" for none.

    A text whose name is nearly this document's is a version too where it says that it is a draft
    or has most of its words from it.
    """
    for paper in parts:
        words = measure_of(paper)
        if not words:
            continue
        name = name_of(words)
        if nearest(names, name) == "same" or (
            any(is_reworded(name, own) for own in names)
            and (has_stage(words) or _shares(paper.text, text))
        ):
            return words
    return ""


def _shares(one: str, other: str) -> bool:
    """Whether most of a text's pieces stand in the other text."""
    plain = re.sub(r"[\W_]", "", one)
    whole = re.sub(r"[\W_]", "", other)
    pieces = [plain[i : i + _PIECE] for i in range(0, len(plain) - _PIECE + 1, _PIECE)]
    return len(pieces) >= _FEWEST_PIECES and sum(p in whole for p in pieces) >= _MOST * len(pieces)
