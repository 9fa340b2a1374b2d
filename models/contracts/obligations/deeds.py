"""Deeds (行为): what a clause has someone do, and where its word stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.contracts.obligations.actions import segment_start
from models.contracts.obligations.dues import read_due
from models.contracts.obligations.owing import is_bound
from models.contracts.obligations.passages import Passage
from models.contracts.obligations.time_words import PERIOD
from models.contracts.obligations.types import Duty
from models.contracts.obligations.words import DutyRule, duty_rules, sides

_BOND = re.compile(r"保证金|定金|押金|质保金|担保")
_BARE_RETURN = re.compile(r"(?:无息)?(?:返还|退还|退回)(?=[，。；]|给|$)")
_NOT = re.compile(r"(?:不能|未能|未|无法|不予|没有|尚未|不)(?:按时|按期|及时|按约定)?$")
_AS_EVENT = re.compile(
    r"[^，,。；]{0,16}?(?:后(?!续|期)|(?<!小)时(?!间|限)|之日(?!起[^，]{0,4}$)|之前|前(?!期|款|述))(?=[^，,。；]|[，,])"
)
_IN_EVENT = re.compile(rf"[^，,。；]{{0,60}}?(?:之日起|之日后|之日|后)(?:的)?{PERIOD}")


@dataclass(frozen=True, slots=True)
class Deed:
    """行为: the rule that found it and the offset of its word in the clause."""

    rule: DutyRule
    verb: int


def deeds(passage: Passage) -> list[Deed]:
    """行为 of a clause: those under a modal word first, then in the order of the rules."""
    found = [Deed(rule, at) for rule in duty_rules() for at in _places(rule, passage)]
    text = passage.text
    return sorted(found, key=lambda d: not is_bound(text, segment_start(text, d.verb), d.verb))


def _places(rule: DutyRule, passage: Passage) -> Iterator[int]:
    """Where a rule finds its deed in a clause that means nothing else.

    A bare 返还 under a heading of 保证金 or 定金 returns that money.
    """
    text = passage.text
    places = [_place(m) for m in rule.do.finditer(text) if _is_done(m, text)]
    if (
        rule.kind is Duty.GUARANTEE
        and not places
        and _BOND.search(passage.heading + passage.before)
    ):
        places = [m.start() for m in _BARE_RETURN.finditer(text)]
    if places and not rule.unless.search(text):
        yield from (at for at in places if not sides().idle.search(_segment(text, at)))


def _segment(text: str, at: int) -> str:
    low = max(text.rfind(mark, 0, at) for mark in "，,；;。：:") + 1
    return re.split("[，,；;。]", text[low:])[0]


def is_breach(passage: Passage, deed: Deed) -> bool:
    """违约后果: whether only a breach brings the duty about."""
    return sides().breach.search(passage.text[: deed.verb]) is not None


def _is_done(found: re.Match[str], text: str) -> bool:
    """Neither 不能修复 nor an event (交货时, 支付首期款后)."""
    at = _place(found)
    relative = re.match("[一-龥]{2}的|[^，,。；]{0,60}(?:的|(?<!小)时)[，,]", text[at:])
    return not (
        relative
        or _NOT.search(text, 0, at)
        or _AS_EVENT.match(text, found.end())
        or _IN_EVENT.match(text, found.end())
    )


def stands_alone(text: str) -> bool:
    """独立事项: whether words hold a deed with a period, rhythm or day of its own."""
    for rule in duty_rules():
        found = next((m for m in rule.do.finditer(text) if _is_done(m, text)), None)
        if found:
            due = read_due(text, _place(found)).due
            share = rule.kind is Duty.PAYMENT and bool(re.search("[%％元]|百分之", text))
            return due.is_definite or (share and due.is_set)
    return False


def _place(found: re.Match[str]) -> int:
    """Where the deed's own word stands: the group `at` where the pattern has one."""
    at = found.start("at") if "at" in found.re.groupindex else -1
    return at if at >= 0 else found.start()
