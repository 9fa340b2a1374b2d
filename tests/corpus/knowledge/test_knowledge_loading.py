"""The knowledge base reads its sections on first use, typed, with an overlay on top."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.instrument import ArticleNumber, Level
from corpus.knowledge import (
    anchors,
    clause_signs,
    evidence_signs,
    figure_labels,
    kind_signs,
    load_knowledge,
    procedure_signs,
    step_signs,
    term_families,
)
from corpus.knowledge.check import SECTIONS
from corpus.knowledge.store import DATA

KNOWLEDGE = load_knowledge()
COUNTS = {
    "categories": 24,
    "powers": 51,
    "guards": 11,
    "procedures": 73,
    "repeals": 118,
    "article_map": 12,
    "form_rules": 30,
    "casefile_rules": 41,
    "constants": 43,
    "contract_kinds": 30,
    "contract_clauses": 111,
    "contract_terms": 114,
    "numeric_checks": 40,
    "signing_steps": 27,
}


RULE_FILES = (
    anchors.FILE,
    clause_signs.FILE,
    evidence_signs.FILE,
    figure_labels.FILE,
    kind_signs.FILE,
    procedure_signs.TRIGGERS,
    step_signs.FILE,
    term_families.FILE,
)
"""Files of rules with a loader of their own."""


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_read_and_has_entries(section: str) -> None:
    assert len(getattr(KNOWLEDGE, section)) > 0


@pytest.mark.parametrize(("section", "at_least"), COUNTS.items())
def test_no_entry_of_the_first_edition_was_lost(section: str, at_least: int) -> None:
    assert len(getattr(KNOWLEDGE, section)) >= at_least


def test_every_yaml_file_belongs_to_a_section() -> None:
    read = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml")}
    for section in SECTIONS:
        getattr(KNOWLEDGE, section)
    named = set(re.findall(r'"([a-z_/]+\.yaml)"', (DATA.parent / "store.py").read_text("utf-8")))
    rules = {path.relative_to(DATA).as_posix() for path in RULE_FILES}
    folders = ("acts/", "contract/signs/", "public/procedure_signs/", "public/unlawful/")
    assert {name for name in read if not name.startswith(folders)} == named | rules


def test_a_section_is_read_once() -> None:
    assert KNOWLEDGE.categories is KNOWLEDGE.categories


def test_entries_are_typed() -> None:
    category = KNOWLEDGE.categories["sets_penalty"]
    assert category.severity == "critical"
    assert category.bases[0].article == ArticleNumber(16)
    assert category.bases[0].version == "2021-01-22"
    assert all(isinstance(pattern, re.Pattern) for pattern in category.cue_patterns)
    power = next(p for p in KNOWLEDGE.powers if p.id == "PW-PEN-06")
    assert power.levels == (Level.NORM_DOC,)
    assert power.may == "no"
    repeal = next(r for r in KNOWLEDGE.repeals if r.id == "RP-ENV-01")
    assert repeal.ceases_on == date(2026, 8, 15)


def test_a_date_that_is_not_known_stays_a_note() -> None:
    vague = [r for r in KNOWLEDGE.repeals if r.ceases_on is None and r.action != "watch"]
    assert vague
    assert all(r.ceases_note for r in vague)


def test_a_place_that_is_no_article_is_kept_as_written() -> None:
    places = {b.place for c in KNOWLEDGE.categories.values() for b in c.bases if not b.article}
    assert "一（一）" in places


def test_government_checks_stand_beside_the_terms() -> None:
    assert KNOWLEDGE.contract_terms["G01"].applies_to == ("all",)
    assert KNOWLEDGE.contract_terms["T01"].severity["gov"] == "C"


def test_the_version_is_stable_and_changes_with_an_overlay(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("- name: 甲法\n  aliases: [甲]\n", "utf-8")
    assert load_knowledge().version == KNOWLEDGE.version
    assert load_knowledge(tmp_path).version != KNOWLEDGE.version


def test_an_overlay_replaces_an_entry_and_adds_another(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    entry = "- {{id: {}, name: 本县参数, value: {{days: {}}}, scope: 本县, verified: memory, "
    entry += "source: 本县文件, note: 已核}}\n"
    text = entry.format("LP-HB-FILING", 20) + entry.format("LP-OURS", 7)
    (folder / "local_params.yaml").write_text(text, "utf-8")
    params = load_knowledge(tmp_path).local_params
    assert params["LP-HB-FILING"].value == {"days": 20}
    assert params["LP-OURS"].value == {"days": 7}
    assert params["LP-HB-FINE"] == KNOWLEDGE.local_params["LP-HB-FINE"]


def test_a_missing_overlay_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="覆盖目录 nowhere 不存在"):
        load_knowledge(tmp_path / "nowhere")


def test_a_broken_section_does_not_harm_the_others(tmp_path: Path) -> None:
    (tmp_path / "aliases.yaml").write_text("- name: 甲法\n  aliases: [甲]\n", "utf-8")
    (tmp_path / "agencies.yaml").write_text("- [", "utf-8")
    knowledge = load_knowledge(data=tmp_path)
    assert knowledge.aliases == {"甲": "甲法"}
    with pytest.raises(KnowledgeError):
        _ = knowledge.agencies
