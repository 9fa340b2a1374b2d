"""`fashen` (法审): all commands."""

from __future__ import annotations

import typer

from service.cli.batch import batch
from service.cli.library import app as library_app
from service.cli.lookups import evaluate_app, knowledge_app, schema, search
from service.cli.review import review
from service.cli.serve import serve

app = typer.Typer(
    help="法审：规范性文件与合同的合法性审查。", no_args_is_help=True, add_completion=False
)
for command in (review, batch, search, schema, serve):
    app.command()(command)
app.add_typer(library_app, name="library")
app.add_typer(knowledge_app, name="knowledge")
app.add_typer(evaluate_app, name="evaluate")


def main() -> None:
    """Run the command line."""
    app()
