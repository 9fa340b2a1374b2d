"""Scores of whole contracts (整份合同评分): planted issues found, look-alikes left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.knowledge.term_families import load_term_families
from corpus.span import Span
from models.finding import Finding
from models.review import Review
from models.training.contracts.whole import CleanLook, Planted, WholeContract

_SAME = (
    {"T59", "N02"},
    {"T07", "N15"},
    {"T08", "N06"},
    {"T12", "N13"},
    {"T13", "N14"},
    {"T25", "N07", "N08", "N09"},
    {"T39", "N21"},
    {"T40", "N22"},
    {"T46", "N23"},
    {"T45", "N24"},
    {"T48", "N25"},
    {"T29", "N19"},
    {"T30", "N20"},
    {"T10", "N11", "N12"},
    {"T17", "N36"},
    {"T58", "N17", "N16"},
    {"N04", "N10", "N05"},
    {"N01", "N05", "N31", "N32", "N34"},
    {"G13", "N26", "N27"},
    {"G10", "N28", "N29", "T21"},
    {"T51", "missing:tech_dev.ip"},
    {"T53", "missing:data_processing.dp_items"},
    {"T18", "missing:guarantee.resolution"},
    {"T61", "citation:repealed", "repealed_basis"},
    {"T60", "N40"},
    {"N16", "consistency:period", "consistency:date", "N17", "N18"},
)
"""Ids that name the same mistake: a figure's check and the term that it makes."""
_ARITHMETIC_REACH = 160


@dataclass(slots=True)
class Tally:
    """计数: how many of how many."""

    right: int = 0
    total: int = 0

    @property
    def rate(self) -> float:
        """The share, 0 without any."""
        return self.right / self.total if self.total else 0.0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.total += 1


@dataclass(slots=True)
class ContractScores:
    """整份合同评分.

    `recall` by group (T, G, N, missing); `placed` are planted issues on whose words any finding
    lies; `alarms` are look-alikes with a flag on them; `kinds` contracts whose main kind is right;
    `parties` names read. `other` are flags on neither: each is to be judged by a person.
    """

    contracts: int = 0
    recall: dict[str, Tally] = field(default_factory=dict)
    placed: Tally = field(default_factory=Tally)
    alarms: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    parties: Tally = field(default_factory=Tally)
    characters: int = 0
    missed: list[tuple[str, Planted]] = field(default_factory=list)
    false: list[tuple[str, CleanLook, Finding]] = field(default_factory=list)
    other: list[tuple[str, Finding]] = field(default_factory=list)

    @property
    def overall(self) -> Tally:
        """All groups together."""
        tallies = self.recall.values()
        return Tally(sum(t.right for t in tallies), sum(t.total for t in tallies))


def score(pairs: Iterable[tuple[WholeContract, Review]]) -> ContractScores:
    """整份合同评分 of contracts with their reviews."""
    found = ContractScores(recall={g: Tally() for g in ("T", "G", "N", "missing")})
    for contract, review in pairs:
        _add(found, contract, review)
    return found


def _add(found: ContractScores, contract: WholeContract, review: Review) -> None:
    text = review.submission.document.text
    found.contracts += 1
    found.characters += len(text)
    used: set[int] = set()
    for planted in contract.planted:
        place = _place(text, planted.quote)
        hits = [i for i, f in enumerate(review.findings) if _names(f, planted, place)]
        used |= set(hits)
        found.recall[planted.group].add(bool(hits))
        if not hits:
            found.missed.append((contract.path.stem, planted))
        if place:
            found.placed.add(any(_overlap(f.span, place) for f in review.findings))
            used |= {i for i, f in enumerate(review.findings) if _overlap(f.span, place)}
    for look in contract.clean:
        place = _place(text, look.quote)
        flags = [
            (i, f)
            for i, f in enumerate(review.findings)
            if f.severity.is_flag and _overlap(f.span, place) and i not in used
        ]
        found.alarms.add(bool(flags))
        if flags:
            found.false.append((contract.path.stem, look, flags[0][1]))
        used |= {i for i, _ in flags}
    found.other += [
        (contract.path.stem, f)
        for i, f in enumerate(review.findings)
        if f.severity.is_flag and i not in used
    ]
    _understood(found, contract, review)


def _understood(found: ContractScores, contract: WholeContract, review: Review) -> None:
    read = review.contract
    found.kinds.add(bool(read and read.kinds and read.kinds[0].kind == contract.kinds[0]))
    names = {p.name.value for p in read.parties if p.name} if read else set()
    for _, name in contract.parties:
        found.parties.add(name in names)


def _place(text: str, quote: str) -> Span | None:
    """The place of a quote; docx may have turned its blanks into others."""
    at = text.find(quote) if quote else -1
    if at < 0 and quote:
        pattern = r"\s*".join(re.escape(part) for part in quote.split())
        match = re.search(pattern, text)
        return Span(match.start(), match.end()) if match else None
    return Span(at, at + len(quote)) if at >= 0 else None


def _overlap(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one.start < other.end and other.start < one.end)


def _names(finding: Finding, planted: Planted, place: Span | None) -> bool:
    if not {finding.check_id, finding.category} & _ids(planted.ids):
        return False
    if planted.group == "missing":
        return True
    if place is None or finding.span is None:
        return finding.span is None
    if _overlap(finding.span, place):
        return True
    near = abs(finding.span.start - place.start) < _ARITHMETIC_REACH
    return finding.source == "arithmetic" and (near or _same_figure(finding, planted.quote))


def _same_figure(finding: Finding, quote: str) -> bool:
    """A contradiction has two places: the finding may stand at the other one and name this."""
    figures = re.findall(r"\d[\d,]{3,}(?:\.\d+)?", quote)
    return any(figure in f"{finding.quote}{finding.message}" for figure in figures)


def _ids(ids: Sequence[str]) -> set[str]:
    families = load_term_families()
    all_of: set[str] = set(ids)
    for one in ids:
        for pair in families.pairs:
            if one in pair:
                all_of |= set(pair)
    for group in _SAME:
        if group & all_of:
            all_of |= group
    return all_of
