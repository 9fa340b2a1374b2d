"""Numbering (序号): 条 章 节 项 and headings run on without gap or repetition (FR-02, N38)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Provision, ProvisionKind
from corpus.numbering import MarkStyle, read_mark
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_SHOWN = 5
_BELOW = (
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
    ProvisionKind.ITEM,
    ProvisionKind.POINT,
    ProvisionKind.LEVEL,
)
_STRICT_LEVELS = frozenset({MarkStyle.CN_COMMA, MarkStyle.CN_PAREN})


@dataclass(frozen=True, slots=True)
class _Break:
    span: Span
    words: str


def check_numbering(draft: Draft) -> Iterator[Issue | Fine]:
    """序号: one finding for the articles, one for all that lies below or above them."""
    if draft.is_amending:
        return
    articles = list(_breaks(draft.articles, draft, first=False))
    if articles:
        yield _issue(draft, "条文", articles)
    elif len(draft.articles) > 1:
        last = draft.articles[-1].number
        yield Fine("条文序号", f"条文序号连续，共{len(draft.articles)}条（至{last}）")
    lists = [] if draft.kind is Kind.OTHER else list(_list_breaks(draft))
    if lists:
        yield _issue(draft, "章节、项或者标题", lists)


def _list_breaks(draft: Draft) -> Iterator[_Break]:
    """Breaks of the lists; one that goes on from where the last of its style stopped is whole."""
    last: dict[MarkStyle, int] = {}
    for group in _lists(draft):
        mark = read_mark(draft.text, group[0].span.start)
        goes_on = mark is not None and last.get(mark.style, 0) + 1 == group[0].ordinal
        yield from _breaks(group, draft, first=not goes_on)
        if mark is not None:
            last[mark.style] = group[-1].ordinal or 0


def _lists(draft: Draft) -> Iterator[Sequence[Provision]]:
    """Yield the numbered siblings of the main text, each kind of mark on its own."""
    for parent in draft.document.root.walk():
        if parent.span.start >= draft.main_end:
            return
        for kind in _BELOW:
            group = [c for c in parent.children if c.kind is kind and c.span.start < draft.main_end]
            styled: dict[MarkStyle, list[Provision]] = {}
            for child in group:
                mark = read_mark(draft.text, child.span.start)
                if mark is not None and child.ordinal is not None:
                    styled.setdefault(mark.style, []).append(child)
            if len(styled) == 1:
                style, members = next(iter(styled.items()))
                if kind is not ProvisionKind.LEVEL or style in _STRICT_LEVELS:
                    yield members


def _breaks(group: Sequence[Provision], draft: Draft, *, first: bool) -> Iterator[_Break]:
    """Yield where numbers repeat, run back or leave some out."""
    if first and group and group[0].ordinal not in (0, 1, None) and len(group) > 1:
        head = group[0]
        yield _Break(_mark(head, draft), f"{_name(head, draft)}之前没有第一个序号")
    for one, other in pairwise(group):
        before, after = (one.ordinal or 0, one.sub), (other.ordinal or 0, other.sub)
        if _follows(before, after) or _new_part(one, other):
            continue
        span = _mark(other, draft)
        if after == before:
            yield _Break(span, f"{_name(other, draft)}重复出现")
        elif after > before:
            yield _Break(span, f"{_name(one, draft)}之后直接是{_name(other, draft)}，中间缺号")
        else:
            yield _Break(span, f"{_name(one, draft)}之后是{_name(other, draft)}，序号倒退")


def _follows(before: tuple[int, int], after: tuple[int, int]) -> bool:
    if after[0] == before[0]:
        return after[1] == before[1] + 1
    return after == (before[0] + 1, 0)


def _new_part(one: Provision, other: Provision) -> bool:
    """A sequence that begins again at one is another part of the document."""
    return other.ordinal == 1 and (one.ordinal or 0) > 1


def _mark(provision: Provision, draft: Draft) -> Span:
    mark = read_mark(draft.text, provision.span.start)
    start = provision.span.start
    length = len(mark.number) if mark else len(provision.number)
    return Span(start, min(start + max(length, 1), provision.span.end))


def _name(provision: Provision, draft: Draft) -> str:
    number = provision.number.strip().rstrip("、.．")
    if provision.kind in (ProvisionKind.ITEM, ProvisionKind.POINT):
        chain = draft.document.path_at(provision.span.start)
        article = next((p.number for p in chain if p.kind is ProvisionKind.ARTICLE), "")
        return f"{article}{number}"
    return number


def _issue(draft: Draft, unit: str, breaks: Sequence[_Break]) -> Issue:
    shown = "；".join(b.words for b in breaks[:_SHOWN])
    more = f"；等共{len(breaks)}处" if len(breaks) > _SHOWN else ""
    rule = "N38" if draft.is_contract else "FR-02"
    return Issue(
        "consistency:numbering",
        rule,
        rule,
        Severity.MINOR,
        f"{unit}序号不连续：{shown}{more}。",
        "补齐或者更正序号，并同步修改文中对这些序号的引用。",
        breaks[0].span,
        confidence=0.85,
    )
