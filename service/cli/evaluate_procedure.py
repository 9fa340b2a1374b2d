"""`fashen evaluate procedure` (程序评测): steps, planted gaps and roles in test packages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from service.cli.common import Bar, coded_errors, wiring
from service.options import ReviewOptions
from service.reviews import review_bytes
from service.wiring import Wiring

if TYPE_CHECKING:
    from models.review import Review
    from models.training.packages.labels import LabelledPackage


def procedure(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="目录", help="自己的材料包（每包一个目录，内有 label.yaml）；不填用随附的"
        ),
    ] = None,
    real: Annotated[
        bool,
        typer.Option(
            "--real/--text", help="先做成 docx、pdf、扫描件、网页再审查，或直接审查原文本"
        ),
    ] = True,
    failures: Annotated[
        bool, typer.Option("--failures", help="列出判错的步骤和认错的材料")
    ] = False,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="逐一列出埋设问题和系统的说法，供人核对理由")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """程序审查：各步骤判断、埋设问题、证据引文、材料类型，在成套测试材料上计算。"""
    from models.training.packages.labels import PACKAGES, read_packages
    from models.training.packages.score import score
    from service.cli import evaluate_procedure_views as views

    with coded_errors(), Progress(console=Console(stderr=True), transient=True) as shown:
        packages = read_packages(folder or PACKAGES)
        house = wiring()
        reviews = review_packages(house, packages, real=real, progress=Bar(shown))
        scores = score(zip(packages, reviews, strict=True))
        names = {step.id: step.name for step in house.knowledge.procedures}
    if as_json:
        typer.echo(json.dumps(views.procedure_as_json(scores), ensure_ascii=False, indent=1))
        return
    typer.echo(views.procedure_as_text(scores, names), nl=False)
    if gaps:
        typer.echo(views.gaps_as_text(scores), nl=False)
    if failures:
        typer.echo(views.failures_as_text(scores), nl=False)


def review_packages(
    house: Wiring, packages: Sequence[LabelledPackage], *, real: bool, progress: Bar
) -> list[Review]:
    """审查测试材料包, each with its kind, its issuer's level and its own review date.

    Raises:
        ReadError: a main draft cannot be read.
    """
    reviews = []
    for number, package in enumerate(packages, 1):
        reviews.append(_review(house, package, real=real))
        progress("材料包", number, len(packages))
    return reviews


def _review(house: Wiring, package: LabelledPackage, *, real: bool) -> Review:
    from models.training.packages.make import make_files, make_zip, read_texts

    options = ReviewOptions(package.kind, package.issuer_level, as_of=package.as_of)
    files = make_files(package) if real else read_texts(package)
    if real and package.zipped:
        name, data = make_zip(package, files)
        return review_bytes(house, data, name, replace(options, main=files[0][0]))
    (name, data), *materials = files
    return review_bytes(house, data, name, options, tuple(materials))
