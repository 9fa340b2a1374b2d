"""The parser on the real statutes and documents beside the project."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support import SHARED, needs_shared

from corpus.structure import parse_structure, read_metadata
from corpus.structure.evaluate import judge, judge_folder, main, report


def _folder(*parts: str) -> Path:
    assert SHARED is not None
    return SHARED.joinpath(*parts)


@needs_shared
@pytest.mark.slow
def test_nearly_all_statutes_parse_into_an_unbroken_sequence() -> None:
    judged = judge_folder(_folder("statutes"))
    holding = [j for j in judged if j.outcome != "no_articles"]
    unbroken = [j for j in holding if j.outcome == "unbroken"]
    assert len(judged) > 2600
    assert [j.name for j in judged if j.outcome == "ours"] == []
    assert len(unbroken) / len(holding) >= 0.995


@needs_shared
def test_a_hundred_thousand_characters_take_well_under_a_second() -> None:
    text = _folder("statutes", "national", "刑法", "刑法.md").read_text(encoding="utf-8")
    text = (text * 3)[:100_000]
    start = time.perf_counter()
    read_metadata(text, parse_structure(text))
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "一、某某\n" * 8000,
        "第一章 总则\n" * 8000,
        "某办法\n2026年1月1日\n" * 5000,
        "1.1 某\n" * 8000,
    ],
)
def test_hostile_repetition_does_not_make_the_parser_slow(text: str) -> None:
    start = time.perf_counter()
    read_metadata(text, parse_structure(text))
    assert time.perf_counter() - start < 3.0


def test_a_gap_in_the_source_is_told_from_an_article_that_was_lost() -> None:
    assert judge("甲办法", "第一条 甲。\n第三条 乙。").outcome == "source"
    assert judge("甲办法", "第一条 甲。\n第二条 乙。").outcome == "unbroken"
    assert judge("甲通知", "一、甲\n二、乙").outcome == "no_articles"


def test_a_part_of_a_code_may_begin_at_any_number() -> None:
    text = "第二十条 甲。\n第二十一条 乙。"
    assert judge("物权编", text).outcome == "unbroken"
    assert judge("甲办法", text).outcome == "source"


def test_the_report_shows_both_shares_and_lists_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "甲.md").write_text("第一条 甲。\n第三条 乙。", encoding="utf-8")
    (tmp_path / "乙.md").write_text("第一条 甲。\n第二条 乙。", encoding="utf-8")
    lines = report(judge_folder(tmp_path), listing=True)
    assert "含条文的文件中条号连续：50.00%" in lines
    assert any("甲.md" in line and "缺第二条" in line for line in lines)


def test_the_command_prints_the_report_and_refuses_a_missing_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "乙.md").write_text("第一条 甲。", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert "文件 1 个" in capsys.readouterr().out
    assert main([str(tmp_path / "无")]) == 2
