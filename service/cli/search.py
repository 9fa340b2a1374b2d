"""`fashen search` (检索): provisions in force on a date, with the ranks that each part gave."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from corpus.numbering import format_article_number
from corpus.retrieval.choices import scope_of
from corpus.retrieval.types import Hit
from service.cli.common import coded_errors, wiring
from service.options import parse_date
from service.wiring import today

_RANKS = {"direct": "条号", "lexical": "字面", "dense": "语义", "known": "已知问题"}
_SHOWN = 120


class Format(StrEnum):
    """检索输出格式."""

    TEXT = "text"
    JSON = "json"


def search(
    query: Annotated[str, typer.Argument(metavar="检索词", help="词语、条款、问题或条号")],
    k: Annotated[int, typer.Option("-k", help="条数", min=1, max=100)] = 10,
    as_of: Annotated[str, typer.Option(help="基准日，不填为今天")] = "",
    level: Annotated[
        list[str] | None, typer.Option(help="只要这一效力层级，如 law 或 法律，可重复")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="只要国家的和这一地区的，如 上海市，可重复")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="只要这一文件类别，可重复")] = None,
    format: Annotated[Format, typer.Option(help="输出格式")] = Format.TEXT,
) -> None:
    """检索某日有效的条文，并列出字面、语义各自的名次。"""
    with coded_errors():
        house, day = wiring(), parse_date(as_of) or today()
        scope = scope_of(house.library, levels=level or (), kinds=kind or (), regions=region or ())
        hits = house.retriever.search(query, k, as_of=day, scope=scope)
        how = house.retriever.describe()
    if format is Format.JSON:
        typer.echo(json.dumps(_as_json(query, day, how, hits), ensure_ascii=False, indent=1))
    else:
        _show(hits, how)


def _show(hits: Sequence[Hit], how: str) -> None:
    for rank, hit in enumerate(hits, 1):
        typer.echo(f"{rank}. 《{hit.law}》{place_of(hit)}（{hit.level.label}）　{_ranks(hit)}")
        typer.echo(f"   {hit.text[:_SHOWN]}")
    if not hits:
        typer.echo("没有找到。法规库收录范围见 fashen library status。")
    typer.echo(how, err=True)


def place_of(hit: Hit) -> str:
    """条号 of a hit, empty for a text without articles."""
    return format_article_number(hit.number) if hit.number.main else ""


def _ranks(hit: Hit) -> str:
    return " ".join(f"{_RANKS[name]}第{rank}" for name, rank in hit.ranks.items())


def _as_json(query: str, day: date, how: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """检索结果 JSON: `ranks` holds the rank from 1 of each component that found the provision."""
    return {
        "query": query,
        "as_of": day.isoformat(),
        "retriever": how,
        "hits": [
            {
                "rank": rank,
                "law": hit.law,
                "article": place_of(hit),
                "level": hit.level.value,
                "level_name": hit.level.label,
                "score": round(hit.score, 6),
                "ranks": hit.ranks,
                "text": hit.text,
            }
            for rank, hit in enumerate(hits, 1)
        ],
    }
