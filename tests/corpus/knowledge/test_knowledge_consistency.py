"""The sections fit together, and the check notices when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.knowledge import load_knowledge
from corpus.knowledge.check import check_knowledge

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize("example", KNOWLEDGE.examples, ids=lambda e: e.id)
def test_a_public_example_names_known_categories_and_gives_a_reason(example) -> None:
    named = {*example.expected, *example.acceptable_extra, *example.must_not}
    assert named <= KNOWLEDGE.categories.keys()
    assert bool(example.expected) == (example.polarity == "violation")
    assert example.reason


@pytest.mark.parametrize("example", KNOWLEDGE.contract_examples, ids=lambda e: e.id)
def test_a_contract_example_names_known_checks(example) -> None:
    known = {*KNOWLEDGE.contract_terms, *KNOWLEDGE.numeric_checks}
    assert set(example.expected) <= known
    assert example.lawful != bool(example.expected)


@pytest.mark.parametrize("category", KNOWLEDGE.categories.values(), ids=lambda c: c.id)
def test_a_category_has_a_violation_lookalikes_and_patterns_that_hit(category) -> None:
    violations = [e.text for e in KNOWLEDGE.examples if category.id in e.expected]
    written = [*violations, *category.direct_cues, *category.indirect_cues]
    assert any(p.search(text) for p in category.cue_patterns for text in written)
    assert category.lookalikes
    assert category.bases


def test_a_guard_hits_only_texts_that_say_something() -> None:
    assert not any(guard.pattern.search("") for guard in KNOWLEDGE.guards)


OVERLAYS = {
    "an unknown category in an example": (
        "public/examples.yaml",
        "- {id: EX-90, polarity: violation, text: 甲, doc_kind: norm_doc, issuer: 乙, "
        "expected: [sets_magic], reason: 丙}\n",
        "类目 里的 sets_magic 不存在",
    ),
    "a violation without expectation": (
        "public/examples.yaml",
        "- {id: EX-90, polarity: violation, text: 甲, doc_kind: norm_doc, issuer: 乙, "
        "expected: [], reason: 丙}\n",
        "违法例句须有 expected",
    ),
    "a guard that hits nothing": (
        "public/guards.yaml",
        "- {id: GD-90, name: 甲, pattern: 甲?, effect: suppress, note: 乙}\n",
        "会命中空文字",
    ),
    "a watch entry with a date": (
        "public/repeals.yaml",
        "- {id: RP-90, old: 甲, kind: law, action: watch, successors: [], ceases_on: 2026-01-01, "
        "report_as: hint, verified: memory, bases: []}\n",
        "watch 是待核事项",
    ),
    "an unknown kind of contract": (
        "contract/examples.yaml",
        "- {id: E90, kind: barter, text: 甲, expected: [T01], reason: 乙, lawful: false}\n",
        "kind barter 不存在",
    ),
    "an exception that excepts nothing": (
        "agencies.yaml",
        "- {id: AG-90, old: 甲局, new: 乙局, since: 2018-03-17, spellings: [甲局], "
        "not_in: [丙局]}\n",
        "不含任何旧名写法",
    ),
    "an unknown local figure": (
        "public/powers.yaml",
        "- {id: PW-90, levels: [norm_doc], subject: 甲, may: all, limits: 乙, check: 丙, "
        "bases: [], local_param: LP-NONE}\n",
        "local_param 里的 LP-NONE 不存在",
    ),
    "an unknown outside source": (
        "public/constants.yaml",
        "- {id: CN-90, name: 甲, value: 1, unit: day, bases: [{law: 甲, verified: memory, "
        "source_id: 乙}]}\n",
        "source_id 乙 不在 external_sources",
    ),
}


@pytest.mark.parametrize(("name", "text", "message"), OVERLAYS.values(), ids=OVERLAYS)
def test_the_check_notices_what_does_not_fit(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    found = [p for p in check_knowledge(load_knowledge(tmp_path), None) if p.gravity == "error"]
    assert len(found) == 1
    assert message in found[0].message
