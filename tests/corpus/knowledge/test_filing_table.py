"""The table of filing duties is whole, and what it cites is in the library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.filing import DATA, NAME, load_filing
from corpus.library import Library
from models.checks.grounding import ground_one

ENTRIES = load_filing()
STEPS = {step.id: step for step in load_knowledge().procedures}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_row_names_a_step_with_a_period_and_says_who_is_told(entry) -> None:
    if entry.recipients:
        assert STEPS[entry.step].deadline_days
        assert entry.contents
        assert entry.filer
        assert all(one.bases for one in entry.recipients)
    else:
        assert entry.note


def test_no_issuer_has_two_rows() -> None:
    keys = [
        (entry.kind, body, level)
        for entry in ENTRIES
        for body in entry.bodies
        for level in entry.levels
    ]
    assert len(keys) == len(set(keys))


def test_every_basis_seen_in_the_statute_package_holds(library: Library) -> None:
    view = library.at(date(2026, 11, 26))
    refs = [ref for entry in ENTRIES for ref in entry.bases if ref.verified == "laws.db"]
    assert refs
    assert [(r.law, r.anchor) for r in refs if not ground_one(r, view).verified] == []


def test_an_office_replaces_a_row_in_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    row = (
        "- {id: FD-ND-TOWNSHIP, kind: norm_doc, bodies: [township], levels: [township], "
        "step: PR-ND-18, filer: 镇政府, recipients: [{who: other, name: 某市人民政府, bases: []}], "
        "contents: [备案报告], contents_sure: true}\n"
    )
    (tmp_path / NAME).write_text(row, "utf-8")
    found = {entry.id: entry for entry in load_filing(tmp_path)}
    assert len(found) == len(ENTRIES)
    assert found["FD-ND-TOWNSHIP"].recipients[0].name == "某市人民政府"


def test_a_wrong_row_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    text = (DATA / NAME).read_text("utf-8").replace("who: own_congress", "who: nobody", 1)
    (tmp_path / NAME).write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=r"第 \d+ 行.*nobody"):
        load_filing(tmp_path)
