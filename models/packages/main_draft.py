"""Main draft (主文稿): which of several files is the one under review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from models.packages.drafts import article_count, name_of_draft, promulgated
from models.packages.names import DocumentName, name_of, sameness
from models.packages.papers import Paper, papers
from models.packages.roles import roles_of

_STAGES = (
    (6, "公布稿", re.compile("公布稿|发布稿|印发稿|正式稿|正式文本|政府令")),
    (5, "表决稿", re.compile("表决稿|审议稿|上会稿|报批稿")),
    (4, "送审稿", re.compile("送审|报审")),
    (4, "草案", re.compile("草案(?!.{0,3}征求)")),
    (1, "征求意见稿", re.compile("征求意见")),
    (1, "讨论稿", re.compile("讨论稿|初稿|代拟稿")),
)
_PRINTED = re.compile("印发|公布|发布")


@dataclass(frozen=True, slots=True)
class MainChoice:
    """主文稿: its index among the documents, why, and the names of those that were as likely."""

    index: int
    reason: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    document: Document
    measure: str
    name: DocumentName
    articles: int
    stage: int
    stage_name: str
    paper_role: bool
    named_by: int = 0

    @property
    def points(self) -> float:
        base = 0.0
        base += 8 if self.measure else 0
        base += 4 if self.articles >= 5 else 0
        base -= 8 if self.paper_role else 0
        return base + min(self.named_by, 12) * 1.5 + self.stage * 0.2


def choose_main(documents: Sequence[Document]) -> MainChoice:
    """主文稿 of a package: a text of a measure that the other papers name, in its latest stage.

    Raises:
        ValueError: there are no documents.
    """
    if not documents:
        raise ValueError("no documents")
    parts = [papers(document) for document in documents]
    candidates = [_candidate(i, d, parts[i]) for i, d in enumerate(documents)]
    heads = [() if c.measure else _head_names(p) for c, p in zip(candidates, parts, strict=True)]
    counted = [_with_names(c, heads) for c in candidates]
    best = max(counted, key=lambda c: (c.points, -c.index))
    rivals = tuple(
        c.document.name for c in counted if c.index != best.index and best.points - c.points < 0.1
    )
    return MainChoice(best.index, _reason(best, len(documents)), rivals)


def _candidate(index: int, document: Document, parts: Sequence[Paper]) -> _Candidate:
    measure = promulgated(parts)
    articles = max((article_count(paper.lines) for paper in parts[:2]), default=0)
    paper_role = bool(roles_of(parts)) and not (measure and articles >= 4)
    stage, stage_name = _stage(document, parts[0] if parts else None)
    name = name_of_draft(document, parts)
    return _Candidate(
        index, document, measure, name, articles, stage, stage_name, paper_role=paper_role
    )


def _stage(document: Document, paper: Paper | None) -> tuple[int, str]:
    title = document.title + document.name + ("".join(paper.head[:4]) if paper else "")
    for points, words, pattern in _STAGES:
        if pattern.search(title):
            return points, words
    if document.metadata.document_number or _PRINTED.search(document.title):
        return 6, "印发稿"
    return 3, ""


def _head_names(parts: Sequence[Paper]) -> tuple[DocumentName, ...]:
    head = "".join("".join(p.head) + "".join(p.lines[:6]) for p in parts[:1])
    return tuple(name_of(words) for words in re.findall("《([^《》]{3,80})》", head))


def _with_names(one: _Candidate, heads: Sequence[Sequence[DocumentName]]) -> _Candidate:
    count = sum(
        any(sameness(name, one.name) == "same" for name in names)
        for i, names in enumerate(heads)
        if i != one.index
    )
    return replace(one, named_by=count)


def _reason(best: _Candidate, total: int) -> str:
    said = []
    if best.measure:
        said.append(f"标题是“{best.measure}”" + ("，分条" if best.articles >= 5 else ""))
    if best.named_by:
        said.append(f"另有{best.named_by}份材料写明它的名称")
    if best.stage_name:
        said.append(f"是{best.stage_name}")
    if total == 1:
        said.append("只有这一份文件")
    return "；".join(said) or "没有更像文稿的文件"
