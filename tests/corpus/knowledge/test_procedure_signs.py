"""The procedure signs cover every step of the knowledge, and their examples hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.procedure_signs import Trigger, load_procedure_signs, load_triggers


def test_every_step_has_signs_and_no_sign_is_left_over() -> None:
    assert set(load_procedure_signs()) == {step.id for step in load_knowledge().procedures}


def test_signs_name_known_roles_and_triggers() -> None:
    roles, triggers = set(load_knowledge().evidence_types), load_triggers()
    for signs in load_procedure_signs().values():
        named = {role for one in signs.evidence for role in one.roles} | set(signs.foreign)
        assert named <= roles, signs.step
        assert set(signs.applies) <= set(triggers), signs.step


def test_every_step_can_be_shown_or_is_left_to_a_person() -> None:
    for signs in load_procedure_signs().values():
        assert signs.evidence or signs.main or signs.due in ("person", "later"), signs.step


@pytest.mark.parametrize("trigger", load_triggers().values(), ids=lambda t: t.id)
def test_the_examples_of_a_trigger_hold(trigger: Trigger) -> None:
    words = [p for p in (trigger.strong, trigger.often) if p]
    assert all(any(p.search(sentence) for p in words) for sentence in trigger.hits)
    assert not [s for s in trigger.misses if any(p.search(s) for p in words)]
    assert trigger.hits or trigger.unsure


def test_a_wrong_entry_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("- {step: PR-ND-01, due: someday}\n", "utf-8")
    with pytest.raises(KnowledgeError, match="PR-ND-01"):
        load_procedure_signs(tmp_path)
