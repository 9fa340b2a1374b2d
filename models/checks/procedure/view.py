"""Package view (材料包视图): what the steps ask of a package, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.document import Document
from models.checks.base import Context
from models.checks.draft import Draft
from models.checks.procedure.timeline import Milestone, Timeline
from models.checks.procedure.triggers import Fact, clip
from models.finding import Evidence
from models.packages.types import Material, Package
from models.submission import IssuerLevel

_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Shown:
    """举证: a material, or the main draft, with the place of the words that show a step."""

    document: Document
    start: int
    end: int
    material: Material | None = None

    @property
    def evidence(self) -> Evidence:
        """The sentence around the words, as it is quoted to the user."""
        return quote(self.document, self.start, self.end)

    @property
    def text(self) -> str:
        """The whole text of the paper."""
        return self.document.text


@dataclass(frozen=True, slots=True)
class PackageView:
    """材料包视图: `facts` by trigger id; `timeline` are the dated milestones of the package."""

    draft: Draft
    context: Context
    package: Package
    facts: dict[str, Fact]
    timeline: Timeline

    @property
    def as_of(self) -> date:
        """The review date."""
        return self.context.as_of

    @property
    def level(self) -> IssuerLevel | None:
        """The issuer's level, None where it is not known."""
        return self.draft.submission.issuer_level

    def on(self, milestone: Milestone) -> date | None:
        """The day of a milestone, None where no material tells."""
        dated = self.timeline.get(milestone)
        return dated.day if dated else None

    def holds(self, trigger: str) -> bool:
        """Whether a fact about the draft is sure."""
        return self.facts[trigger].answer == "yes"


def quote(document: Document, start: int, end: int) -> Evidence:
    """引文: the sentence around a place, as it stands; long ones are cut around the place."""
    text = document.text
    low = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    highs = [at for mark in "。；\n" if (at := text.find(mark, max(end - 1, start))) >= 0]
    high = min(highs, default=len(text))
    if high - low > _LONGEST:
        low = _after_mark(text, max(low, start - _LONGEST // 3), start)
        rest = clip(text[end:high], max(low + _LONGEST - end, 0))
        high = end + len(rest)
    return Evidence(document.name, text[low:high].strip())


def _after_mark(text: str, low: int, start: int) -> int:
    """The place after the first mark between two places: a quote begins with a clause."""
    places = (text.find(mark, low, start) for mark in "，；：")
    return min((at + 1 for at in places if at >= 0), default=low)
