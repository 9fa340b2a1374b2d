"""Triggers (适用条件判断): facts of the draft that make steps apply, with the words that tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document
from corpus.knowledge.procedure_signs import Trigger
from models.finding import Evidence
from models.packages.types import Package

Answer = Literal["yes", "no", "maybe"]
_SENTENCE = re.compile(r"[^。；\n]+")
_NOTES = ("EV-01", "EV-29", "EV-08", "EV-09", "EV-10", "EV-17")
_CUT = 60
_TELLING = 20
"""Characters of a sentence that tells more than a heading."""


@dataclass(frozen=True, slots=True)
class Fact:
    """适用事实: `evidence` are the words that tell; empty where nothing was found."""

    trigger: Trigger
    answer: Answer
    evidence: tuple[Evidence, ...] = ()


def facts_of(package: Package, triggers: Mapping[str, Trigger]) -> dict[str, Fact]:
    """适用事实 of a package, by trigger id."""
    sentences = _SENTENCE.findall(package.main.text)
    notes = [m.document for m in package.playing(*_NOTES)]
    return {key: _fact(one, package.main, sentences, notes) for key, one in triggers.items()}


def _fact(trigger: Trigger, main: Document, sentences: list[str], notes: list[Document]) -> Fact:
    strong = _hits(trigger.strong, sentences)
    if strong:
        return Fact(trigger, "yes", _quoted(main, strong))
    denied = _sentence(trigger.denied, [main, *notes])
    if denied:
        return Fact(trigger, "no", denied)
    told = _sentence(trigger.told, notes)
    if told:
        return Fact(trigger, "yes", told)
    often = _hits(trigger.often, sentences)
    if len(often) >= trigger.times:
        return Fact(trigger, "yes", _quoted(main, often))
    if often or trigger.unsure:
        return Fact(trigger, "maybe", _quoted(main, often))
    return Fact(trigger, "no")


def _hits(pattern: re.Pattern[str] | None, sentences: Iterable[str]) -> list[str]:
    return [s for s in sentences if pattern.search(s)] if pattern else []


def _sentence(pattern: re.Pattern[str] | None, papers: list[Document]) -> tuple[Evidence, ...]:
    """The first sentence of the papers that says so."""
    if pattern is None:
        return ()
    for paper in papers:
        for sentence in _SENTENCE.findall(paper.text):
            if pattern.search(sentence):
                return (Evidence(paper.name, clip(sentence.strip(), 2 * _CUT)),)
    return ()


def clip(text: str, limit: int) -> str:
    """截取: the beginning of a long sentence, up to the last mark in it where there is one."""
    if len(text) <= limit:
        return text
    end = max(text.rfind(mark, limit // 3, limit) for mark in "，、；：")
    return text[: end if end > 0 else limit]


def _quoted(main: Document, sentences: list[str]) -> tuple[Evidence, ...]:
    telling = [s for s in sentences if len(s.strip()) >= _TELLING] or sentences
    return tuple(Evidence(main.name, clip(s.strip(), _CUT)) for s in telling[:2])
