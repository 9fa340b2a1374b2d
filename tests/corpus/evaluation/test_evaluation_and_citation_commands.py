"""`fashen evaluate` and `fashen citations` on the real library."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import ROOT
from typer.testing import CliRunner

from service.cli.main import app

DAY = ("--as-of", "2026-11-24")
QUESTIONS = (
    '{"qid": 0, "query": "谁可以成为个体工商户？", "gold": ["民法典|第五十四条", "某某条例|第一条"]}\n'
    '{"qid": 1, "query": "资助恐怖活动组织", "gold": ["刑法|第一百二十条之一"]}\n'
)
DRAFT = "某县停车管理办法\n第一条 依照《行政处罚法》第九百条和《某省停车条例》（某政发〔2019〕3号）收费。\n"


@pytest.fixture(autouse=True)
def _home(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASHEN_HOME", str(library_path.parent))


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text(QUESTIONS, "utf-8")
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    return path


def test_retrieval_is_measured_and_lacking_gold_is_named(questions: Path) -> None:
    code, out, _ = run("evaluate", "retrieval", str(questions), *DAY)
    assert code == 0
    assert "可评问题 2，无一相关条文在库而略去的问题 0" in out
    assert "某某条例|第一条　法规库没有这部文件" in out
    assert "R@k：前 k 条中找到的相关条文占全部相关条文的比例" in out
    assert not re.search("latency|p50|p95", out)


def test_the_json_of_retrieval_has_subsets(questions: Path, tmp_path: Path) -> None:
    train = tmp_path / "train.jsonl"
    train.write_text(QUESTIONS.splitlines()[1], "utf-8")
    words = ("evaluate", "retrieval", str(questions), "--train", str(train), "--json", *DAY)
    code, out, _ = run(*words)
    found = json.loads(out)
    assert code == 0
    assert {name: one["queries"] for name, one in found["scores"].items()} == {
        "all": 2,
        "seen": 1,
        "unseen": 1,
    }
    assert found["lacking"] == [
        {"gold": "某某条例|第一条", "reason": "no_law", "reason_name": "法规库没有这部文件"}
    ]


def test_a_library_may_be_a_file_of_another_name(
    questions: Path, library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.sqlite"
    other.symlink_to(library_path)
    (tmp_path / "other.sqlite.bm25").symlink_to(library_path.parent / "library.sqlite.bm25")
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path / "nowhere"))
    assert run("evaluate", "retrieval", str(questions), "--library", str(other), *DAY)[0] == 0
    folder = str(library_path.parent)
    assert run("evaluate", "retrieval", str(questions), "--library", folder, *DAY)[0] == 0


def test_a_bad_line_of_questions_is_a_coded_error(questions: Path) -> None:
    questions.write_text(QUESTIONS + "{\n", "utf-8")
    code, _, err = run("evaluate", "retrieval", str(questions), *DAY)
    assert code == 2
    assert "[E411]" in err
    assert "questions.jsonl 第3行" in err


def test_the_citations_evaluation_shows_each_part() -> None:
    code, out, _ = run("evaluate", "citations", "--data", str(ROOT / "nowhere"))
    assert code == 0
    assert "自写样例：" in out
    assert "难例：" in out
    assert "没有文件 documents/" in out
    assert "  书名号引用：" in out
    assert "  条款不存在：" in out
    assert not re.search("bare_title|in_force|not_in_library|missed|verdict", out)


def test_a_folder_without_cases_is_an_error_not_a_full_score(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        code, out, err = run("evaluate", "citations", "--cases", str(folder))
        assert (code, out) == (2, "")
        assert "[E401]" in err
        assert "没有标注样例" in err


def test_citations_are_listed_with_verdict_and_reason(draft: Path) -> None:
    code, out, _ = run("citations", str(draft), *DAY)
    assert code == 0
    assert "×1. 《行政处罚法》第九百条　条款不存在" in out
    assert "《某省停车条例》（某政发〔2019〕3号）　不在库" in out


def test_the_json_of_citations_holds_spans_of_the_text(draft: Path) -> None:
    code, out, _ = run("citations", str(draft), "--format", "json", *DAY)
    found = json.loads(out)
    first, second = found["citations"]
    assert code == 0
    assert (first["article"], first["verdict"], first["verdict_name"], first["faulty"]) == (
        "第九百条",
        "no_such_provision",
        "条款不存在",
        True,
    )
    assert first["basis"]["validity"] == "in_force"
    assert first["span"]["end"] - first["span"]["start"] == len(first["quote"])
    assert (second["document_number"], second["basis"]["validity"]) == (
        "某政发〔2019〕3号",
        "unknown",
    )
    assert found["summary"] == {"no_such_provision": 1, "not_in_library": 1}


def test_faulty_citations_may_fail_the_command(draft: Path) -> None:
    assert run("citations", str(draft), "--fail-on-faulty", *DAY)[0] == 1


def test_a_file_that_cannot_be_read_ends_with_status_3(tmp_path: Path) -> None:
    code, _, err = run("citations", str(tmp_path / "none.docx"), *DAY)
    assert code == 3
    assert "[E111]" in err
