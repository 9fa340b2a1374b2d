"""Scores of clauses and conflicts say what they claim to say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import BadCases
from models.neural.clauses.reader import Comparison
from models.submission import IssuerLevel, Kind
from models.training.clause_scores import Rate, Said, scores
from models.training.clauses import Clause
from models.training.conflict_scores import scores as conflict_scores
from models.training.lcr import evaluate, read_cases


def clause(label: str, pair: str = "p1", **other: object) -> Clause:
    values: dict[str, object] = {
        "id": f"{pair}-{label}",
        "author": "T",
        "pair": pair,
        "topic": "夜市",
        "kind": Kind.NORM_DOC,
        "level": IssuerLevel.COUNTY,
        "title": "某县夜市管理办法",
        "text": "第一条 违反规定的，处五百元罚款。",
        "label": label,
        "categories": ("sets_penalty",),
        "acts": ("penalty",),
        "span": (10, 16) if label == "unlawful" else None,
        "bases": (("中华人民共和国行政处罚法", "16"),) if label == "unlawful" else (),
        "contrast": "",
        "manner": "",
        "reason": "",
    }
    return Clause(**{**values, **other})  # type: ignore[arg-type]


FLAG = Said(True, "sets_penalty", (("中华人民共和国行政处罚法", "第十六条"),), (8, 17), 0.9)
SILENT = Said(False)


def test_a_pair_counts_only_if_both_sides_are_right() -> None:
    both = [clause("unlawful"), clause("lawful")]
    assert scores(both, [FLAG, SILENT]).pairs == Rate(1, 1)
    assert scores(both, [FLAG, FLAG]).pairs == Rate(0, 1)
    assert scores(both, [SILENT, SILENT]).pairs == Rate(0, 1)


def test_category_article_and_words_are_counted_among_the_flagged() -> None:
    found = scores([clause("unlawful"), clause("unlawful", "p2")], [FLAG, SILENT])
    assert found.recall == Rate(1, 2)
    assert found.category == found.article == found.words == Rate(1, 1)
    missed = Said(True, "sets_fee", (("中华人民共和国价格法", "第四十七条"),), (0, 5), 0.9)
    found = scores([clause("unlawful")], [missed])
    assert found.category == found.article == found.words == Rate(0, 1)


def test_false_alarms_and_background_are_kept_apart() -> None:
    found = scores([clause("lawful"), clause("background", "")], [FLAG, SILENT])
    assert found.false_alarms == Rate(1, 1)
    assert found.background == Rate(0, 1)


def test_the_interval_of_a_rate_holds_the_rate_and_narrows_with_more_clauses() -> None:
    few, many = Rate(8, 10), Rate(800, 1000)
    assert few.interval[0] < 0.8 < few.interval[1]
    assert many.interval[1] - many.interval[0] < few.interval[1] - few.interval[0]
    assert Rate(0, 0).interval == (0.0, 1.0)


def test_macro_f1_is_the_mean_over_the_types_that_occur_and_unrelated_is_none() -> None:
    found = conflict_scores(["none", "body", "unrelated"], ["none", "none", "none"])
    assert found.accuracy == pytest.approx(2 / 3)
    assert found.by_type["none"].f1 == pytest.approx(0.8)
    assert found.macro_f1 == pytest.approx(0.4)


class Counting:
    """Says that whatever names 乡镇 conflicts in its body."""

    def compare(self, pairs: list[tuple[str, str]]) -> list[Comparison]:
        return [self._one("乡镇" in law) for _, law in pairs]

    @staticmethod
    def _one(conflict: bool) -> Comparison:
        types = dict.fromkeys(
            ("none", "body", "definition", "sanction", "condition", "unrelated"), 0.0
        )
        return Comparison({**types, "body" if conflict else "none": 1.0}, None)


def test_the_benchmark_takes_the_law_in_conflict_of_several(tmp_path: Path) -> None:
    lines = [
        {
            "id": "1",
            "high_level_laws": ["甲", "乡镇"],
            "content": "丙",
            "conflict_type": "职权或责任划分不符",
        },
        {"id": "2", "high_level_laws": ["甲"], "content": "丁", "conflict_type": "无冲突"},
    ]
    path = tmp_path / "lcr.jsonl"
    path.write_text("\n".join(json.dumps(x, ensure_ascii=False) for x in lines), encoding="utf-8")
    report = evaluate(read_cases(path), Counting())  # type: ignore[arg-type]
    assert report.predictions == {"1": "职权或责任划分不符", "2": "无冲突"}
    assert report.scores is not None
    assert report.scores.accuracy == 1.0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("不是 JSON", "不是 JSON"),
        ('{"content": "甲"}', "high_level_laws"),
        ('{"high_level_laws": ["甲"]}', "content"),
        ('{"high_level_laws": ["甲"], "content": "乙", "conflict_type": "别的"}', "conflict_type"),
        ("", "没有案例"),
    ],
)
def test_a_wrong_line_of_the_benchmark_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "lcr.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadCases, match=told):
        read_cases(path)
