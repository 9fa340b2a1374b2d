"""`fashen review` (审查): one or more drafts, findings printed or written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import BadOption, ReadError
from models.finding import Severity
from models.review import Review
from service.cli.common import FLAGGED, UNREADABLE, coded_errors, colour, wiring, write
from service.options import ReviewOptions, parse_options
from service.reports.render import FORMATS, render, render_many
from service.reviews import File, read_file, read_materials, review_bytes
from service.wiring import Wiring

_FAIL_ON = {"critical": (Severity.CRITICAL,), "major": (Severity.CRITICAL, Severity.MAJOR)}


def review(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="要审查的草案")],
    kind: Annotated[str, typer.Option(help="文书类型，auto 为自动识别")] = "auto",
    issuer_level: Annotated[str, typer.Option(help="制定主体层级，auto 为自动识别")] = "auto",
    stance: Annotated[str, typer.Option(help="合同审查立场")] = "neutral",
    materials: Annotated[Path | None, typer.Option(help="送审材料所在目录")] = None,
    as_of: Annotated[str, typer.Option(help="审查基准日，如 2026-11-24；不填为今天")] = "",
    output_format: Annotated[str, typer.Option("--format", help="text、json 或 html")] = "text",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件")] = None,
    fail_on: Annotated[str, typer.Option(help="有此级别问题时退出码为 1：critical、major")] = "",
) -> None:
    """审查草案，给出问题、依据和修改建议。"""
    with coded_errors():
        _check(output_format, fail_on)
        options = parse_options(kind=kind, issuer_level=issuer_level, stance=stance, as_of=as_of)
        handed_in = read_materials(materials) if materials else ()
        house = wiring()
        _ = house.library  # a missing library is the first thing to say
        reviews = _review_all(house, files, options, handed_in)
        if reviews:
            _write(reviews, house, output_format, output)
    raise typer.Exit(_status(reviews, files, fail_on))


def _check(output_format: str, fail_on: str) -> None:
    if output_format not in FORMATS:
        raise BadOption(f"--format {output_format} 不支持，可用：{'、'.join(FORMATS)}")
    if fail_on and fail_on not in _FAIL_ON:
        raise BadOption("--fail-on 只能是 critical 或 major")


def _review_all(
    house: Wiring, files: list[Path], options: ReviewOptions, materials: tuple[File, ...]
) -> list[Review]:
    """Every readable file is reviewed; an unreadable one is reported and does not stop the rest."""
    reviews = []
    for path in files:
        try:
            name, data = read_file(path)
            reviews.append(review_bytes(house, data, name, options, materials))
        except ReadError as error:
            typer.echo(f"{path.name}：{error}", err=True)
    return reviews


def _write(reviews: list[Review], house: Wiring, form: str, output: Path | None) -> None:
    labels = house.category_names()
    if len(reviews) == 1:
        write(render(reviews[0], form, labels, colour=output is None and colour()), output)
    else:
        write(render_many(reviews, form, labels, colour=output is None and colour()), output)


def _status(reviews: list[Review], files: list[Path], fail_on: str) -> int:
    if len(reviews) < len(files):
        return UNREADABLE
    grave = _FAIL_ON.get(fail_on, ())
    return FLAGGED if any(f.severity in grave for r in reviews for f in r.findings) else 0
