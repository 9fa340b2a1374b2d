"""A wrong knowledge file is refused with the file, the line and the reason in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.check import check_knowledge

GUARD = """# 降噪
- id: GD-90
  name: 甲
  pattern: 甲
  effect: suppress
  note: 乙
"""
REPEAL = """- id: RP-90
  old: 甲条例
  kind: law
  action: repealed
  successors: []
  ceases_on: 2026-08-15
  report_as: error
  verified: memory
  bases:
    - law: 乙法
      article: 3
      verified: laws.db
"""
GUARDS, REPEALS = "public/guards.yaml", "public/repeals.yaml"
TERMS = "contract/terms.yaml"
TERM = """- id: T90
  name: 甲
  cues: []
  elements: 乙
  lawful_lookalike: 丙
  effect: 丁
  severity: {party_a: H, party_b: H, gov: H, neutral: M}
  applies_to: [all]
  bases: []
  suggestion: 戊
"""
CASES = {
    "a missing key": (GUARDS, GUARD.replace("  effect: suppress\n", ""), "第 2 行：缺少 effect"),
    "an unknown key": (GUARDS, GUARD + "  colour: 红\n", "第 7 行：未知的字段 colour"),
    "a bad choice": (GUARDS, GUARD.replace("suppress", "hide"), "第 5 行：effect 的值 hide 不在"),
    "a bad pattern": (
        GUARDS,
        GUARD.replace(": 甲\n  eff", ": (甲\n  eff"),
        "第 4 行：正则表达式无效",
    ),
    "an empty text": (GUARDS, GUARD.replace("note: 乙", "note: ' '"), "第 6 行：note 不能为空"),
    "a wrong type": (
        GUARDS,
        GUARD.replace("note: 乙", "note: [乙]"),
        "第 6 行：note 应为文字，实为列表",
    ),
    "a double id": (GUARDS, GUARD + GUARD[5:], "第 7 行：条目 GD-90 重复"),
    "a double key": (GUARDS, GUARD + "  note: 丙\n", "第 7 行：YAML 格式有误（note 写了两次）"),
    "a key that is a list": (GUARDS, "- ? [甲]\n  : 乙\n", "第 1 行：YAML 格式有误"),
    "not a list": (GUARDS, "id: GD-90\n", "第 1 行：文件应为条目列表，实为键值对"),
    "an empty file": (GUARDS, "# 空\n", "第 1 行：文件应为条目列表，实为空"),
    "an entry that is text": (GUARDS, "- 甲\n- 乙\n", "第 1 行：应为键值对，实为文字"),
    "not YAML": (GUARDS, "- id: [甲\n- id: 乙\n", "第 2 行：YAML 格式有误"),
    "a bad date": (
        REPEALS,
        REPEAL.replace("08-15", "13-45"),
        "第 6 行：ceases_on 的日期 2026-13-45",
    ),
    "a vague date": (REPEALS, REPEAL.replace("2026-08-15", "2026-08"), "第 6 行：ceases_on 的日期"),
    "a number for a date": (
        REPEALS,
        REPEAL.replace("2026-08-15", "2026"),
        "第 6 行：ceases_on 应为",
    ),
    "a bad article": (
        REPEALS,
        REPEAL.replace(": 3", ": 第三条"),
        "第 11 行：article 的条号 第三条 无效",
    ),
    "article zero": (REPEALS, REPEAL.replace(": 3", ": 0"), "第 11 行：article 的条号 0 无效"),
    "a nested key": (REPEALS, REPEAL + "      quote: 丙\n", "第 13 行：未知的字段 quote"),
    "a bad source": (REPEALS, REPEAL.replace("laws.db", "laws"), "第 12 行：verified 的值 laws"),
    "a bad grade": (
        TERMS,
        TERM.replace("gov: H", "gov: X"),
        "第 7 行：gov 的值 X 不在允许范围：C、H、M、L",
    ),
    "a bad list item": (
        TERMS,
        TERM.replace("[all]", "[all, 3]"),
        "第 8 行：列表里应为文字，实为整数",
    ),
}
READ = {GUARDS: "guards", REPEALS: "repeals", TERMS: "contract_terms"}


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(("name", "text", "message"), CASES.values(), ids=CASES)
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    write(tmp_path, name, text)
    with pytest.raises(KnowledgeError) as caught:
        getattr(load_knowledge(data=tmp_path), READ[name])
    assert message in str(caught.value)
    assert name.rpartition("/")[2] in str(caught.value)
    assert caught.value.code == "E301"


def test_a_right_file_is_accepted(tmp_path: Path) -> None:
    write(tmp_path, GUARDS, GUARD)
    write(tmp_path, REPEALS, REPEAL)
    knowledge = load_knowledge(data=tmp_path)
    assert [g.id for g in knowledge.guards] == ["GD-90"]
    assert knowledge.repeals[0].bases[0].law == "乙法"


def test_an_article_between_articles_is_read(tmp_path: Path) -> None:
    write(tmp_path, REPEALS, REPEAL.replace(": 3", ": 120之1"))
    basis = load_knowledge(data=tmp_path).repeals[0].bases[0]
    assert basis.article is not None
    assert (basis.article.main, basis.article.sub) == (120, 1)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"guards\.yaml：文件不存在"):
        _ = load_knowledge(data=tmp_path).guards


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    write(tmp_path, GUARDS, "")
    (tmp_path / GUARDS).write_bytes(GUARD.encode("gb18030"))
    with pytest.raises(KnowledgeError, match="不是 UTF-8 编码"):
        _ = load_knowledge(data=tmp_path).guards


def test_one_short_name_for_two_laws_is_refused(tmp_path: Path) -> None:
    text = "- name: 甲法\n  aliases: [丙]\n- name: 乙法\n  aliases: [丁, 丙]\n"
    write(tmp_path, "aliases.yaml", text)
    with pytest.raises(KnowledgeError, match="丙 同时指向 甲法 和 乙法"):
        _ = load_knowledge(data=tmp_path).aliases


def test_an_error_in_an_overlay_names_the_overlay(tmp_path: Path) -> None:
    write(tmp_path / "ours", GUARDS, GUARD.replace("suppress", "hide"))
    with pytest.raises(KnowledgeError, match=r"ours/public/guards\.yaml 第 5 行"):
        _ = load_knowledge(tmp_path / "ours").guards


def test_the_check_reports_every_unreadable_section_and_raises_nothing(tmp_path: Path) -> None:
    write(tmp_path, GUARDS, "- [")
    write(tmp_path, REPEALS, REPEAL + "  colour: 红\n")
    problems = {p.where: p for p in check_knowledge(load_knowledge(tmp_path), None)}
    assert set(problems) == {"guards", "repeals"}
    assert "第 13 行" in problems["repeals"].message
    assert all(p.gravity == "error" for p in problems.values())
