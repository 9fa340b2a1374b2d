"""`fashen report template` (意见书模板): write out the shipped templates, try an office's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import BadOption
from service.cli.chinese import Command, Group
from service.cli.common import coded_errors, write_bytes
from service.reviews import read_file
from service.wiring import today

report_app = typer.Typer(help="报告。", cls=Group, no_args_is_help=True)
template_app = typer.Typer(help="审查意见书模板。", cls=Group, no_args_is_help=True)
report_app.add_typer(template_app, name="template")


@template_app.command("export", cls=Command)
def export_templates(
    folder: Annotated[Path, typer.Argument(metavar="目录", show_default=False, help="写到哪里")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """导出自带的意见书模板和模板说明，供修改成本单位的模板。"""
    from service.reports.opinion.template import TEMPLATES

    with coded_errors():
        ours = sorted(path for path in TEMPLATES.iterdir() if path.suffix in (".docx", ".md"))
        there = [path.name for path in ours if (folder / path.name).exists()]
        if there and not force:
            raise BadOption(f"{folder} 里已有 {'、'.join(there)}；覆盖请加 --force")
        for path in ours:
            write_bytes(path.read_bytes(), folder / path.name)


@template_app.command("check", cls=Command)
def check_template(
    file: Annotated[Path, typer.Argument(metavar="模板", show_default=False, help="docx 模板")],
    contract: Annotated[
        bool, typer.Option("--contract", help="按合同审查意见书的样例填写")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写出填好的样张（docx）")
    ] = None,
) -> None:
    """核对本单位的模板：用样例数据填一遍，有误时说明哪里有误。"""
    from service.reports.opinion.specimen import specimen
    from service.reports.opinion.template import fill

    with coded_errors():
        made = fill(read_file(file)[1], specimen(contract=contract), today())
        if output is not None:
            write_bytes(made, output)
    typer.echo("模板可用")
