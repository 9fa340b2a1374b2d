"""Tools on the law (法律工具): check citations, look up a provision, search; as of a date."""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus.citations import Citation, Verdict, find_citations, resolve
from corpus.citations.listing import Listed, list_citations
from corpus.document import Document
from corpus.errors import BadOption
from corpus.formats import read_document
from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number, format_number
from service.mcp.limits import (
    MAX_HITS,
    MAX_LISTED,
    MAX_NAME,
    MAX_QUERY,
    checked_text,
    checked_words,
)
from service.mcp.places import place_of
from service.mcp.review import NAME
from service.mcp.types import (
    CitationsAnswer,
    Cited,
    Found,
    ProvisionAnswer,
    SearchAnswer,
)
from service.options import parse_date
from service.wiring import Wiring, today


def check_citations(house: Wiring, text: str, as_of: str) -> CitationsAnswer:
    """核对引用.

    Raises:
        FashenError: the text cannot be read, is too long, or the date is none.
    """
    data, day = checked_text(text), _day(as_of)
    document = read_document(data, NAME)
    listed = list_citations(document, house.library.at(day), house.knowledge)
    kept = sorted(range(len(listed)), key=lambda n: not listed[n].faulty)[:MAX_LISTED]
    return CitationsAnswer(
        **_head(house, day),
        total=len(listed),
        faulty=sum(one.faulty for one in listed),
        citations=[_cited(listed[n], document) for n in sorted(kept)],
        truncated=len(listed) - len(kept),
    )


def look_up_provision(house: Wiring, law: str, article: str, as_of: str) -> ProvisionAnswer:
    """查询条文.

    Raises:
        BadOption: no such date, or not one name and at most one article.
    """
    day = _day(as_of)
    view = house.library.at(day)
    citation = _read(house, law, article)
    found = resolve(citation, view, house.knowledge)
    work = view.instrument(found.law) if found.law else None
    current = work.at(day) if work else None
    begins = current.effective_from if current else None
    ends = current.effective_to if current else None
    return ProvisionAnswer(
        **_head(house, day),
        law=found.law,
        article=_cited_place(citation),
        level=current.level.label if current else None,
        verdict=found.verdict.value,
        verdict_name=found.verdict.label,
        effective_from=begins.isoformat() if begins else None,
        effective_to=ends.isoformat() if ends else None,
        text=found.quoted_text or None,
        successors=list(found.successors),
        message=found.note or _said(found.verdict),
    )


def search_law(house: Wiring, query: str, k: int, as_of: str) -> SearchAnswer:
    """检索条文.

    Raises:
        BadOption: no such date, no query or too long a one, or `k` out of bounds.
    """
    words, day = checked_words(query, "query", MAX_QUERY), _day(as_of)
    if not 1 <= k <= MAX_HITS:
        raise BadOption(f"k 应在 1 到 {MAX_HITS} 之间")
    hits = house.retriever.search(words, k, as_of=day)
    return SearchAnswer(
        **_head(house, day),
        query=words,
        retriever=house.retriever.describe(),
        hits=[
            Found(
                rank=rank,
                law=hit.law,
                article=_place(hit.number),
                level=hit.level.label,
                text=hit.text,
            )
            for rank, hit in enumerate(hits, 1)
        ],
    )


def _day(as_of: str) -> date:
    return parse_date(as_of) or today()


def _head(house: Wiring, day: date) -> dict[str, Any]:
    cutoff = house.library.cutoff
    return {
        "as_of": day.isoformat(),
        "library_cutoff": cutoff.isoformat() if cutoff else None,
        "library_version": house.library.version,
    }


def _read(house: Wiring, law: str, article: str) -> Citation:
    """The one citation that a name and an article make."""
    name = checked_words(law, "law", MAX_NAME).strip("《》")
    place = article.strip()
    if len(place) > MAX_NAME:
        raise BadOption("article 过长")
    if place.isdecimal():
        place = f"第{place}条"
    checked_text(place)
    known = house.library.names()
    found = find_citations(f"《{name}》{place}", known, house.knowledge.aliases)
    if len(found) != 1:
        raise BadOption("law 应为一部法律、法规、规章的名称，article 应为一个条号，如 第十六条")
    if place and found[0].article is None:
        raise BadOption("article 应写作 第十六条 或者 第十六条第一款 的形式")
    return found[0]


def _cited(one: Listed, document: Document) -> Cited:
    citation, found = one.citation, one.resolution
    return Cited(
        quote=citation.span.of(document.text),
        span=place_of(document, citation.span),
        law=citation.law,
        resolved_law=found.law or None,
        article=_cited_place(citation) or None,
        verdict=found.verdict.value,
        verdict_name=found.verdict.label,
        purpose=one.purpose.label,
        faulty=one.faulty,
        successors=list(found.successors),
        quoted_text=found.quoted_text or None,
        message=found.note,
    )


def _cited_place(citation: Citation) -> str:
    """条款项目 of a citation as statutes write it, "" for the whole."""
    if citation.article is None:
        return ""
    paragraph = f"第{format_number(citation.paragraph)}款" if citation.paragraph else ""
    item = f"第（{format_number(citation.item)}）项" if citation.item else ""
    point = f"第{citation.point}目" if citation.point else ""
    return f"{format_article_number(citation.article)}{paragraph}{item}{point}"


def _place(number: ArticleNumber) -> str:
    return format_article_number(number) if number.main else ""


def _said(verdict: Verdict) -> str:
    if verdict is Verdict.NOT_IN_LIBRARY:
        return "法规库没有收录，不等于不存在，请核对官方文本。"
    return f"基准日的判断：{verdict.label}。"
