"""`fashen obligations` (履约台账): what the parties of a contract owe, as a table, xlsx or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import BadOption, NotAContract, ReadError
from service.cli.common import REVIEWED, UNREADABLE, USAGE, coded_errors, colour, wiring, write
from service.options import ReviewOptions, parse_options
from service.reviews import read_file, reason
from service.wiring import Wiring, today

if TYPE_CHECKING:
    from models.contracts.obligations import Obligation
    from models.contracts.types import Contract

FORMATS = ("table", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class _Ledger:
    """One contract with its duties."""

    contract: Contract
    found: tuple[Obligation, ...]
    kinds: str


def obligations(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件…", show_default=False, help="合同文件")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="文件", help="写入 .xlsx 或 .json；多份 xlsx 写入目录"
        ),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="格式",
            help="table（屏幕表格）、xlsx、json；不填时看 -o 的扩展名",
        ),
    ] = "",
    kind: Annotated[
        str, typer.Option(metavar="类型", help="auto（自动识别）；contract 为一律按合同处理")
    ] = "auto",
    as_of: Annotated[
        str, typer.Option(metavar="日期", help="梳理日期，如 2026-11-26；不填为今天")
    ] = "",
) -> None:
    """梳理合同的履约义务，生成履约台账。"""
    with coded_errors():
        form = _format(output_format, output)
        several = len(files) > 1 or (output is not None and output.is_dir())
        _check(form, output, several=several)
        options = parse_options(kind=kind, as_of=as_of)
        status, ledgers = _read_all(wiring(), files, options)
        if ledgers:
            _write(ledgers, form, output, options, several=several)
    raise typer.Exit(status)


def _format(form: str, output: Path | None) -> str:
    if form:
        return form
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return suffix if suffix in FORMATS else ("xlsx" if output and output.is_dir() else "table")


def _check(form: str, output: Path | None, *, several: bool) -> None:
    if form not in FORMATS:
        raise BadOption(f"--format 没有“{form}”，可用：{'、'.join(FORMATS)}")
    if form != "xlsx":
        return
    if output is None:
        raise BadOption("xlsx 须用 -o 指定文件")
    if several and output.suffix.lower() == ".xlsx":
        raise BadOption("多份合同的 xlsx 须用 -o 指定目录")


def _read_all(
    house: Wiring, files: list[Path], options: ReviewOptions
) -> tuple[int, list[_Ledger]]:
    """Every contract is read; a file that is none, or cannot be read, does not stop the rest."""
    status, ledgers = REVIEWED, []
    for path in files:
        try:
            ledgers.append(_read(house, path, options))
        except (ReadError, NotAContract) as error:
            typer.echo(f"{path.name}：{error}", err=True)
            status = max(status, UNREADABLE if isinstance(error, ReadError) else USAGE)
    return status, ledgers


def _read(house: Wiring, path: Path, options: ReviewOptions) -> _Ledger:
    """Read one contract and its duties.

    Raises:
        ReadError: the file cannot be read.
        NotAContract: it is another kind of paper, and the user did not say contract.
    """
    from corpus.formats import read_document
    from models.contracts.obligations import obligations as read_obligations
    from models.contracts.reading import read_contract
    from models.recognition import recognise
    from models.submission import Kind, Submission

    name, data = read_file(path)
    document = read_document(data, name)
    kind = options.kind or recognise(document).kind
    if kind is not Kind.CONTRACT:
        raise NotAContract(f"识别为{kind.label}")
    contract = read_contract(Submission(document, kind), house.knowledge)
    kinds = "、".join(guess.name for guess in contract.kinds)
    return _Ledger(contract, read_obligations(contract), kinds)


def _write(
    ledgers: list[_Ledger], form: str, output: Path | None, options: ReviewOptions, *, several: bool
) -> None:
    if form == "json":
        data = [_as_json(ledger) for ledger in ledgers]
        text = json.dumps(data if several else data[0], ensure_ascii=False, indent=2) + "\n"
        write(text, output / "履约台账.json" if output and output.is_dir() else output)
    elif form == "xlsx" and output is not None:
        _write_books(ledgers, output, options, several=several)
    else:
        from service.reports.ledger_table import render_table

        tables = [
            render_table(x.contract.document.title, x.found, colour=output is None and colour())
            for x in ledgers
        ]
        write("\n".join(tables), output)


def _write_books(
    ledgers: list[_Ledger], output: Path, options: ReviewOptions, *, several: bool
) -> None:
    from service.reports.ledger_xlsx import render_ledger

    taken: set[str] = set()
    for ledger in ledgers:
        book = render_ledger(
            ledger.contract, ledger.found, kinds=ledger.kinds, as_of=options.as_of or today()
        )
        stem = f"{Path(ledger.contract.document.name).stem}_履约台账"
        number = sum(name == stem or name.startswith(f"{stem}-") for name in taken)
        stem = f"{stem}-{number + 1}" if number else stem
        taken.add(stem)
        _save(book, output / f"{stem}.xlsx" if several else output)


def _save(data: bytes, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise BadOption(f"无法写入 {path}（{reason(error)}）") from error
    typer.echo(f"已写入 {path}", err=True)


def _as_json(ledger: _Ledger) -> dict[str, Any]:
    from service.reports.ledger import ledger_rows

    document = ledger.contract.document
    return {
        "document": {"name": document.name, "sha256": document.sha256, "title": document.title},
        "kinds": ledger.contract.kind_ids,
        "obligations": ledger_rows(ledger.found),
    }
