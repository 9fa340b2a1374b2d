"""Content (内容): do categories, powers, guards, procedures and examples fit together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.knowledge.checking.problem import Problem, error
from corpus.knowledge.types import Category, Example, Knowledge

_ANY_KIND = "special"


def check_content(knowledge: Knowledge) -> Iterator[Problem]:
    """核对公法内容: references between the sections, and patterns against their examples."""
    for category in knowledge.categories.values():
        yield from _category(knowledge, category)
    for example in knowledge.examples:
        yield from _example(knowledge, example)
    for guard in knowledge.guards:
        if guard.pattern.search(""):
            yield error(f"guards {guard.id}", "pattern 会命中空文字")
    yield from _references(knowledge)


def _category(knowledge: Knowledge, category: Category) -> Iterator[Problem]:
    where = f"categories {category.id}"
    yield from _unknown(where, "related", category.related, knowledge.categories)
    yield from _unknown(where, "applies_to", category.applies_to, knowledge.doc_kinds)
    written = [e.text for e in knowledge.examples if category.id in e.expected]
    written += [*category.direct_cues, *category.indirect_cues]
    if not any(p.search(text) for p in category.cue_patterns for text in written):
        yield error(where, "cue_patterns 没有一条命中自己的违法例句或写明的说法")
    for pattern in category.cue_patterns:
        if pattern.search(""):
            yield error(where, f"cue_patterns 的 {pattern.pattern} 会命中空文字")


def _example(knowledge: Knowledge, example: Example) -> Iterator[Problem]:
    where = f"examples {example.id}"
    named = (*example.expected, *example.acceptable_extra, *example.must_not)
    yield from _unknown(where, "类目", named, knowledge.categories)
    yield from _unknown(where, "doc_kind", (example.doc_kind,), knowledge.doc_kinds)
    if (example.polarity == "violation") != bool(example.expected):
        yield error(where, "违法例句须有 expected，合法近似不得有")
    if set(example.must_not) & {*example.expected, *example.acceptable_extra}:
        yield error(where, "must_not 与 expected 或 acceptable_extra 矛盾")


def _references(knowledge: Knowledge) -> Iterator[Problem]:
    kinds = {*knowledge.doc_kinds, _ANY_KIND}
    for power in knowledge.powers:
        where = f"powers {power.id}"
        if not power.levels:
            yield error(where, "levels 不能为空")
        yield from _unknown(where, "local_param", _given(power.local_param), knowledge.local_params)
    for step in knowledge.procedures:
        where = f"procedures {step.id}"
        yield from _unknown(where, "kind", (step.kind,), kinds)
        yield from _unknown(where, "evidence_ids", step.evidence_ids, knowledge.evidence_types)
        yield from _unknown(where, "local_param", _given(step.local_param), knowledge.local_params)


def _given(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _unknown(
    where: str, field: str, names: Iterable[str], known: Iterable[str]
) -> Iterator[Problem]:
    for name in names:
        if name not in set(known):
            yield error(where, f"{field} 里的 {name} 不存在")
