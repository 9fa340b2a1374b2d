"""`fashen evaluate` (评测): how right the parts are, on labelled data."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from service.cli.chinese import Command, Group
from service.cli.common import Bar, coded_errors, wiring
from service.cli.evaluate_models import register
from service.cli.evaluate_views import (
    citations_as_text,
    report_as_json,
    report_as_text,
)
from service.options import parse_date
from service.settings import Settings
from service.wiring import Wiring, today

if TYPE_CHECKING:
    from corpus.evaluation.systems import System
    from corpus.library import LibraryView

app = typer.Typer(help="评测。", cls=Group, no_args_is_help=True)
register(app)
_ROOT = Path(__file__).resolve().parent.parent.parent


class _OtherFile(Settings):
    """设置 of a library file that stands elsewhere or is called otherwise."""

    file: Path

    @property
    def library_path(self) -> Path:
        """The law library's file."""
        return self.file


@app.command("citations", cls=Command)
def citations(
    cases: Annotated[Path, typer.Option(help="标注样例目录")] = _ROOT / "tests/data/citations",
    data: Annotated[Path, typer.Option(help="真实文件目录")] = _ROOT.parent / "shared/data",
) -> None:
    """引用识别率和判断正确率：自写样例、真实文件分别计算。"""
    from corpus.citations.evaluate import evaluate

    with coded_errors():
        house = wiring()
        folder = data if data.is_dir() else None
        scores = evaluate(cases, house.library, house.knowledge, data_dir=folder)
    typer.echo(citations_as_text(scores), nl=False)


@app.command("retrieval", cls=Command)
def retrieval(
    queries: Annotated[Path, typer.Argument(metavar="问题文件", help="每行一个 JSON")],
    library: Annotated[
        Path | None, typer.Option(metavar="目录或文件", help="法规库，不填用设置中的")
    ] = None,
    train: Annotated[
        Path | None, typer.Option(metavar="文件", help="训练用的问题，据以分开见过和未见")
    ] = None,
    as_of: Annotated[str, typer.Option(help="基准日，不填为今天")] = "",
    baselines: Annotated[
        bool, typer.Option("--baselines", help="同时运行基线并给出差值区间")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """检索的召回率、命中率、MRR、NDCG 和时延。"""
    from corpus.evaluation.gold import resolve_gold
    from corpus.evaluation.queries import gold_keys, load_queries
    from corpus.evaluation.retrieval import evaluate
    from corpus.evaluation.systems import RetrieverSystem

    with coded_errors(), Progress(console=Console(stderr=True), transient=True) as shown:
        asked = load_queries(queries)
        known = gold_keys(load_queries(train)) if train else None
        house = _house(library)
        view = house.library.at(parse_date(as_of) or today())
        bar = Bar(shown)
        report = evaluate(
            RetrieverSystem("法审", house.retriever, view),
            resolve_gold(asked, view),
            time.perf_counter,
            train=known,
            baselines=_baselines(house, view, bar) if baselines else (),
            progress=bar,
        )
    if as_json:
        typer.echo(
            json.dumps(report_as_json(report, view, train=train), ensure_ascii=False, indent=1)
        )
    else:
        typer.echo(report_as_text(report, view), nl=False)


def _house(library: Path | None) -> Wiring:
    if library is None:
        return wiring()
    settings = Settings()
    file = library / settings.library_path.name if library.is_dir() else library
    return Wiring(_OtherFile(**{**settings.model_dump(), "home": file.parent, "file": file}))


def _baselines(house: Wiring, view: LibraryView, bar: Bar) -> list[System]:
    from corpus.evaluation.baselines import baseline_systems

    directory = view.library.path.parent / "baselines"
    return baseline_systems(view, directory, encoder=house.encoder, progress=bar)
