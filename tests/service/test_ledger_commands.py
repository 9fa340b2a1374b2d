"""`fashen ledger` and `fashen user`, as whoever runs the server uses them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.access import Access
from service.cli.main import app
from service.ledger import OPERATOR
from service.ledger.records import AuditQuery
from service.office import open_access, open_ledger
from service.settings import Settings


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FASHEN_DATABASE", raising=False)
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def access() -> Access:
    settings = Settings()
    return open_access(settings, open_ledger(settings))


def test_a_ledger_is_made_once_and_then_known(own_home: Path) -> None:
    assert run("ledger", "status")[0] == 2
    assert "新建 → " in run("ledger", "migrate")[1]
    assert "已是版本" in run("ledger", "migrate")[1]
    code, out, _ = run("ledger", "status")
    assert (code, "事项 0，用户 0" in out) == (0, True)
    assert (own_home / "home" / "ledger.sqlite").is_file()


def test_before_the_migration_the_remedy_is_named() -> None:
    code, out, err = run("user", "list")
    assert (code, out) == (2, "")
    assert "E602" in err
    assert "fashen ledger migrate" in err


def test_an_account_is_added_listed_disabled_and_reset() -> None:
    run("ledger", "migrate")
    code, out, _ = run(
        "user", "add", "Wang.Yi", "--name", "王一", "--role", "reviewer", "--role", "approver",
        "--department", "水务局", "--department", "交通局",
    )  # fmt: skip
    assert code == 0
    password = out.strip().rpartition("：")[2]
    opened = access().log_in("wang.yi", password, "")
    assert opened.principal.must_change
    line = run("user", "list")[1]
    assert re.search(
        r"wang\.yi\t王一\t审定人员、审查人员\t(水务局、交通局|交通局、水务局)\t2\d{3}-", line
    )
    assert run("user", "disable", "WANG.YI")[0] == 0
    assert "（已停用）" in run("user", "list")[1]
    assert run("user", "enable", "wang.yi")[0] == 0
    renewed = run("user", "reset", "wang.yi")[1].strip().rpartition("：")[2]
    assert renewed != password
    assert access().log_in("wang.yi", renewed, "")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("user", "add", "a", "--role", "king"), "E401"),
        (("user", "disable", "nobody"), "E603"),
        (("user", "add", "a b"), "E607"),
        (("ledger", "restore", "absent.sqlite"), "E606"),
    ],
)
def test_a_wrong_command_is_a_coded_error(words: tuple[str, ...], code: str) -> None:
    run("ledger", "migrate")
    status, _, err = run(*words)
    assert status == 2
    assert code in err


def test_a_backup_is_taken_and_brought_back(own_home: Path) -> None:
    run("ledger", "migrate")
    run("user", "add", "wang")
    file = str(own_home / "b.sqlite")
    assert "已备份" in run("ledger", "backup", file)[1]
    assert "E606" in run("ledger", "backup", file)[2]
    run("user", "add", "li")
    assert "--replace" in run("ledger", "restore", file)[2]
    assert run("ledger", "restore", file, "--replace")[0] == 0
    assert "li" not in run("user", "list")[1]
    with access().ledger.read() as work:
        trail = [one.action for one in work.audit.search(OPERATOR, AuditQuery()).items]
    assert trail[:2] == ["ledger.restore", "user.add"]
    assert "wang" in run("user", "list")[1]


def test_a_purge_says_what_it_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    run("ledger", "migrate")
    monkeypatch.setenv("FASHEN_KEEP_DRAFTS_DAYS", "30")
    assert "已删除文件内容 0 份" in run("ledger", "purge")[1]


def test_a_wrong_database_address_is_a_coded_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASHEN_DATABASE", "mysql://u:geheim@x/y")
    code, _, err = run("ledger", "migrate")
    assert code == 2
    assert "E401" in err
    assert "geheim" not in err
