"""`fashen review` (审查): one or more drafts, findings printed or written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import BadOption, ReadError
from models.finding import Severity
from models.review import Review
from service.cli.common import FLAGGED, REVIEWED, UNREADABLE, coded_errors, colour, wiring, write
from service.options import ReviewOptions, parse_options
from service.reports.render import FORMATS, render, render_many
from service.reviews import File, read_file, read_materials, review_bytes
from service.wiring import Wiring

_FAIL_ON = {"critical": (Severity.CRITICAL,), "major": (Severity.CRITICAL, Severity.MAJOR)}
_LATER = ("docx", "xlsx")


def review(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件…", show_default=False, help="要审查的草案")
    ],
    kind: Annotated[
        str,
        typer.Option(
            metavar="类型",
            help="文书类型：auto（自动识别） norm_doc gov_rule dept_rule local_reg "
            "major_decision contract other",
        ),
    ] = "auto",
    issuer_level: Annotated[
        str,
        typer.Option(
            metavar="层级", help="制定主体层级：auto township county city province ministry state"
        ),
    ] = "auto",
    stance: Annotated[
        str, typer.Option(metavar="立场", help="合同审查立场：gov、party_a、party_b、neutral")
    ] = "neutral",
    materials: Annotated[Path | None, typer.Option(metavar="目录", help="送审材料所在目录")] = None,
    as_of: Annotated[
        str, typer.Option(metavar="日期", help="审查基准日，如 2026-11-24；不填为今天")
    ] = "",
    output_format: Annotated[
        str, typer.Option("--format", metavar="格式", help="报告格式：text、json、html")
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写入文件；多份 html 写入目录"),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="级别", help="有此级别以上的问题时退出码为 1：critical、major")
    ] = "",
) -> None:
    """审查草案，给出问题、依据和修改建议。"""
    with coded_errors():
        _check(output_format, fail_on, several=len(files) > 1, output=output)
        options = parse_options(kind=kind, issuer_level=issuer_level, stance=stance, as_of=as_of)
        handed_in = read_materials(materials) if materials else ()
        house = wiring()
        _ = house.library  # a missing library is the first thing to say
        reviews = _review_all(house, files, options, handed_in)
        if reviews:
            _write(reviews, house, output_format, output, several=len(files) > 1)
    raise typer.Exit(_status(reviews, files, fail_on))


def _check(form: str, fail_on: str, *, several: bool, output: Path | None) -> None:
    if form in _LATER:
        raise BadOption(f"{form} 报告在以后的版本提供；现在可用 html（可打印）、json、text")
    if form not in FORMATS:
        raise BadOption(f"--format 没有“{form}”，可用：{'、'.join(FORMATS)}")
    if fail_on and fail_on not in _FAIL_ON:
        raise BadOption("--fail-on 只能是 critical 或 major")
    if form == "html" and several and output is None:
        raise BadOption("多份文件的 html 报告须用 -o 指定目录")


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


def _write(
    reviews: list[Review], house: Wiring, form: str, output: Path | None, *, several: bool
) -> None:
    labels = house.category_names()
    coloured = output is None and colour()
    if form == "html" and output is not None and (several or output.is_dir()):
        for name, found in zip(_names(reviews), reviews, strict=True):
            write(render(found, form, labels), output / name)
    elif several:
        write(render_many(reviews, form, labels, colour=coloured), output)
    else:
        write(render(reviews[0], form, labels, colour=coloured), output)


def _names(reviews: list[Review]) -> list[str]:
    """Return a file name a report; drafts of the same name are numbered."""
    names: list[str] = []
    for found in reviews:
        stem = found.submission.document.name
        same = sum(name == f"{stem}.html" or name.startswith(f"{stem}-") for name in names)
        names.append(f"{stem}-{same + 1}.html" if same else f"{stem}.html")
    return names


def _status(reviews: list[Review], files: list[Path], fail_on: str) -> int:
    if len(reviews) < len(files):
        return UNREADABLE
    grave = _FAIL_ON.get(fail_on, ())
    flagged = any(finding.severity in grave for found in reviews for finding in found.findings)
    return FLAGGED if flagged else REVIEWED
