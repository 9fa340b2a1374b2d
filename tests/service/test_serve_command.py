"""`fashen serve` says what is wrong before it touches anything."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from service.cli.main import main


def test_a_port_that_is_taken_is_said_before_the_ledger_is_touched(
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ledger = tmp_path / "ledger.sqlite"
    monkeypatch.setenv("FASHEN_DATABASE", f"sqlite:///{ledger}")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"端口 {port} 已被占用" in capsys.readouterr().err
    assert not ledger.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "--allow-remote"),
        (["--no-auth", "--allow-remote"], "--no-auth 只能用于本机"),
        (["--host", "203.0.113.7", "--allow-remote"], "不能监听 203.0.113.7"),
    ],
)
def test_an_address_that_cannot_be_is_refused(
    words: list[str], said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *words]) == 2
    assert said in capsys.readouterr().err
