"""`fashen similar` and `fashen citing` (相似文件、引用某法的文件)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.document import Document
from corpus.instrument import ArticleNumber
from corpus.numbering import format_article_number
from corpus.retrieval.choices import level_of
from corpus.retrieval.citing import Citing
from corpus.retrieval.citing import citing as find_citing
from corpus.retrieval.similar import Repetition, SimilarDocument, repetitions, similar_documents
from service.cli.common import coded_errors, wiring
from service.cli.search import Format
from service.options import parse_date
from service.reviews import read_file
from service.wiring import today

_SHOWN = 5
_AsOf = Annotated[str, typer.Option(help="基准日，不填为今天")]
_Format = Annotated[Format, typer.Option(help="输出格式")]


def similar(
    file: Annotated[Path, typer.Argument(metavar="文件", help="草案文件")],
    k: Annotated[int, typer.Option("-k", help="相似文件的件数", min=1, max=50)] = 10,
    as_of: _AsOf = "",
    above: Annotated[
        str, typer.Option(help="本文件的层级，与高于它的规定比对重复；默认只比对国家法律法规")
    ] = "prov_reg",
    format: _Format = Format.TEXT,
) -> None:
    """找出同一事项的现行文件，以及照抄上位法的条款。"""
    with coded_errors():
        house, day, level = wiring(), parse_date(as_of) or today(), level_of(above)
        document = _read(file)
        alike = similar_documents(document, house.library, house.retriever, as_of=day, k=k)
        repeated = repetitions(document, house.by_words, as_of=day, above=level)
        how = house.retriever.describe()
    if format is Format.JSON:
        _json({"as_of": day.isoformat(), "retriever": how, **_as_json(document, alike, repeated)})
    else:
        _show(document, alike, repeated)
        typer.echo(how, err=True)


def citing(
    law: Annotated[str, typer.Argument(metavar="法律名", help="被引用的法律、法规、文件")],
    as_of: _AsOf = "",
    format: _Format = Format.TEXT,
) -> None:
    """列出现行文件中引用某部法的条文，供该法修改、废止后清理。"""
    with coded_errors():
        day = parse_date(as_of) or today()
        found = find_citing(wiring().library, law, as_of=day)
    if format is Format.JSON:
        rows = [_citing_json(one) for one in found]
        _json({"law": law, "as_of": day.isoformat(), "citing": rows})
        return
    for one in found:
        typer.echo(f"《{one.law}》{_place(one.number)}（{one.level.label}）　{one.quote}")
    typer.echo(f"共 {len(found)} 处，涉及 {len({one.law for one in found})} 部文件", err=True)


def _read(path: Path) -> Document:
    from corpus.formats import read_document

    name, data = read_file(path)
    return read_document(data, name)


def _place(number: ArticleNumber) -> str:
    return format_article_number(number) if number.main else ""


def _show(
    document: Document, alike: Sequence[SimilarDocument], repeated: Sequence[Repetition]
) -> None:
    typer.echo(f"《{document.title}》的相似文件：")
    for rank, one in enumerate(alike, 1):
        typer.echo(
            f"{rank}. 《{one.law}》（{one.level.label}）　相似度 {one.score:.2f}"
            f"（内容 {one.subject:.2f}，标题 {one.title:.2f}）"
        )
        places = dict.fromkeys(_place(match.number) for match in one.matches if match.number.main)
        if places:
            more = "等" if len(places) > _SHOWN else ""
            typer.echo(f"   可对照 {'、'.join(list(places)[:_SHOWN])}{more}")
    typer.echo(f"重复上位法的条款：{len(repeated)} 处")
    for same in repeated:
        quote = same.span.of(document.text).strip().split("\n")[0][:40]
        typer.echo(f"- {quote}…　与《{same.law}》{_place(same.number)}重合 {same.share:.0%}")


def _as_json(
    document: Document, alike: Sequence[SimilarDocument], repeated: Sequence[Repetition]
) -> dict[str, Any]:
    return {
        "title": document.title,
        "similar": [
            {
                "law": one.law,
                "level": one.level.value,
                "score": one.score,
                "subject": one.subject,
                "title": one.title,
                "matches": [{"eid": m.eid, "article": _place(m.number)} for m in one.matches],
            }
            for one in alike
        ],
        "repetitions": [
            {
                "eid": same.eid,
                "span": {"start": same.span.start, "end": same.span.end},
                "law": same.law,
                "article": _place(same.number),
                "level": same.level.value,
                "share": same.share,
            }
            for same in repeated
        ],
    }


def _citing_json(one: Citing) -> dict[str, Any]:
    return {
        "law": one.law,
        "article": _place(one.number),
        "level": one.level.value,
        "relation": one.relation,
        "quote": one.quote,
    }


def _json(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
