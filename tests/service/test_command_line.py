"""The command line: what each command prints, writes and returns."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from support import ROOT
from typer.testing import CliRunner

from service.cli.main import app
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


def test_a_batch_writes_a_line_a_file_and_resumes(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    manifest = tmp_path / "list.csv"
    manifest.write_text(f"path,kind\n{SAMPLE},norm_doc\nbad.txt,\ngone.docx,\n", "utf-8")
    output = tmp_path / "out.jsonl"
    words = ("batch", "--manifest", str(manifest), "-o", str(output), "--jobs", "2")
    assert run(*words)[0] == 0
    lines = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    codes = {Path(line["path"]).name: line.get("error", {}).get("code") for line in lines}
    assert codes == {"sample_norm_doc.docx": None, "bad.txt": "E101", "gone.docx": "E111"}
    assert run(*words, "--resume")[0] == 0
    assert len(output.read_text("utf-8").splitlines()) == 3


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
