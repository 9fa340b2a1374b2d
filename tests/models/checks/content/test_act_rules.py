"""Every act rule hits its own examples and leaves its look-alikes alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.acts import ActRule, load_act_rules
from models.checks.content.act import match_rule

RULES = load_act_rules()
GUARDS = {guard.id: guard for guard in load_knowledge().guards}
HITS = [(rule, text) for rule in RULES for text in rule.hits]
MISSES = [(rule, text) for rule in RULES for text in rule.misses]


@pytest.mark.parametrize(("rule", "text"), HITS, ids=[f"{r.id}-{t[:8]}" for r, t in HITS])
def test_a_rule_recognises_its_examples(rule: ActRule, text: str) -> None:
    assert match_rule(rule, text, GUARDS) is not None


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{r.id}-{t[:8]}" for r, t in MISSES])
def test_a_rule_leaves_its_look_alikes_alone(rule: ActRule, text: str) -> None:
    assert match_rule(rule, text, GUARDS) is None


def test_every_rule_has_an_example_and_a_look_alike_and_a_known_category() -> None:
    categories = set(load_knowledge().categories) | {"revenue_linked_enforcement"}
    for rule in RULES:
        assert rule.hits, rule.id
        assert rule.misses, rule.id
        assert rule.category in categories, rule.id
        assert set(rule.guards) <= set(GUARDS), rule.id


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("id: X\n    act: a", "缺少"),
        (
            "id: X\n    act: a\n    category: c\n    name: n\n    strength: mild\n    any: ['a']\n"
            "    hits: [a]\n    misses: [b]",
            "strength",
        ),
        (
            "id: X\n    act: a\n    category: c\n    name: n\n    strength: weak\n    any: ['(']\n"
            "    hits: [a]\n    misses: [b]",
            "正则有误",
        ),
    ],
)
def test_a_wrong_rule_file_is_named_in_the_error(tmp_path: Path, body: str, words: str) -> None:
    (tmp_path / "mine.yaml").write_text(f"rules:\n  - {body}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yaml") as caught:
        load_act_rules(tmp_path)
    assert words in str(caught.value)
