"""References (文内引用): 本办法第X条, 本条第X款, 前款, 前条 point at something (FR-21)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations import Citation, CitationForm, find_citations
from corpus.document import Provision, ProvisionKind
from corpus.numbering import format_article_number, format_number, parse_number
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.checks.locate import article_name
from models.finding import Severity

_BACK = re.compile(r"前(?P<n>[一二两三四五])?(?P<unit>款|条)")
_SELF_NOUN = re.compile(r"本(?P<noun>[\u4e00-\u9fff]{1,4}?)第")
_UNIT = {"款": ProvisionKind.PARAGRAPH, "条": ProvisionKind.ARTICLE}


@dataclass(frozen=True, slots=True)
class _Dangling:
    span: Span
    why: str
    hard: bool


def check_references(draft: Draft) -> Iterator[Issue | Fine]:
    """文内引用 of articles, paragraphs and items; one finding for each place that is missing."""
    if draft.is_amending or len(draft.articles) < 2:
        return
    faults: dict[str, list[_Dangling]] = {}
    right = 0
    for citation in find_citations(draft.text):
        if not _is_judged(citation, draft):
            continue
        is_self = citation.form is CitationForm.SELF
        fault = _self(citation, draft) if is_self else _relative(citation, draft)
        if fault is None:
            right += 1
        else:
            key = fault.why if is_self else f"{fault.span.start}"
            faults.setdefault(key, []).append(fault)
    for alike in faults.values():
        yield _issue(alike, draft)
    if right:
        yield Fine("文内引用", f"文内引用共{right}处能够对应")


def _is_judged(citation: Citation, draft: Draft) -> bool:
    """前款 in a contract may mean a sum of money; it is left alone."""
    if citation.form is CitationForm.SELF:
        return citation.article is not None and _is_own(citation, draft)
    return citation.form is CitationForm.RELATIVE and not draft.is_contract


def _is_own(citation: Citation, draft: Draft) -> bool:
    """“本法” inside a 办法 is another document's voice; it is not judged here."""
    found = _SELF_NOUN.match(citation.span.of(draft.text))
    return found is None or found["noun"] != "法" or draft.title.endswith("法")


def _self(citation: Citation, draft: Draft) -> _Dangling | None:
    articles = _sequence_at(citation.span.start, draft)
    number = citation.article
    if number is None or not articles:
        return None
    same = [a for a in articles if (a.ordinal, a.sub) == (number.main, number.sub)]
    name = format_article_number(number)
    whole = "本合同" if draft.is_contract else "本文件"
    if not same:
        return _Dangling(
            citation.span, f"{whole}没有{name}（最后一条为{article_name(articles[-1])}）", True
        )
    if len(same) > 1:
        return None
    return _below(same[0], citation, name, draft)


def _below(article: Provision, citation: Citation, name: str, draft: Draft) -> _Dangling | None:
    paragraphs = _paragraphs(article)
    if citation.paragraph and citation.paragraph > max(len(paragraphs), 1):
        count = _count(max(len(paragraphs), 1))
        return _Dangling(citation.span, f"{name}只有{count}款", _is_split(article, citation, draft))
    if citation.item is None:
        return None
    holder = article
    if citation.paragraph and paragraphs:
        holder = paragraphs[citation.paragraph - 1]
    highest = _highest_item(holder) or _highest_item(article)
    if citation.item <= highest:
        return None
    have = f"只有{_count(highest)}项" if highest else "各项没有编号或者没有分项"
    return _Dangling(citation.span, f"{name}{have}", highest > 0)


def _is_split(article: Provision, citation: Citation, draft: Draft) -> bool:
    """Conversions run paragraphs together: enough sentences for the paragraph leave a doubt."""
    return article.span.of(draft.text).count("。") < (citation.paragraph or 0)


def _highest_item(holder: Provision) -> int:
    return max((p.ordinal or 0 for p in holder.walk() if p.kind is ProvisionKind.ITEM), default=0)


def _count(number: int) -> str:
    return "两" if number == 2 else format_number(number)


def _relative(citation: Citation, draft: Draft) -> _Dangling | None:
    article = _article_at(citation.span.start, draft)
    if article is None or _runs_on(citation.span.start, draft):
        return None
    words = citation.span.of(draft.text)
    back = _BACK.match(words)
    if back is None:
        return _this_article(article, citation, words)
    steps = parse_number(back["n"] or "一") or 1
    before = _before(article, citation.span.start, back["unit"], draft)
    if before >= steps:
        return None
    what = "款" if back["unit"] == "款" else "条"
    return _Dangling(
        citation.span,
        f"此处之前只有{_count(before)}{what}" if before else f"此处之前没有{what}",
        False,
    )


def _runs_on(offset: int, draft: Draft) -> bool:
    """A sentence behind an item on the same line: the paragraphs were run together."""
    holder = draft.document.path_at(offset)[-1]
    line = draft.text[draft.text.rfind("\n", 0, offset) + 1 : offset]
    return holder.kind is ProvisionKind.ITEM and "。" in line


def _this_article(article: Provision, citation: Citation, words: str) -> _Dangling | None:
    if not words.startswith("本条") or citation.paragraph is None:
        return None
    count = max(len(_paragraphs(article)), 1)
    if citation.paragraph <= count:
        return None
    return _Dangling(citation.span, f"{article_name(article)}只有{_count(count)}款", True)


def _before(article: Provision, offset: int, unit: str, draft: Draft) -> int:
    """Count the paragraphs (or articles) before the one that holds the offset."""
    if unit == "条":
        articles = _sequence_at(offset, draft)
        return next((i for i, a in enumerate(articles) if a.eid == article.eid), 1)
    return sum(1 for p in _paragraphs(article) if p.span.end <= offset)


def _paragraphs(article: Provision) -> list[Provision]:
    return [c for c in article.children if c.kind is ProvisionKind.PARAGRAPH]


def _article_at(offset: int, draft: Draft) -> Provision | None:
    chain = draft.document.path_at(offset)
    return next((p for p in reversed(chain) if p.kind is ProvisionKind.ARTICLE), None)


def _sequence_at(offset: int, draft: Draft) -> Sequence[Provision]:
    """The articles among which a number is looked up: those of the annex, or of the main text."""
    annex = next((a for a in draft.annexes if a.span.start <= offset < a.span.end), None)
    if annex is None:
        return draft.articles
    inside = [p for p in annex.walk() if p.kind is ProvisionKind.ARTICLE]
    return inside or draft.articles


def _issue(alike: Sequence[_Dangling], draft: Draft) -> Issue:
    rule = "N38" if draft.is_contract else "FR-21"
    fault = alike[0]
    words = fault.span.of(draft.text)
    more = f"全文另有{len(alike) - 1}处同样的引用。" if len(alike) > 1 else ""
    return Issue(
        rule if draft.is_contract else "consistency:reference",
        rule,
        rule,
        Severity.MAJOR if fault.hard else Severity.MINOR,
        f"{draft.place(fault.span)}引用“{words}”，但{fault.why}，引用落空。{more}",
        "核对拟引用的内容，改为正确的条、款、项；条文增删后应当逐一复核文内引用。",
        fault.span,
        source="citation",
        confidence=0.95 if fault.hard else 0.8,
    )
