"""Exporting (导出): a stored review as any report, each export noted with the document's hash."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import BadOption
from models.review import Review
from models.versions import identities
from service.desk.archive import Archived, fetch
from service.desk.standing import Standings
from service.ledger import Actor, Ledger
from service.ledger.records import NewOpinion
from service.ledger.values import sha256
from service.packages import hand_in
from service.reports.opinion import (
    Decision,
    Particulars,
    own_template,
    render_opinion,
    settle,
)
from service.reports.render import (
    FILES,
    FORMATS,
    ON_DRAFTS,
    render,
    render_file,
    render_on_draft,
)
from service.wiring import Wiring

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {
    "text": ("txt", "text/plain; charset=utf-8"),
    "json": ("json", "application/json"),
    "html": ("html", "text/html; charset=utf-8"),
    "sarif": ("sarif", "application/sarif+json"),
}

MEDIA_TYPES = (*(media.split(";")[0] for _, media in _TYPES.values()), _DOCX, XLSX)

_LITERAL = re.compile(r"\s*改为[：:]\s*[“\"](?P<words>.+)[”\"][。；]?\s*", re.DOTALL)

EXPORTS = (*FORMATS, *ON_DRAFTS)
"""Formats that a stored review may leave in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """导出要求: the format; for an opinion, whether only what was decided goes in, and its blanks.

    For comments on the draft: `adopted` leaves only what was adopted, in the words chosen;
    `changes` puts those words in as tracked changes where they are literal (改为：“……”).
    """

    form: str
    decided: bool = True
    particulars: Particulars = field(default_factory=Particulars)
    adopted: bool = False
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """导出的文件."""

    name: str
    media_type: str
    data: bytes
    sha256: str


class Exporting:
    """导出 over one ledger."""

    def __init__(self, wiring: Wiring, ledger: Ledger, standings: Standings) -> None:
        self._wiring = wiring
        self._ledger = ledger
        self._standings = standings

    def export(self, actor: Actor, review_id: str, wish: Wish) -> Exported:
        """导出 one review; an opinion is registered among the matter's opinions.

        JSON is the stored result, byte for byte.

        Raises:
            BadOption: no such format.
            NotFound: no such review, or of another department.
            ContentDeleted: its text, or the draft that the report quotes, was deleted by policy.
            BadTemplate: the office's template cannot be filled.
        """
        if wish.form not in EXPORTS:
            raise BadOption(f"没有导出格式“{wish.form[:20]}”，可用：{'、'.join(EXPORTS)}")
        if wish.form == "json":
            return self._stored(actor, review_id)
        found = fetch(self._ledger, actor, review_id)
        data = self._rendered(actor, found, wish)
        made = _exported(found.draft.name, wish.form, data)
        self._note(actor, found, wish, made)
        return made

    def _stored(self, actor: Actor, review_id: str) -> Exported:
        with self._ledger.write() as work:
            record = work.reviews.get(actor, review_id)
            body = work.reviews.result(actor, review_id).encode()
            version = work.versions.get(actor, record.version_id)
            matter = work.matters.get(actor, record.matter_id)
            made = _exported(version.draft.name, "json", body)
            work.audit.record(
                actor,
                "report.export",
                ("review", review_id),
                department_id=matter.department_id,
                detail={"format": "json", "sha256": made.sha256},
            )
        return made

    def _rendered(self, actor: Actor, found: Archived, wish: Wish) -> bytes:
        review, labels = found.restored(), self._wiring.category_names()
        if wish.form == "opinion":
            return self._opinion(actor, found, review, wish)
        if wish.form in ON_DRAFTS:
            return self._on_draft(actor, found, review, wish)
        if wish.form in FILES:
            return render_file(review, wish.form, labels)
        return render(review, wish.form, labels).encode()

    def _on_draft(self, actor: Actor, found: Archived, review: Review, wish: Wish) -> bytes:
        shown = review
        if wish.adopted or wish.changes:
            settled = settle(review, self._decisions(actor, found))
            shown = replace(review, findings=settled.findings, undecided=settled.undecided)
        day = found.record.created_at.astimezone().date()
        literal = literal_words(shown) if wish.changes else None
        source, labels = _source(found, review), self._wiring.category_names()
        return render_on_draft(shown, labels, source, day, literal)

    def _decisions(self, actor: Actor, found: Archived) -> dict[str, Decision]:
        return {
            name: Decision(
                one.decision.verdict.value,  # type: ignore[arg-type]  # withdrawn ones are out
                one.decision.reason,
                one.decision.wording,
            )
            for name, one in self._standings.of(actor, found.record.id).items()
            if one.counts
        }

    def _opinion(self, actor: Actor, found: Archived, review: Review, wish: Wish) -> bytes:
        decisions = self._decisions(actor, found) if wish.decided else None
        return render_opinion(
            review,
            self._wiring.category_names(),
            decisions=decisions,
            particulars=wish.particulars,
            template=own_template(review, self._wiring.settings.template_folder),
        )

    def _note(self, actor: Actor, found: Archived, wish: Wish, made: Exported) -> None:
        with self._ledger.write() as work:
            if wish.form == "opinion":
                number = wish.particulars.number
                new = NewOpinion(number, wish.form, made.name, made.data)
                work.opinions.add(actor, found.record.id, new)
                return
            work.audit.record(
                actor,
                "report.export",
                ("review", found.record.id),
                department_id=found.matter.department_id,
                detail={"format": wish.form, "sha256": made.sha256},
            )


def literal_words(review: Review) -> dict[str, str]:
    """改写的文字 by the findings' ids, where a suggestion gives the new words themselves."""
    found = {}
    for identity, finding in zip(identities(review), review.findings, strict=True):
        literal = _LITERAL.fullmatch(finding.suggestion)
        if literal and finding.span is not None:
            found[identity] = literal["words"]
    return found


def _source(found: Archived, review: Review) -> bytes:
    """The bytes of the draft itself, out of its package where it came in one."""
    others = [(one.name, one.data) for one in found.materials]
    files = hand_in((found.draft.name, found.draft.data), others).files
    wanted = review.submission.document.sha256
    return next((data for _, data in files if sha256(data) == wanted), found.draft.data)


def _exported(draft: str, form: str, data: bytes) -> Exported:
    stem = Path(draft).stem or "审查"
    ending, media = _TYPES.get(form, ("", ""))
    if not ending:
        ending = FILES[form]
        media = XLSX if ending.endswith("xlsx") else _DOCX
        return Exported(f"{stem}_{ending}", media, data, sha256(data))
    return Exported(f"{stem}_审查报告.{ending}", media, data, sha256(data))
