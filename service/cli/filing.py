"""`fashen filing` (备案): to whom a document must be filed and by when, and until when it applies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import BadOption, NotFiled
from service.cli.common import REVIEWED, coded_errors, wiring, write
from service.options import ReviewOptions, parse_date, parse_options
from service.reviews import read_file, read_materials
from service.wiring import Wiring, today

if TYPE_CHECKING:
    from datetime import date

    from corpus.document import Document
    from models.filing.types import Filing
    from models.packages.types import Package
    from models.submission import Kind, Submission

FORMATS = ("text", "json")


def filing(
    file: Annotated[
        Path,
        typer.Argument(metavar="文件", show_default=False, help="规范性文件、规章、法规或者草案"),
    ],
    published: Annotated[
        str,
        typer.Option(metavar="日期", help="公布日期，如 2026-09-15；不填时从文件和材料中识别"),
    ] = "",
    materials: Annotated[
        Path | None,
        typer.Option(metavar="目录或文件", help="送审材料（目录、zip 或者公布记录、备案报告）"),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            metavar="类型",
            help="文书类型：auto（自动识别） norm_doc gov_rule dept_rule local_reg major_decision",
        ),
    ] = "auto",
    issuer_level: Annotated[
        str,
        typer.Option(
            metavar="层级", help="制定主体层级：auto township county city province ministry state"
        ),
    ] = "auto",
    as_of: Annotated[
        str, typer.Option(metavar="日期", help="查询日期，如 2026-11-26；不填为今天")
    ] = "",
    output_format: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、json")
    ] = "text",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写入文件")
    ] = None,
) -> None:
    """备案、有效期和后续义务：向谁报、何时届满、要报什么。"""
    with coded_errors():
        if output_format not in FORMATS:
            raise BadOption(f"--format 没有“{output_format}”，可用：{'、'.join(FORMATS)}")
        options = parse_options(kind=kind, issuer_level=issuer_level, as_of=as_of)
        day = _published(published)
        submission, found = _plan(wiring(), file, materials, options, day)
        write(_shown(submission, found, output_format), output)
    raise typer.Exit(REVIEWED)


def _published(word: str) -> date | None:
    try:
        return parse_date(word)
    except BadOption:
        raise BadOption("公布日期 --published 应写作 2026-09-15 的形式") from None


def _plan(
    house: Wiring, file: Path, materials: Path | None, options: ReviewOptions, day: date | None
) -> tuple[Submission, Filing]:
    """Read the document and its materials, and plan the filing.

    Raises:
        ReadError: the file cannot be read.
        NotFiled: it is a contract or another paper that nobody files.
        LibraryError, KnowledgeError: the library or the knowledge cannot serve.
    """
    from models.checks.base import Context
    from models.filing.plan import plan_filing
    from models.recognition import recognise
    from models.submission import Submission
    from service.packages import hand_in, read_package

    handed = hand_in(read_file(file), read_materials(materials) if materials else (), "")
    read = read_package(handed)
    for unread in read.unread:
        typer.echo(unread.note, err=True)
    seen = recognise(read.main)
    submission = Submission(
        document=read.main,
        kind=options.kind or seen.kind,
        issuer_level=options.issuer_level or seen.issuer_level,
        materials=read.materials,
    )
    as_of = options.as_of or today()
    context = Context(as_of, house.library.at(as_of), house.knowledge)
    package = _package(read.main, submission.kind, read.materials)
    found = plan_filing(submission, context, published=day, package=package)
    if found is None:
        raise NotFiled(f"识别为{submission.kind.label}")
    return submission, found


def _package(main: Document, kind: Kind, materials: tuple[Document, ...]) -> Package | None:
    from models.packages.build import build_package

    return build_package(main, kind, materials, {}) if materials else None


def _shown(submission: Submission, found: Filing, form: str) -> str:
    if form == "text":
        from service.reports.filing_text import filing_text

        return filing_text(submission.document, found)
    return json.dumps(_as_json(submission, found), ensure_ascii=False, indent=2) + "\n"


def _as_json(submission: Submission, found: Filing) -> dict[str, Any]:
    from service.reports.filing_json import filing_json

    document, level = submission.document, submission.issuer_level
    return {
        "document": {"name": document.name, "sha256": document.sha256, "title": document.title},
        "kind": submission.kind.value,
        "issuer_level": level.value if level else None,
        "as_of": found.as_of.isoformat(),
        "filing": filing_json(found),
    }
