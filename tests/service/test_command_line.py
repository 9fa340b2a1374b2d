"""The command line: what each command prints, writes and returns."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from support import ROOT
from typer.testing import CliRunner

from service.cli.main import app, main
from service.reports.schema import schema

SAMPLE = str(ROOT / "service/samples/sample_norm_doc.docx")
CONTRACT = str(ROOT / "service/samples/sample_contract.docx")
pytestmark = pytest.mark.usefixtures("home")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_a_review_prints_findings_with_their_basis() -> None:
    code, out, _ = run("review", SAMPLE, "--as-of", "2026-11-24")
    assert code == 0
    assert "行政处罚法》第十六条" in out
    assert "本次未覆盖" in out


@pytest.mark.parametrize("path", [SAMPLE, CONTRACT])
def test_the_json_follows_the_schema_and_quotes_are_the_text(path: str) -> None:
    code, out, _ = run("review", path, "--format", "json", "--as-of", "2026-11-24")
    result = json.loads(out)
    assert code == 0
    jsonschema.validate(result, schema())
    assert result["as_of"] == "2026-11-24"
    assert result["findings"]


def test_critical_findings_change_the_exit_status_only_when_asked() -> None:
    assert run("review", SAMPLE, "--fail-on", "critical")[0] == 1
    assert run("review", CONTRACT, "--fail-on", "critical")[0] == 0


def test_an_unreadable_file_is_named_and_the_others_are_reviewed(tmp_path: Path) -> None:
    empty = tmp_path / "空.docx"
    empty.write_bytes(b"")
    code, out, err = run("review", str(empty), SAMPLE)
    assert code == 3
    assert "E101" in err
    assert "石城市" in out


@pytest.mark.parametrize(
    "words",
    [
        ("review", SAMPLE, "--format", "docx"),
        ("review", SAMPLE, "--kind", "poem"),
        ("review", SAMPLE, "--as-of", "yesterday"),
        ("batch", "--manifest", "nowhere.csv", "-o", "x.jsonl"),
        ("serve", "--host", "0.0.0.0"),
        ("library", "import", "/no/such/directory"),
    ],
)
def test_wrong_usage_is_explained_and_returns_2(words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert "[E" in err


def test_a_missing_library_is_said_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path))
    code, _, err = run("review", SAMPLE)
    assert code == 2
    assert "E201" in err


def test_a_batch_writes_a_line_a_file_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    manifest = tmp_path / "list.csv"
    manifest.write_text(f"path,kind\n{SAMPLE},norm_doc\nbad.txt,\ngone.docx,\n", "utf-8")
    output = tmp_path / "out.jsonl"
    words = ("batch", "--manifest", str(manifest), "-o", str(output), "--jobs", "2")
    code, _, err = run(*words)
    assert code == 0
    assert "字/秒" in err
    lines = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    codes = {(n["index"], n["path"]): n.get("error", {}).get("code") for n in lines}
    assert codes == {(0, SAMPLE): None, (1, "bad.txt"): "E101", (2, "gone.docx"): "E111"}
    jsonschema.validate(next(n for n in lines if n["index"] == 0), schema())
    _, _, err = run(*words, "--resume")
    assert "沿用已有结果 2 件" in err
    assert len(output.read_text("utf-8").splitlines()) == 3


def test_several_drafts_become_an_array_or_a_folder_of_pages(tmp_path: Path) -> None:
    code, out, _ = run("review", SAMPLE, CONTRACT, "--format", "json")
    assert (code, len(json.loads(out))) == (0, 2)
    assert run("review", SAMPLE, CONTRACT, SAMPLE, "--format", "html")[0] == 2
    folder = tmp_path / "pages"
    assert run("review", SAMPLE, CONTRACT, SAMPLE, "--format", "html", "-o", str(folder))[0] == 0
    names = {
        "sample_norm_doc.docx.html",
        "sample_contract.docx.html",
        "sample_norm_doc.docx-2.html",
    }
    assert {path.name for path in folder.iterdir()} == names


def test_materials_are_handed_in_and_an_unreadable_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("起草说明：本办法为管理集市而起草。", "utf-8")
    (tmp_path / "空.docx").write_bytes(b"")
    words = ("review", SAMPLE, "--materials", str(tmp_path), "--format", "json")
    document = json.loads(run(*words)[1])["document"]
    assert document["materials"] == ["说明.txt"]
    assert any("空.docx" in unread["note"] for unread in document["unread"])
    assert run("review", SAMPLE, "--materials", str(tmp_path / "none"))[0] == 3


def test_a_report_that_cannot_be_written_is_explained() -> None:
    code, _, err = run("review", SAMPLE, "-o", "/proc/nowhere/out.txt")
    assert code == 2
    assert "无法写入" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["review"], "缺少 文件…"),
        (["review", SAMPLE, "--colour"], "没有选项 --colour"),
        (["dance"], "没有这个命令"),
        (["schema", "more"], "多了参数 more"),
        (["search", "处罚", "-k", "many"], "-k 的值无效"),
        (["batch", "-o", "x"], "缺少 --manifest"),
    ],
)
def test_wrong_words_are_explained_in_chinese(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "Usage" not in err


def test_main_returns_the_status_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", SAMPLE, "--fail-on", "critical"]) == 1
    assert main(["review", "/no/such/file.docx"]) == 3
    assert "E111" in capsys.readouterr().err


def test_a_crash_ends_in_a_coded_sentence_without_the_draft(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash(*_: object) -> None:
        raise ValueError("秘密草案")

    monkeypatch.setattr("service.cli.review.review_path", crash)
    assert main(["review", SAMPLE]) == 70
    err = capsys.readouterr().err
    assert "E500" in err
    assert "ValueError" in err
    assert "秘密" not in err


@pytest.mark.parametrize(
    "words", [[], ["review"], ["batch"], ["library"], ["library", "build"], ["serve"]]
)
def test_help_is_in_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    out = capsys.readouterr().out
    assert "用法：" in out
    assert "显示帮助" in out
    for word in ("Usage", "Options", "Commands", "Show this", "default"):
        assert word not in out


def test_search_finds_the_provision_in_force() -> None:
    code, out, _ = run("search", "其他规范性文件不得设定行政处罚", "-k", "3")
    assert code == 0
    assert "行政处罚法" in out


def test_status_schema_and_knowledge_check_answer() -> None:
    assert "收录截止" in run("library", "status")[1]
    assert "存疑" in run("library", "check")[1]
    assert json.loads(run("schema")[1])["$schema"]
    code, out, _ = run("knowledge", "check")
    assert code == 0
    assert "错误 0" in out


def test_the_citation_evaluation_prints_rates() -> None:
    code, out, _ = run("evaluate", "citations")
    assert code == 0
    assert "识别" in out
