"""Records of reviews (审查记录): facts of a review, its items, decisions, opinions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.submission import Kind
from service.ledger.words import DeadlineKind, ItemKind, Verdict


@dataclass(frozen=True, slots=True)
class Review:
    """审查记录: the facts; the JSON itself comes from `Reviews.result`.

    `critical` to `notice` count findings. `result_sha256` is the hash of the JSON's UTF-8 bytes.
    """

    id: str
    matter_id: str
    version_id: str
    job_id: str | None
    kind: Kind
    as_of: date
    conclusion: str
    critical: int
    major: int
    minor: int
    notice: int
    program: str
    library: str
    knowledge: str
    models: str
    result_sha256: str
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """审查条目: a finding, a step or an undecided place, without the draft's words."""

    kind: ItemKind
    fingerprint: str
    check_id: str
    category: str
    severity: str
    article: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """审查所见期限: what must be done by `due`, None before publication; then `days` after it.

    `sure` is false where the period or the day is not verified (待核); `done` where the review's
    materials show that it was done.
    """

    kind: DeadlineKind
    name: str
    due: date | None
    days: int | None
    sure: bool
    done: bool


@dataclass(frozen=True, slots=True)
class NewDecision:
    """新处理意见: `wording` is the text chosen instead of the suggestion, for `modify`.

    `after` is the number of the decision that the user saw (0: none); None does not check.
    """

    fingerprint: str
    verdict: Verdict
    reason: str = ""
    wording: str = ""
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """处理意见: `number` grows with every decision of the office."""

    number: int
    matter_id: str
    review_id: str
    fingerprint: str
    verdict: Verdict
    reason: str
    wording: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """新审查意见: the document as it left; only its hash and size are kept."""

    number: str
    format: str
    file_name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Opinion:
    """审查意见, by its hash."""

    id: str
    matter_id: str
    review_id: str
    number: str
    format: str
    file_name: str
    sha256: str
    size: int
    created_by: str
    created_at: datetime
