"""Review view (审查页数据): a stored review as cards and steps, each with what was decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.finding import Finding, Severity, StepResult
from service.desk.reading import Opened
from service.desk.standing import Standing
from service.ledger.records import Decision
from service.ledger.words import ItemKind
from service.reports import opinion, steps, wording
from service.reports.html import Card, finding_cards, undecided_cards
from service.reports.opinion.settle import settle
from service.reports.wording import Labels

CAUSES = {"clause": "条款已改动", "facts": "情况有变化", "law": "法律依据有变化"}
_DECIDABLE = ("missing", "insufficient", "undecided")
_SAID: Mapping[str, Mapping[str, str]] = {
    "finding": {"adopt": "采纳", "reject": "不采纳", "modify": "修改后采纳"},
    "undecided": {"adopt": "认定有问题", "reject": "认定没有问题", "modify": "有问题，另写意见"},
    "step": {"adopt": "确认未落实", "reject": "已落实或者不需要", "modify": "另写意见"},
}


@dataclass(frozen=True, slots=True)
class Said:
    """处理经过一项: one decision with the name of who made it."""

    decision: Decision
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """条目: a finding, an undecided place or a step, with what was decided about it.

    `after` is the number of the last decision seen, for conflicts. `same_as` is the key of the
    finding that stands for a step, and the other way round.
    """

    key: str
    kind: ItemKind
    fingerprint: str
    after: int
    standing: Standing | None
    past: tuple[Said, ...]
    card: Card | None = None
    step: StepResult | None = None
    same_as: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide it."""
        return self.standing is None or not self.standing.counts

    @property
    def verdict(self) -> str:
        """The verdict that stands, "" where it is open."""
        found = self.standing
        return found.decision.verdict.value if found and found.counts else ""

    @property
    def state(self) -> str:
        """How it came to stand: decided, kept, outstanding, reopened; "" for none."""
        return self.standing.state if self.standing else ""

    @property
    def causes(self) -> tuple[str, ...]:
        """Why a rejection needs a look again, in Chinese."""
        return tuple(CAUSES[one] for one in (self.standing.causes if self.standing else ()))

    @property
    def words(self) -> Mapping[str, str]:
        """The verdicts as buttons name them."""
        return _SAID[self.kind.value]

    @property
    def said(self) -> str:
        """The verdict that stands, in Chinese."""
        return self.words.get(self.verdict, "")

    @property
    def decidable(self) -> bool:
        """Whether a decision on it means something."""
        if self.step is None:
            return True
        return self.step.status in _DECIDABLE and not self.same_as

    @property
    def quote(self) -> str:
        """The words of the draft, to be changed into better ones."""
        return self.card.entry.quote if self.card else ""

    @property
    def severity(self) -> str:
        """The severity's id; undecided for places left open."""
        return self.card.css if self.card else ""

    @property
    def source(self) -> str:
        """How it was found, as an id."""
        found = self.card.entry if self.card else None
        return found.source if isinstance(found, Finding) else ""


def finding_entries(one: Opened, labels: Labels) -> list[Entry]:
    """发现条目 in the order of the review."""
    cards, made = _cards(one, labels), _Maker(one)
    rows = {step.step_id: f"s-{n}" for n, step in enumerate(one.restored.review.steps, 1)}
    return [
        replace(
            made.entry(ItemKind.FINDING, card.key, identity, card),
            same_as=rows.get(card.entry.check_id, ""),
        )
        for identity, card in zip(one.restored.finding_ids, cards, strict=True)
    ]


def undecided_entries(one: Opened, labels: Labels) -> list[Entry]:
    """未能判断条目 in the order of the review."""
    cards, made = undecided_cards(one.restored.review, labels), _Maker(one)
    return [
        made.entry(ItemKind.UNDECIDED, card.key, identity, card)
        for identity, card in zip(one.restored.undecided_ids, cards, strict=True)
    ]


def step_entries(one: Opened) -> list[Entry]:
    """程序条目 in the order of the review; a step whose finding is listed is decided there."""
    review, made = one.restored.review, _Maker(one)
    listed = {f.check_id: f"f-{n}" for n, f in reversed(list(enumerate(review.findings, 1)))}
    return [
        replace(
            made.entry(ItemKind.STEP, f"s-{number}", identity),
            step=step,
            same_as=listed.get(step.step_id, ""),
        )
        for number, (identity, step) in enumerate(
            zip(one.restored.step_ids, review.steps, strict=True), 1
        )
    ]


def step_groups(one: Opened) -> list[tuple[steps.Group, list[Entry]]]:
    """程序条目 by how they stand, what is wrong first."""
    entries = step_entries(one)
    return [
        (group, [e for e in entries if any(e.step is step for step in group.steps)])
        for group in steps.groups(one.restored.review)
    ]


def settled_conclusion(one: Opened) -> str:
    """按处理意见的结论: what the opinion would conclude now; worked out once for the same verdicts."""
    stands = {name: said.decision.verdict for name, said in one.standings.items() if said.counts}
    key = frozenset(stands.items())
    kept, word = one.restored.parts.get("settled", (None, ""))
    if key != kept:
        decisions = {
            name: opinion.Decision(verdict.value)  # type: ignore[arg-type]  # none is withdrawn
            for name, verdict in stands.items()
        }
        word = settle(one.restored.review, decisions).conclusion
        one.restored.parts["settled"] = (key, word)
    return str(word)


def severity_counts(entries: list[Entry]) -> list[tuple[str, str, int]]:
    """严重度计数: id, name, number."""
    counted = Counter(entry.severity for entry in entries)
    return [(s.value, s.label, counted[s.value]) for s in Severity]


def choices(entries: list[Entry]) -> dict[str, list[tuple[str, str]]]:
    """筛选项: the categories and sources that occur, ids with names."""
    categories, sources = {}, {}
    for entry in entries:
        if entry.card is not None:
            categories[entry.card.entry.category] = entry.card.category
        if entry.source:
            sources[entry.source] = wording.SOURCE_LABELS.get(entry.source, entry.source)
    return {"categories": list(categories.items()), "sources": list(sources.items())}


def _cards(one: Opened, labels: Labels) -> list[Card]:
    """Cards of all findings, made once; their keys are short, for addresses of a page."""
    kept = one.restored.parts
    if "cards" not in kept:
        made = finding_cards(one.restored.review, labels)
        kept["cards"] = [replace(card, key=f"f-{n}") for n, card in enumerate(made, 1)]
    found: list[Card] = kept["cards"]
    return found


class _Maker:
    """Makes entries of one review, its decisions sorted once."""

    def __init__(self, one: Opened) -> None:
        self._one = one
        self._past: defaultdict[str, list[Decision]] = defaultdict(list)
        for said in one.history:
            self._past[said.fingerprint].append(said)

    def entry(self, kind: ItemKind, key: str, identity: str, card: Card | None = None) -> Entry:
        return Entry(
            key=key,
            kind=kind,
            fingerprint=identity,
            after=self._one.last.get(identity, 0),
            standing=self._one.standings.get(identity),
            past=tuple(self._said(kind, said) for said in self._past[identity]),
            card=card,
        )

    def _said(self, kind: ItemKind, said: Decision) -> Said:
        label = _SAID[kind.value].get(said.verdict.value, said.verdict.label)
        return Said(said, self._one.names.get(said.decided_by, ""), label)
