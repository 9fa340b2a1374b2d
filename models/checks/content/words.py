"""Words (用语识别): sentences whose wording alone an issuer without the power may not use.

The rules are those of `corpus/knowledge/data/public/unlawful`. A sentence that leans on an article
of another instrument is no case for words: the comparison with that article decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.knowledge.unlawful import UnlawfulRule, load_unlawful_rules
from corpus.span import Span
from models.checks.content.act import sentences
from models.checks.content.lead import is_only_described, lead_of
from models.submission import Submission


@dataclass(frozen=True, slots=True)
class WordMatch:
    """用语识别结果. `span` is the sentence, `trigger` the words in it that do it."""

    rule: UnlawfulRule
    span: Span
    trigger: Span


def find_words(submission: Submission) -> tuple[WordMatch, ...]:
    """用语识别 over a draft; in a sentence sure rules first, before them those that name a provision."""
    document = submission.document
    issuer = submission.issuer_level.value if submission.issuer_level else None
    rules = [
        rule
        for rule in load_unlawful_rules()
        if rule.concerns(submission.kind.value, issuer, document.title)
    ]
    rules.sort(key=lambda rule: (rule.strength != "sure", not rule.bases))
    return tuple(m for span in sentences(document.text) for m in _of(span, document, rules))


def _of(span: Span, document: Document, rules: list[UnlawfulRule]) -> Iterator[WordMatch]:
    """The matches of one sentence; an item of a list is read together with its lead."""
    sentence = span.of(document.text)
    if is_only_described(document.text, span.start, sentence):
        return
    lead = lead_of(document.text, span.start)
    for rule in rules:
        found = rule.match(lead + sentence, len(lead))
        if found is not None:
            start = span.start + max(0, found.start() - len(lead))
            yield WordMatch(rule, span, Span(start, span.start + found.end() - len(lead)))
