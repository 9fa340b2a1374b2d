"""`fashen citations` (引用核对): every citation of one document, with its verdict on a date.

JSON (`--format json`), English keys, Chinese beside them for people:

    {"schema_version": "1.0",
     "document": {"name", "sha256", "title", "characters",
                  "unread": [{"kind", "note", "count"}]},
     "as_of": "2026-11-26", "versions": {"library", "knowledge"},
     "summary": {verdict key: how many},
     "citations": [{
        "span": {"start", "end"}, "quote": the words of the reference (`text[span]`),
        "form", "form_name", "law": as cited, "resolved_law": the library's full name or null,
        "article": "第十二条" or null, "paragraph", "item", "point": numbers or null,
        "version", "document_number": as written or null,
        "claimed_text": the words that the document says the provision has, or null,
        "verdict": in_force|amended|repealed|not_yet_in_force|no_such_provision|misquoted|
                   not_in_library, "verdict_name",
        "successors": [what took its place],
        "purpose": reliance|repeal|history|internal, "purpose_name",
        "basis": {"validity": in_force|repealed|not_yet_in_force|unknown, "validity_name",
                  "quoted_text": the provision from the library on the date, or null},
        "faulty": relied on and not sound, "message": a Chinese sentence}]}

Spans are code points of the readable text, end exclusive.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.numbering import format_article_number, format_number
from service.cli.common import FLAGGED, coded_errors, wiring, write
from service.options import parse_date
from service.reviews import read_file
from service.wiring import Wiring, today

if TYPE_CHECKING:
    from corpus.citations.listing import Listed
    from corpus.document import Document

SCHEMA_VERSION = "1.0"


class Format(StrEnum):
    """引用清单输出格式."""

    TEXT = "text"
    JSON = "json"


def citations(
    file: Annotated[Path, typer.Argument(metavar="文件", help="docx、pdf、html、txt 等")],
    as_of: Annotated[str, typer.Option(help="基准日，不填为今天")] = "",
    format: Annotated[Format, typer.Option(help="输出格式")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")
    ] = None,
    fail_on_faulty: Annotated[
        bool, typer.Option("--fail-on-faulty", help="有失效、不存在或不符的引用时，退出码为 1")
    ] = False,
) -> None:
    """列出一份文件的全部引用，逐项核对存否、效力和引文。"""
    with coded_errors():
        house, day = wiring(), parse_date(as_of) or today()
        name, data = read_file(file)
        document, listed = _list(house, data, name, day)
        if format is Format.JSON:
            body = _as_json(document, listed, day, house)
            write(json.dumps(body, ensure_ascii=False, indent=1) + "\n", output)
        else:
            write(_as_text(document, listed, day), output)
    if fail_on_faulty and any(one.faulty for one in listed):
        raise typer.Exit(FLAGGED)


def _list(house: Wiring, data: bytes, name: str, day: date) -> tuple[Document, tuple[Listed, ...]]:
    from corpus.citations.listing import list_citations
    from corpus.formats import read_document

    view = house.library.at(day)
    document = read_document(data, name)
    return document, list_citations(document, view, house.knowledge)


def _as_json(
    document: Document, listed: Sequence[Listed], day: date, house: Wiring
) -> dict[str, Any]:
    counted = Counter(one.resolution.verdict.value for one in listed)
    return {
        "schema_version": SCHEMA_VERSION,
        "document": {
            "name": document.name,
            "sha256": document.sha256,
            "title": document.title,
            "characters": len(document.text),
            "unread": [
                {"kind": u.kind.value, "note": u.note, "count": u.count} for u in document.unread
            ],
        },
        "as_of": day.isoformat(),
        "versions": {"library": house.library.version, "knowledge": house.knowledge.version},
        "summary": dict(sorted(counted.items())),
        "citations": [_one(one, document.text) for one in listed],
    }


def _one(one: Listed, text: str) -> dict[str, Any]:
    cited, found = one.citation, one.resolution
    return {
        "span": {"start": cited.span.start, "end": cited.span.end},
        "quote": cited.span.of(text),
        "form": cited.form.value,
        "form_name": one.form_label,
        "law": cited.law,
        "resolved_law": found.law or None,
        "article": format_article_number(cited.article) if cited.article else None,
        "paragraph": cited.paragraph,
        "item": cited.item,
        "point": cited.point,
        "version": cited.version,
        "document_number": cited.document_number,
        "claimed_text": cited.quote,
        "verdict": found.verdict.value,
        "verdict_name": found.verdict.label,
        "successors": list(found.successors),
        "purpose": one.purpose.value,
        "purpose_name": one.purpose.label,
        "basis": {
            "validity": one.validity.value,
            "validity_name": one.validity.label,
            "quoted_text": found.quoted_text or None,
        },
        "faulty": one.faulty,
        "message": found.note,
    }


def _named(one: Listed, text: str) -> str:
    """The words of a citation; a later item of a list, which lacks the law's name, gets it."""
    cited = one.citation
    words = "".join(cited.span.of(text).split())
    named = cited.law_span is not None and cited.law_span.start >= cited.span.start
    if named or not cited.law or cited.article is None:
        return words
    place = format_article_number(cited.article)
    levels = ((cited.paragraph, "款"), (cited.item, "项"), (cited.point, "目"))
    place += "".join(f"第{format_number(n)}{unit}" for n, unit in levels if n is not None)
    return f"《{cited.law}》{place}（原文“{words}”）"


def _as_text(document: Document, listed: Sequence[Listed], day: date) -> str:
    lines = [f"《{document.title}》　基准日 {day}　引用 {len(listed)} 处"]
    for number, one in enumerate(listed, 1):
        mark = "×" if one.faulty else "　"
        lines.append(
            f"{mark}{number}. {_named(one, document.text)}　{one.resolution.verdict.label}"
        )
        if one.resolution.note:
            lines.append(f"　　{one.resolution.note}")
    counted = Counter(one.resolution.verdict.label for one in listed)
    lines.append("合计：" + ("，".join(f"{k} {n}" for k, n in counted.items()) or "没有引用"))
    lines += [f"未读：{unread.note}" for unread in document.unread]
    return "\n".join(lines) + "\n"
