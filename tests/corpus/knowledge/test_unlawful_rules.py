"""Every rule of unlawful wordings finds its own examples; no rule touches a lawful look-alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import KnowledgeError
from corpus.knowledge import load_knowledge
from corpus.knowledge.patterns import late
from corpus.knowledge.unlawful import COMMON, DATA, UnlawfulRule, load_unlawful_rules

RULES = load_unlawful_rules()
HITS = [(rule, text) for rule in RULES for text in rule.hits]
MISSES = [(rule, text) for rule in RULES for text in rule.misses]
NORMATIVE = frozenset({"norm_doc"})
HEAD = "category: sets_fee\nrules:\n  - "
RULE = "id: X\n    name: n\n    strength: {}\n    any: ['{}']\n    hits: [a]\n    misses: [b]\n"


@pytest.mark.parametrize(("rule", "text"), HITS, ids=[f"{r.id}-{t[:8]}" for r, t in HITS])
def test_a_rule_finds_its_examples(rule: UnlawfulRule, text: str) -> None:
    assert rule.match(text) is not None


@pytest.mark.parametrize(("rule", "text"), MISSES, ids=[f"{r.id}-{t[:8]}" for r, t in MISSES])
def test_no_rule_of_the_category_finds_a_lawful_look_alike(rule: UnlawfulRule, text: str) -> None:
    alike = [r for r in RULES if r.category == rule.category and r.kinds & rule.kinds & NORMATIVE]
    assert [r.id for r in (rule, *alike) if r.match(text)] == []


def test_every_rule_has_four_examples_and_four_look_alikes() -> None:
    assert [r.id for r in RULES if len(set(r.hits)) < 4 or len(set(r.misses)) < 4] == []


def test_a_file_is_called_like_its_category_and_the_category_is_known() -> None:
    named = {path.name.split(".")[0] for path in DATA.glob("*.yaml") if path.name != COMMON}
    assert named == {rule.category for rule in RULES}
    assert named <= set(load_knowledge().categories)


def test_an_item_of_a_list_is_read_with_its_lead_but_must_do_it_itself() -> None:
    rule = next(r for r in RULES if r.id == "UL-CER-VILLAGE")
    lead = "申请办理摊位续租的，应当提交下列材料："
    assert rule.match(lead + "（一）社区居委会盖章的居住证明；", len(lead)) is not None
    assert rule.match(lead + "（二）身份证复印件；", len(lead)) is None
    whole = "应当提交村委会盖章的证明："
    assert rule.match(whole + "（一）本人签名；", len(whole)) is None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (HEAD + "id: X\n    name: n\n", "缺少"),
        (HEAD + RULE.format("mild", "a"), "strength"),
        (HEAD + RULE.format("sure", "("), "正则有误"),
        (HEAD + RULE.format("sure", "a") + "notes: x\n", "notes"),
        (HEAD + RULE.format("sure", "a") + "  - " + RULE.format("sure", "a"), "重复"),
    ],
)
def test_a_wrong_file_is_named_in_the_error(tmp_path: Path, body: str, words: str) -> None:
    (tmp_path / "mine.yaml").write_text(body, "utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.yaml") as caught:
        load_unlawful_rules(tmp_path)
    assert words in str(caught.value)


def test_families_stand_for_each_other_and_a_file_may_change_them(tmp_path: Path) -> None:
    (tmp_path / COMMON).write_text("words: {A: '甲', B: '{A}乙'}\n", "utf-8")
    rule = RULE.format("sure", "{B}丙").replace("[a]", "[甲乙丙]")
    (tmp_path / "sets_fee.yaml").write_text(HEAD + rule, "utf-8")
    assert load_unlawful_rules(tmp_path)[0].match("甲乙丙") is not None


def test_a_wrong_exception_is_named_when_it_is_first_asked() -> None:
    exception = late("(", {}, "mine.yaml：规则 X")
    with pytest.raises(KnowledgeError, match=r"mine\.yaml：规则 X"):
        exception.search("任何条款")
