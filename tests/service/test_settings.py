"""Settings: from the environment, then a file; what is misspelt or wrong is refused and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT

from corpus.errors import BadSetting
from service.cli.main import main
from service.setting_table import markdown, setting_lines, unknown_words
from service.settings import Settings


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path))
    return tmp_path


def write(house: Path, words: str, name: str = "fashen.toml") -> Path:
    path = house / name
    path.write_text(words, "utf-8")
    return path


def refused() -> str:
    with pytest.raises(BadSetting) as caught:
        Settings()
    return str(caught.value)


def test_every_setting_is_documented() -> None:
    said = (ROOT / "docs/settings.zh-CN.md").read_text("utf-8")
    assert markdown() in said, "write the table anew: fashen config --markdown"
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"| `{name}` | `FASHEN_{name.upper()}` |" in said


def test_the_file_in_the_data_directory_counts_less_than_the_environment(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(house, 'port = 9000\nmax_waiting = 3\ntemplates = "ours"\n')
    monkeypatch.setenv("FASHEN_PORT", "9001")
    found = Settings()
    assert (found.port, found.max_waiting, found.templates) == (9001, 3, house / "ours")
    origins = {line.name: line.origin for line in setting_lines(found)}
    assert origins["port"] == "环境变量"
    assert origins["max_waiting"] == "设置文件"
    assert origins["host"] == "默认值"


def test_a_named_file_may_tell_the_data_directory(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FASHEN_HOME")
    monkeypatch.setenv("FASHEN_CONFIG", str(write(house, 'home = "data"\n', "office.toml")))
    assert Settings().home == tmp_path / "data"
    monkeypatch.setenv("FASHEN_CONFIG", str(house / "nowhere.toml"))
    assert "不存在" in refused()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("prot = 8080", "没有“prot”这一项，是否为 port"),
        ("port = 8080\nport=\n", "第 2 行写法有误"),
        ("port = 70000", "port 不应大于 65535"),
        ('port = "x"', "port 应为整数"),
        ('log_level = "loud"', "log_level 应为 debug、info、warning、error 之一"),
        ('home = "elsewhere"', "home 不能写在数据目录的设置文件"),
        ("[service]\nport = 1", "没有“service”这一项"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(house: Path, words: str, said: str) -> None:
    write(house, words)
    assert said in refused()


def test_a_wrong_value_in_the_environment_is_named_without_the_value(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FASHEN_PORT", "secret-word")
    assert main(["ledger", "status"]) == 2
    said = capsys.readouterr().err
    assert "[E407]" in said
    assert "port 应为整数" in said
    assert "secret-word" not in said


def test_a_misspelt_variable_is_refused_before_the_service_starts(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FASHEN_KEEP_DRAFT_DAYS", "30")
    assert list(unknown_words()) == [
        "环境变量 FASHEN_KEEP_DRAFT_DAYS 不是设置项，是否为 FASHEN_KEEP_DRAFTS_DAYS"
    ]
    assert main(["serve"]) == 2
    assert "FASHEN_KEEP_DRAFTS_DAYS" in capsys.readouterr().err


def test_a_password_in_an_address_is_not_shown(
    house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FASHEN_DATABASE", "postgresql://office:se@cret@db/ledger")
    assert main(["config"]) in (0, None)
    said = capsys.readouterr().out
    assert "postgresql://office:***@db/ledger" in said
    assert "cret" not in said
