"""`fashen compare` (修改稿对照): two drafts of one document, reviewed and set side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.common import FLAGGED, coded_errors, wiring, write
from service.options import parse_date, parse_options
from service.reviews import review_path

if TYPE_CHECKING:
    from models.versions import VersionComparison
    from service.wiring import Wiring


class Format(StrEnum):
    """对照输出格式."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def compare(
    old: Annotated[Path, typer.Argument(metavar="原稿", help="上一稿：文件，或者一包送审材料")],
    new: Annotated[Path, typer.Argument(metavar="修改稿", help="这一稿：文件，或者一包送审材料")],
    kind: Annotated[str, typer.Option(metavar="类型", help="文书类型，两稿相同")] = "auto",
    issuer_level: Annotated[
        str, typer.Option(metavar="层级", help="制定主体层级，两稿相同")
    ] = "auto",
    stance: Annotated[str, typer.Option(metavar="立场", help="合同审查立场，两稿相同")] = "neutral",
    as_of: Annotated[str, typer.Option(metavar="日期", help="审查基准日，不填为今天")] = "",
    old_as_of: Annotated[
        str, typer.Option(metavar="日期", help="原稿当时的审查基准日；不填与修改稿相同")
    ] = "",
    format: Annotated[Format, typer.Option(help="输出格式")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")
    ] = None,
    fail_on_new: Annotated[
        bool, typer.Option("--fail-on-new", help="有新出现的严重、重要问题时，退出码为 1")
    ] = False,
) -> None:
    """对照两稿：问题新增、解决、仍在，程序和条文的变化。"""
    from models.versions import compare as compare_reviews

    with coded_errors():
        options = parse_options(kind=kind, issuer_level=issuer_level, stance=stance, as_of=as_of)
        earlier = replace(options, as_of=parse_date(old_as_of) or options.as_of)
        house = wiring()
        before = review_path(house, old, earlier)
        found = compare_reviews(before, review_path(house, new, options))
        write(_render(found, format, house), output)
    if fail_on_new and _has_new_flag(found):
        raise typer.Exit(FLAGGED)


def _render(found: VersionComparison, form: Format, house: Wiring) -> str:
    from service.reports.comparison import render_page, render_text, to_dict

    if form is Format.JSON:
        return json.dumps(to_dict(found), ensure_ascii=False, indent=1) + "\n"
    labels = house.category_names()
    return render_page(found, labels) if form is Format.HTML else render_text(found, labels)


def _has_new_flag(found: VersionComparison) -> bool:
    return any(
        change.status == "new" and change.new is not None and change.new.severity.is_flag
        for change in found.findings
    )
