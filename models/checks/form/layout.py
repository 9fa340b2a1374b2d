"""Layout (结构层次): chapters where they help, and marks at the right level (FR-02, FR-03).

Legal source: 立法法 art. 65 (编章节条款项目; 款 bear no number); 规章制定程序条例 art. 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Provision, ProvisionKind
from corpus.numbering import MarkStyle, read_mark
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_FEW_ARTICLES = 12
_WRONG = frozenset({MarkStyle.AR_POINT, MarkStyle.AR_COMMA, MarkStyle.CN_COMMA, MarkStyle.AR_PAREN})
_RULE_LIKE = frozenset({Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE})


def check_chapters(draft: Draft) -> Iterator[Issue | Fine]:
    """分章: few articles need none; the first is 总则 and the last 附则."""
    if not draft.is_regulation or draft.kind not in _RULE_LIKE:
        return
    chapters = [p for p in draft.document.root.walk() if p.kind is ProvisionKind.CHAPTER]
    chapters = [c for c in chapters if c.span.start < draft.main_end]
    if len(chapters) >= 3 and len(draft.articles) <= _FEW_ARTICLES:
        yield Issue(
            "FR-03",
            "FR-03",
            "FR-03",
            Severity.NOTICE,
            f"全文只有{len(draft.articles)}条却分了{len(chapters)}章，内容不复杂的文件一般不分章节。",
            "可以取消分章，按总则、主体规范、责任、附则的顺序排列条文。",
            _heading(chapters[0], draft),
        )
    elif len(chapters) >= 2 and _squeeze(chapters[0].heading) != "总则":
        yield _usual_name(draft, chapters[0], "首章", "总则")
    elif len(chapters) >= 2 and _squeeze(chapters[-1].heading) != "附则":
        yield _usual_name(draft, chapters[-1], "末章", "附则")


def _usual_name(draft: Draft, chapter: Provision, which: str, name: str) -> Issue:
    return Issue(
        "FR-03",
        "FR-03",
        "FR-03",
        Severity.NOTICE,
        f"分章的文件{which}通常为“{name}”，本文件{which}为“{_squeeze(chapter.heading)}”。",
        f"核对章的划分，将相应内容归入“{name}”。",
        _heading(chapter, draft),
    )


def _heading(chapter: Provision, draft: Draft) -> Span:
    line_end = draft.text.find("\n", chapter.span.start)
    end = line_end if 0 <= line_end < chapter.span.end else chapter.span.end
    return Span(chapter.span.start, end)


def _squeeze(words: str) -> str:
    return re.sub(r"\s", "", words)


def check_numbered_paragraphs(draft: Draft) -> Iterator[Issue | Fine]:
    """款误编号、项用错序号: marks that stand directly below an article without （一）."""
    if not draft.is_regulation:
        return
    hits = [hit for article in draft.articles for hit in _wrong_marks(article, draft)]
    if not hits:
        return
    yield Issue(
        "FR-02",
        "FR-02",
        "FR-02",
        Severity.MINOR,
        f"{draft.places(hits)}在条之下直接用“1.”或者“一、”编号。条之下的款不编号，"
        "列举的项用“（一）”，项之下的目才用“1.”。",
        "改用“（一）（二）”编号，或者去掉款前的编号。",
        hits[0],
    )


def _wrong_marks(article: Provision, draft: Draft) -> list[Span]:
    """Return the first mark of a list 1. 2. … of an article without items, or nothing."""
    offset, first = article.span.start, None
    for index, line in enumerate(article.span.of(draft.text).split("\n")):
        start = offset + len(line) - len(line.lstrip())
        mark = read_mark(draft.text, start, offset + len(line)) if index else None
        if mark and mark.style is MarkStyle.CN_PAREN:
            return []
        if mark and mark.style in _WRONG:
            if first and mark.style is first[1] and mark.ordinal == 2:
                return [first[0]]
            if mark.ordinal == 1:
                first = (Span(start, offset + len(line.rstrip())), mark.style)
        offset += len(line) + 1
    return []
