"""`fashen` (法审): all commands, and the last net for errors."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from corpus.errors import FashenError, ServiceError
from service import __version__
from service.cli.batch import batch
from service.cli.chinese import Command, Group, usage_error
from service.cli.citations import citations
from service.cli.common import BROKEN, USAGE
from service.cli.compare import compare
from service.cli.config import config
from service.cli.evaluate import app as evaluate_app
from service.cli.filing import filing
from service.cli.ledger import app as ledger_app
from service.cli.library import app as library_app
from service.cli.lookups import knowledge_app, schema
from service.cli.mcp_server import mcp
from service.cli.obligations import obligations
from service.cli.report import report_app
from service.cli.review import review
from service.cli.search import search
from service.cli.serve import serve
from service.cli.similar import citing, similar
from service.cli.user import app as user_app

app = typer.Typer(
    help="法审：规范性文件与合同的合法性审查。退出码：0 已审查；1 有 --fail-on 所指的问题；"
    "2 用法或环境有误；3 有文件无法读取。",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    review,
    compare,
    batch,
    filing,
    obligations,
    citations,
    search,
    similar,
    citing,
    schema,
    serve,
    config,
    mcp,
):
    app.command(cls=Command)(command)
app.add_typer(library_app, name="library")
app.add_typer(report_app, name="report")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(evaluate_app, name="evaluate")
app.add_typer(ledger_app, name="ledger")
app.add_typer(user_app, name="user")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fashen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    pass


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; every error ends in a Chinese sentence."""
    _speak_utf8()
    try:
        status = app(args=words, standalone_mode=False)
    except TyperException as error:
        typer.echo(usage_error(error), err=True)
        return 2
    except typer.Abort:
        return 130
    except FashenError as error:
        typer.echo(str(error), err=True)
        return USAGE
    except Exception as error:
        from service.batch.worker import where

        typer.echo(str(ServiceError(where(error))), err=True)
        return BROKEN
    return status if isinstance(status, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 into files and pipes whatever the system's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
