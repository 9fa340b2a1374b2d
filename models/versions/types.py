"""Types (对照类型): what a comparison of two drafts is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from corpus.instrument import ArticleNumber
from corpus.span import Span
from models.finding import Finding, StepResult, Undecided
from models.review import Review

EntryT = TypeVar("EntryT", Finding, Undecided)


@dataclass(frozen=True, slots=True)
class Unit:
    """对照单位: an article, or a line that stands in no article.

    `label` names it for a person ("第十二条", "一、1.1", "文首"). `number` is the number in front
    of it, "" if there is none; `article` its value. `body` is the unit without that number.
    """

    span: Span
    body: Span
    label: str
    eid: str
    number: str = ""
    article: ArticleNumber | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """对照片段: a stretch of each draft; either span may be empty, `equal` ones say the same."""

    equal: bool
    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """条文变动: one unit of either draft, or the same unit of both.

    `moved`: it stands elsewhere in the order. `follows`: its words changed only where they cite
    articles of the draft that got other numbers. `pieces` are there where the words changed; their
    spans are offsets in the two texts.
    """

    old: Unit | None
    new: Unit | None
    moved: bool = False
    follows: bool = False
    changed: bool = False
    pieces: tuple[Piece, ...] = ()

    @property
    def kind(self) -> Literal["inserted", "deleted", "changed", "same"]:
        """What became of it."""
        if self.old is None or self.new is None:
            return "inserted" if self.old is None else "deleted"
        return "changed" if self.changed else "same"

    @property
    def renumbered(self) -> bool:
        """Whether it got another number."""
        return bool(self.old and self.new and self.old.number != self.new.number)


EntryStatus = Literal[
    "same", "moved", "reworded", "new", "resolved", "now_undecided", "now_found", "unchecked"
]
ClauseState = Literal["same", "changed", "inserted", "deleted", "whole"]


@dataclass(frozen=True, slots=True)
class EntryChange(Generic[EntryT]):
    """发现变动: a finding (or what was left undecided) of either draft, or the same of both.

    `status`: same (same words), moved (same words in a clause that moved), reworded (the clause
    changed, the problem is still there), new, resolved, now_undecided (the second review could
    not decide it), now_found (what had been undecided became a finding), unchecked (the check did
    not finish in the second review).
    `clause`: what became of the words that it is about; whole for what has no place.
    `law`: whether its legal bases differ, in text or force, between reviews of another day or
    another library; on one day with one library the law is the same.
    """

    status: EntryStatus
    clause: ClauseState
    old: EntryT | None = None
    new: EntryT | None = None
    old_id: str = ""
    new_id: str = ""
    law: bool = False


@dataclass(frozen=True, slots=True)
class StepChange:
    """程序步骤变动: a step in both reviews; None where a review does not have it.

    `kind`: closed (open before, in order now), opened, changed (another status, or other evidence
    or words), same, added, dropped. `law` as in `EntryChange`.
    """

    kind: Literal["closed", "opened", "changed", "same", "added", "dropped"]
    old: StepResult | None
    new: StepResult | None
    law: bool = False

    @property
    def step(self) -> StepResult:
        """The step as it stands now, or as it was last."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a step of neither review")
        return found


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """两稿对照: texts, findings and steps of two reviews; `cautions` are Chinese sentences.

    Entries are in the order of the new draft, what is gone stands where it stood.
    """

    old: Review
    new: Review
    provisions: tuple[ProvisionChange, ...]
    findings: tuple[EntryChange[Finding], ...]
    undecided: tuple[EntryChange[Undecided], ...]
    steps: tuple[StepChange, ...]
    cautions: tuple[str, ...] = ()
