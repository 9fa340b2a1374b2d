"""`fashen evaluate clauses|lcr` on files of a user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli.main import app

RUN = CliRunner()
CLAUSE = {
    "id": "own-1",
    "pair": "p1",
    "topic": "夜市",
    "kind": "norm_doc",
    "level": "county",
    "title": "某县夜市管理办法",
    "label": "unlawful",
    "text": "第五条 摊主占用盲道的，由街道办事处处二百元以上五百元以下罚款。",
    "categories": ["sets_penalty"],
    "acts": ["penalty"],
    "span": [18, 31],
    "bases": [["中华人民共和国行政处罚法", "16"]],
}
LAWFUL = {
    **CLAUSE,
    "id": "own-2",
    "label": "lawful",
    "text": "第五条 摊主占用盲道的，由城市管理部门依照有关法律、法规的规定处理。",
    "span": None,
    "bases": [],
    "manner": "refers",
}


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8"
    )
    return path


def test_own_clauses_are_scored(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "own.jsonl", [CLAUSE, LAWFUL])
    result = RUN.invoke(app, ["evaluate", "clauses", str(file), "--no-baselines", "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    ours = report["systems"]["法审"]
    assert ours["recall"] == {
        "value": 1.0,
        "right": 1,
        "total": 1,
        "interval": ours["recall"]["interval"],
    }
    assert ours["pairs"]["value"] == 1.0
    assert report["failures"] == []


def test_the_text_names_the_measures_in_chinese(home: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "own.jsonl", [CLAUSE])
    result = RUN.invoke(app, ["evaluate", "clauses", str(file), "--no-baselines"])
    assert "违法条款召回" in result.stdout
    assert "recall" not in result.stdout


def test_the_benchmark_is_scored_and_printed(home: Path, tmp_path: Path) -> None:
    row = {
        "id": "1",
        "high_level_laws": ["经营者应当自收到通知之日起十五日内提出复核申请。"],
        "content": "经营者应当自收到通知之日起三日内提出复核申请。",
        "conflict_type": "增设或变更适用条件",
    }
    result = RUN.invoke(
        app, ["evaluate", "lcr", str(written(tmp_path / "lcr.jsonl", [row])), "--json"]
    )
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["cases"] == 1
    assert set(report["predictions"]) == {"1"}
    assert report["scores"]["count"] == 1


@pytest.mark.parametrize("command", ["clauses", "lcr"])
def test_a_missing_file_is_a_coded_error(home: Path, tmp_path: Path, command: str) -> None:
    result = RUN.invoke(app, ["evaluate", command, str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2
    assert "E412" in result.output
