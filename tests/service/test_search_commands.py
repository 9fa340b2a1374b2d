"""`fashen search`, `fashen similar`, `fashen citing` on the real library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from support import ROOT
from typer.testing import CliRunner

from service.cli.search import search
from service.cli.similar import citing, similar

SAMPLE = str(ROOT / "service/samples/sample_norm_doc.docx")
DAY = ("--as-of", "2026-11-24")
pytestmark = pytest.mark.usefixtures("home")

app = typer.Typer()
for command in (search, similar, citing):
    app.command()(command)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_a_search_shows_the_rank_of_each_part_and_how_it_searched() -> None:
    code, out, err = run("search", "规范性文件不得设定行政处罚", "-k", "5", *DAY)
    assert code == 0
    assert "《中华人民共和国行政处罚法》第十六条（法律）" in out
    assert "字面第1" in out
    assert "检索" in err


def test_the_json_of_a_search_has_whole_texts_and_ranks() -> None:
    code, out, _ = run("search", "民法典第五百八十五条", "-k", "3", *DAY, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert found["as_of"] == "2026-11-24"
    first = found["hits"][0]
    assert (first["rank"], first["article"], first["ranks"]["direct"]) == (1, "第五百八十五条", 1)
    assert first["law"] == "中华人民共和国民法典"
    assert len(first["text"]) > 120
    assert len(found["hits"]) == 3


def test_a_level_narrows_a_search() -> None:
    _, out, _ = run("search", "公民的权利", "--level", "宪法", *DAY, "--format", "json")
    assert {hit["level"] for hit in json.loads(out)["hits"]} == {"constitution"}


@pytest.mark.parametrize("words", [("--level", "天条"), ("--region", "月球"), ("--as-of", "昨天")])
def test_a_wrong_option_is_a_coded_error(words: tuple[str, ...]) -> None:
    code, out, err = run("search", "处罚", *words)
    assert (code, out) == (2, "")
    assert "E401" in err


def test_a_search_without_hits_says_where_to_look() -> None:
    code, out, _ = run("search", "🙂", *DAY)
    assert code == 0
    assert "fashen library status" in out


def test_similar_names_documents_and_repeated_clauses(tmp_path: Path) -> None:
    code, out, _ = run("similar", SAMPLE, "-k", "4", *DAY)
    assert code == 0
    assert "4. 《" in out
    assert "重复上位法的条款：" in out
    code, out, _ = run("similar", SAMPLE, "-k", "2", *DAY, "--format", "json")
    found = json.loads(out)
    assert len(found["similar"]) == 2
    assert found["similar"][0]["matches"]


def test_an_unreadable_draft_is_a_coded_error(tmp_path: Path) -> None:
    code, _, err = run("similar", str(tmp_path / "没有.docx"))
    assert code == 3
    assert "E111" in err


def test_citing_lists_the_places_to_clean_up() -> None:
    code, out, err = run("citing", "合同法", *DAY)
    assert code == 0
    assert "《中华人民共和国邮政法》第二十二条（法律）" in out
    assert "部文件" in err
    code, out, _ = run("citing", "合同法", *DAY, "--format", "json")
    assert all(one["quote"] for one in json.loads(out)["citing"] if one["relation"] == "mention")
