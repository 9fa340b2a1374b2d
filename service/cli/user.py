"""`fashen user` (用户): add, list, disable, enable, reset; for whoever runs the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import BadOption
from service.cli.chinese import Command, Group
from service.cli.common import coded_errors
from service.settings import Settings

if TYPE_CHECKING:
    from service.access import Access, Issued
    from service.ledger.records import User
    from service.ledger.words import Role

app = typer.Typer(help="用户：新建、列出、停用、启用、重置口令。", cls=Group, no_args_is_help=True)
_Login = Annotated[str, typer.Argument(metavar="账号", show_default=False)]


@app.command(cls=Command)
def add(
    login: _Login,
    name: Annotated[str, typer.Option(metavar="姓名", help="姓名；不填同账号")] = "",
    role: Annotated[
        list[str] | None,
        typer.Option(
            metavar="角色",
            help="可多次：submitter 送审、reviewer 审查、approver 审定、administrator 管理、auditor 审计",
        ),
    ] = None,
    department: Annotated[
        list[str] | None,
        typer.Option(metavar="部门", help="所属部门的名称，可多次；没有的即新建"),
    ] = None,
    every_department: Annotated[
        bool, typer.Option("--every-department", help="可以办理所有部门的事项")
    ] = False,
) -> None:
    """新建账号；初始口令只显示一次，首次登录须修改。"""
    from service.access import Administration
    from service.ledger import OPERATOR

    with _office() as access:
        roles = _roles(role or ["submitter"])
        departments = frozenset(_department(access, one) for one in department or [])
        issued = Administration(access).add(
            OPERATOR,
            login=login,
            name=name or login,
            roles=roles,
            departments=departments,
            everywhere=every_department,
        )
    _show(issued)


@app.command("list", cls=Command)
def list_users() -> None:
    """列出账号。"""
    with _office() as access, access.ledger.read() as work:
        users = work.users.all()
    for user in users:
        typer.echo(_line(user))
    typer.echo(f"共 {len(users)} 个账号", err=True)


@app.command(cls=Command)
def disable(login: _Login) -> None:
    """停用账号，其登录立即失效。"""
    _switch(login, disabled=True)


@app.command(cls=Command)
def enable(login: _Login) -> None:
    """重新启用账号。"""
    _switch(login, disabled=False)


@app.command(cls=Command)
def reset(login: _Login) -> None:
    """重置口令并解除锁定；登录和接口密钥随之失效。"""
    from service.access import Administration
    from service.ledger import OPERATOR

    with _office() as access:
        issued = Administration(access).reset(OPERATOR, _user(access, login).id)
    _show(issued)


@contextmanager
def _office() -> Iterator[Access]:
    from service.office import open_access, open_ledger

    settings = Settings()
    with coded_errors():
        ledger = open_ledger(settings)
        try:
            yield open_access(settings, ledger)
        finally:
            ledger.close()


def _switch(login: str, *, disabled: bool) -> None:
    from service.ledger import OPERATOR

    with _office() as access:
        user = _user(access, login)
        with access.ledger.write() as work:
            work.users.disable(OPERATOR, user.id, disabled=disabled)
    typer.echo(f"已{'停用' if disabled else '启用'}账号 {user.login}")


def _user(access: Access, login: str) -> User:
    from service.ledger.errors import NotFound

    with access.ledger.read() as work:
        found = work.users.find(login)
    if found is None:
        raise NotFound(f"账号“{login[:40]}”")
    return found[0]


def _roles(words: list[str]) -> frozenset[Role]:
    from service.ledger.words import Role

    try:
        return frozenset(Role(word) for word in words)
    except ValueError:
        raise BadOption(f"角色可用的值：{'、'.join(Role)}") from None


def _department(access: Access, name: str) -> str:
    from service.ledger import OPERATOR
    from service.ledger.errors import NotFound

    with access.ledger.write() as work:
        try:
            return work.departments.named(name).id
        except NotFound:
            return work.departments.add(OPERATOR, name).id


def _show(issued: Issued) -> None:
    typer.echo(f"账号：{issued.user.login}")
    typer.echo(f"初始口令（只显示这一次，首次登录须修改）：{issued.password}")


def _line(user: User) -> str:
    from service.access import rights

    roles = "、".join(rights().roles[role].name for role in sorted(user.roles))
    places = (
        "所有部门" if user.everywhere else "、".join(d.name for d in user.departments) or "无部门"
    )
    seen = f"{user.last_login_at.astimezone():%Y-%m-%d %H:%M}" if user.last_login_at else "从未登录"
    state = "（已停用）" if user.disabled else ""
    return f"{user.login}\t{user.name}{state}\t{roles}\t{places}\t{seen}"
