"""Act (行为): what does a clause do to people? The first of the four steps, free of context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.knowledge.acts import ActRule
from corpus.knowledge.types import Guard
from corpus.span import Span
from models.checks.content.lead import is_only_described

_SENTENCE = re.compile(r"[^。；！\n]+[。；！]?")
_ENCOURAGE = re.compile(r"鼓励|倡导|引导|支持|提倡|可以自愿")
_CONSEQUENCE = re.compile(
    r"罚款|没收|吊销|取消|不得|不予|方可|方能|扣|列入|纳入|应当|必须|优先|奖励|返还"
)
_INTERNAL = re.compile(
    r"(各镇|各乡镇|各街道|各部门|各单位|责任单位|责任人|领导干部|工作人员|公职人员|执法人员|主管人员)"
    r"[^。；]{0,40}(通报批评|约谈|问责|考核|追责|追究|处分|取消|扣减|不得)"
)


@dataclass(frozen=True, slots=True)
class ActMatch:
    """行为识别结果: a sentence that does an act. `span` is the sentence, `trigger` the words."""

    rule: ActRule
    span: Span
    trigger: Span


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text (ended by 。；！ or a line end), blanks trimmed."""
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        lead = len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if match.start() + lead < end:
            yield Span(match.start() + lead, end)


def find_acts(
    document: Document,
    rules: Sequence[ActRule],
    guards: dict[str, Guard],
    *,
    issuer_level: str | None = None,
) -> tuple[ActMatch, ...]:
    """行为识别: all acts of a document, in document order, at most one a rule and sentence."""
    active = [
        rule
        for rule in rules
        if (not rule.levels or issuer_level in rule.levels)
        and not (rule.title_unless and rule.title_unless.search(document.title))
    ]
    found = []
    for span in sentences(document.text):
        sentence = span.of(document.text)
        if is_only_described(document.text, span.start, sentence):
            continue
        found += [
            ActMatch(rule, span, trigger.shift(span.start))
            for rule in active
            if (trigger := match_rule(rule, sentence, guards)) is not None
        ]
    return tuple(found)


def match_rule(rule: ActRule, sentence: str, guards: dict[str, Guard]) -> Span | None:
    """Return where a sentence does the rule's act, or None.

    A guard that the rule names, an exhortation without consequence, or duties inside the
    administration (内部问责) silence it.
    """
    hit = next((m for p in rule.patterns if (m := p.search(sentence))), None)
    if hit is None or (rule.unless and rule.unless.search(sentence)):
        return None
    if rule.needs and not rule.needs.search(sentence):
        return None
    if any(guards[g].pattern.search(sentence) for g in rule.guards if g in guards):
        return None
    if _is_exhortation(sentence, hit.start()) or _is_internal(rule, sentence):
        return None
    return Span(hit.start(), hit.end())


def _is_exhortation(sentence: str, at: int) -> bool:
    """鼓励…: an exhortation before the trigger and no consequence anywhere."""
    return bool(_ENCOURAGE.search(sentence[:at])) and not _CONSEQUENCE.search(sentence)


def _is_internal(rule: ActRule, sentence: str) -> bool:
    """Sanctions on officials and departments are accountability, not penalties."""
    return rule.category == "sets_penalty" and bool(_INTERNAL.search(sentence))
