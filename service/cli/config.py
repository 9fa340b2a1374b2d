"""`fashen config` (设置): every setting, its value, where it comes from, and what it means."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.errors import BadSetting
from service.cli.common import coded_errors
from service.settings import Settings, settings_file


def config(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="输出各项设置的说明（Markdown 表格），不含当前值")
    ] = False,
) -> None:
    """列出各项设置的当前值、来源和含义；口令不显示。"""
    from service.setting_table import markdown as table
    from service.setting_table import setting_lines

    if markdown:
        typer.echo(table(), nl=False)
        return
    with coded_errors():
        settings = Settings()
        lines = setting_lines(settings)
        path = settings_file(settings.home)
        typer.echo(f"设置文件：{path}{'' if path.is_file() else '（没有这个文件）'}")
        for line in lines:
            typer.echo(f"\n{line.name} = {line.value or '（空）'}　［{line.origin}］")
            typer.echo(f"    {line.description}。{line.variable}")
        refuse_unknown_words()


def refuse_unknown_words() -> None:
    """拒绝 variables that look like settings and are none: a misspelt one would have no effect.

    Raises:
        BadSetting: names them.
    """
    from service.setting_table import unknown_words

    found = list(unknown_words())
    if found:
        raise BadSetting("；".join(found))
