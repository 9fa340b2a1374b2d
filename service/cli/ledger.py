"""`fashen ledger` (台账): migrate, status, backup, restore, purge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.chinese import Command, Group
from service.cli.common import coded_errors
from service.settings import Settings

if TYPE_CHECKING:
    from service.ledger import Database

app = typer.Typer(
    help="台账数据库：迁移、查看、备份、恢复、清理。", cls=Group, no_args_is_help=True
)


@app.command(cls=Command)
def migrate() -> None:
    """建立台账数据库，或者升级到本程序的版本；可以重复运行。"""
    from service.ledger.migrate import migrate as bring_up
    from service.office import open_database

    with coded_errors():
        database = open_database(Settings())
        before, after = bring_up(database)
        database.close()
    typer.echo(
        f"台账数据库已是版本 {after}"
        if before == after
        else f"台账数据库：{before or '新建'} → {after}"
    )


@app.command(cls=Command)
def status() -> None:
    """台账数据库的版本、事项和文件数。"""
    from service.ledger import OPERATOR
    from service.ledger.records import MatterQuery
    from service.office import open_ledger

    with coded_errors():
        ledger = open_ledger(Settings())
        with ledger.read() as work:
            matters = work.matters.search(OPERATOR, MatterQuery()).total
            users, waiting = len(work.users.all()), work.jobs.waiting()
        place = str(ledger.database.path or "PostgreSQL")
        ledger.close()
    typer.echo(f"{place}：事项 {matters}，用户 {users}，排队或审查中的任务 {waiting}")


@app.command(cls=Command)
def backup(
    target: Annotated[Path, typer.Argument(metavar="文件", help="新的备份文件，不覆盖已有文件")],
) -> None:
    """备份整个台账到一个文件；服务运行时也可以进行。文件含送审稿，请妥善保管。"""
    from service.ledger.backup import backup as back_up
    from service.office import open_database

    with coded_errors():
        database = open_database(Settings())
        size = back_up(database, target)
        _note(database, "ledger.backup", target)
        database.close()
    typer.echo(f"已备份到 {target}（{size / 2**20:.1f} MB）")


@app.command(cls=Command)
def restore(
    source: Annotated[Path, typer.Argument(metavar="文件", help="备份文件")],
    replace: Annotated[
        bool, typer.Option("--replace", help="台账已有数据时也恢复，原有数据全部丢弃")
    ] = False,
) -> None:
    """从备份恢复台账；请先停止服务。备份可以来自 SQLite 或 PostgreSQL，也可以是旧版本的。"""
    from service.ledger.backup import restore as bring_back
    from service.office import open_database

    with coded_errors():
        database = open_database(Settings())
        bring_back(database, source, replace=replace)
        _note(database, "ledger.restore", source)
        database.close()
    typer.echo(f"已从 {source} 恢复台账")


@app.command(cls=Command)
def purge() -> None:
    """按保存期限（FASHEN_KEEP_…_DAYS）删除送审稿和审查结果的内容；台账记录保留。"""
    from service.ledger import OPERATOR
    from service.office import open_ledger, retention

    settings = Settings()
    with coded_errors():
        ledger = open_ledger(settings)
        done = ledger.purge(retention(settings), actor=OPERATOR)
        ledger.close()
    typer.echo(
        f"已删除文件内容 {done.files} 份、审查结果 {done.results} 份，"
        f"过期登录 {done.sessions} 个，过期键 {done.keys} 个"
    )


def _note(database: Database, action: str, file: Path) -> None:
    """A copy of the ledger holds drafts: the audit trail says that one was made or brought back."""
    from service.ledger import OPERATOR, Ledger

    with Ledger(database).write() as work:
        work.audit.record(OPERATOR, action, ("ledger", ""), detail={"file": file.name})
