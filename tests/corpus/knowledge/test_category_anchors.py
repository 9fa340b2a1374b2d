"""Words without which the model alone is not believed, and the clauses they let go."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.anchors import Anchor, load_anchors

ANCHORS = load_anchors()


@pytest.mark.parametrize("anchor", ANCHORS.values(), ids=lambda a: a.category or "every")
def test_the_examples_of_an_anchor_hold(anchor: Anchor) -> None:
    assert [hit for hit in anchor.hits if not anchor.fits(hit)] == []
    every = ANCHORS[""]
    assert [miss for miss in anchor.misses if anchor.fits(miss) and every.fits(miss)] == []
    assert anchor.misses


def test_anchors_belong_to_known_categories() -> None:
    assert set(ANCHORS) - {""} <= set(load_knowledge().categories)


def test_a_wrong_key_is_named(tmp_path: Path) -> None:
    file = tmp_path / "anchors.yaml"
    file.write_text("- {category: sets_fee, need: x}\n", "utf-8")
    with pytest.raises(KnowledgeError, match="sets_fee"):
        load_anchors(file)
