"""Plan of filing (备案计划): to whom, by when, with what; then expiry, evaluation and cleanup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.knowledge.basis import BasisRef
from corpus.knowledge.filing import Body, FilingEntry, FilingRecipient
from models.checks.base import Context
from models.contracts.figures.calendar import in_words
from models.filing.bases import ground_lines
from models.filing.followups import follow_ups
from models.filing.issuer import body_name, read_issuer
from models.filing.publication import read_filed, read_publication
from models.filing.region import fitting, full_name, province_of
from models.filing.types import KINDS, Filing, FilingDuty, Issuer, Publication, Recipient
from models.filing.validity import begins_on, read_validity
from models.finding import LegalBasis
from models.packages.types import Package
from models.packages.workdays import is_working_day
from models.submission import IssuerLevel, Kind, Submission

_LIKELY: tuple[Body, ...] = ("government", "department")
LONG_AGO = 365
"""Days after which nobody can tell from here whether a filing was made."""


def plan_filing(
    submission: Submission,
    context: Context,
    *,
    published: date | None = None,
    package: Package | None = None,
) -> Filing | None:
    """备案计划 as of the review date; None for kinds that are never filed (contracts, others).

    `published` is the day that the user tells; else it is read from the package and the document.
    Of a draft the duties are a forecast.
    """
    kind, level, document = submission.kind, submission.issuer_level, submission.document
    if kind not in KINDS:
        return None
    issuer = read_issuer(document, kind, level, package)
    publication = (
        Publication(published, "用户指定") if published else read_publication(document, package)
    )
    begins = begins_on(document, publication.day)
    validity = read_validity(document, kind, level, begins, context.as_of, context.knowledge)
    filed = read_filed(package)
    duties = tuple(_duties(submission, issuer, publication, context, filed))
    return Filing(
        kind=kind,
        level=level,
        as_of=context.as_of,
        issuer=issuer,
        publication=publication,
        duties=duties,
        validity=validity,
        follow_ups=tuple(follow_ups(kind, validity, context)),
        note="" if duties else _nothing(kind, level),
    )


def _nothing(kind: Kind, level: IssuerLevel | None) -> str:
    if level is None:
        return "没有识别出制定主体层级，无法判断向谁备案；请指定层级后再查。"
    return f"{level.label}没有制定{kind.label}的权限，没有对应的备案去向；请核对文书类型和层级。"


def _duties(
    submission: Submission,
    issuer: Issuer,
    publication: Publication,
    context: Context,
    filed: date | None,
) -> Iterator[FilingDuty]:
    """The duty of the issuer; where it is not known, that of each that it may be."""
    entries = _entries(submission, (issuer.body,) if issuer.body else _LIKELY, context)
    province = province_of(issuer.name, submission.document.title)
    for body, entry in entries:
        who = f"由{body_name(body)}印发的" if len(entries) > 1 else ""
        yield _Planner(entry, issuer, publication, context, province, filed).duty(who)


def _entries(
    submission: Submission, bodies: Sequence[Body], context: Context
) -> tuple[tuple[Body, FilingEntry], ...]:
    """The first fitting row of the table for each body; one that fits several stands once."""
    kind, level = submission.kind.value, submission.issuer_level or ""
    found: dict[str, tuple[Body, FilingEntry]] = {}
    for body in bodies:
        rows = (
            entry
            for entry in context.knowledge.filing
            if entry.kind == kind and body in entry.bodies and level in entry.levels
        )
        entry = next(rows, None)
        if entry is not None:
            found.setdefault(entry.id, (body, entry))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Planner:
    """One entry of the table, turned into the duty of one issuer."""

    entry: FilingEntry
    issuer: Issuer
    publication: Publication
    context: Context
    province: str
    filed: date | None = None

    def duty(self, who: str) -> FilingDuty:
        entry, period = self.entry, self._period()
        recipients = tuple(self._recipient(one) for one in entry.recipients)
        days = period.days if recipients else None
        day = self.publication.day
        due = day + timedelta(days=days) if day and days else None
        passed = (self.filed or self.context.as_of) > due if due else None
        shown = {(b.law, b.article) for one in recipients for b in one.basis}
        basis = self._grounded((*entry.period_bases, *entry.contents_bases))
        return FilingDuty(
            entry_id=entry.id,
            step_id=entry.step,
            issuer=who,
            filer=entry.filer.replace("省（自治区）", self._above() or "省（自治区）"),
            recipients=recipients,
            days=days,
            due=due,
            passed=passed,
            sure=period.sure,
            contents=entry.contents,
            contents_sure=entry.contents_sure,
            basis=tuple(b for b in basis if (b.law, b.article) not in shown),
            message=self._message(recipients, days, due, sure=period.sure),
            note="".join((entry.note, period.note)) if recipients else "",
        )

    def _recipient(self, one: FilingRecipient) -> Recipient:
        refs = fitting(one.bases, self.province)
        notes = dict.fromkeys(ref.note for ref in refs if ref.note and ref.certain)
        name = _named(one, self._own(), self._above())
        return Recipient(name, "；".join(notes), ground_lines(refs, self.context.library))

    def _own(self) -> str:
        """The area of the issuer: as its name tells, at the top level its province."""
        top = self.entry.levels == ("province",)
        return self.issuer.place or (full_name(self.province) if top else "")

    def _above(self) -> str:
        """The area above the issuer's: as its name tells, of a city its province."""
        city = self.entry.levels == ("city",)
        return self.issuer.parent or (full_name(self.province) if city else "")

    def _period(self) -> _Period:
        """A local figure goes before the general one, and is 待核 unless it was verified."""
        procedures = self.context.knowledge.procedures
        step = next((p for p in procedures if p.id == self.entry.step), None)
        if step is None:
            return _Period(None, True, "")
        local = self.context.knowledge.local_params.get(step.local_param)
        if local is None:
            return _Period(step.deadline_days, any(ref.certain for ref in step.bases), "")
        days = local.value.get("days")
        sure = local.verified in ("laws.db", "lawrefbook")
        mark = "" if sure else "，待核"
        elsewhere = self.province and self.province not in local.scope
        whose = (
            f"{full_name(self.province)}的规定须另行核对" if elsewhere else "其他地方以当地规定为准"
        )
        note = f"期限取自地方规定（{local.scope}{mark}），{whose}。"
        return _Period(days if isinstance(days, int) else step.deadline_days, sure, note)

    def _grounded(self, refs: Sequence[BasisRef]) -> tuple[LegalBasis, ...]:
        return ground_lines(fitting(refs, self.province), self.context.library)

    def _message(
        self, recipients: Sequence[Recipient], days: int | None, due: date | None, *, sure: bool
    ) -> str:
        if not recipients or days is None:
            return self.entry.note
        mark = "" if sure else "（待核）"
        whom = "、".join(one.name for one in recipients)
        if due is None:
            return f"公布后{days}日内{mark}报{whom}备案。"
        head = f"公布后{days}日内{mark}，即{in_words(due)}以前，报{whom}备案"
        head = head if self.publication.sure else f"按成文日期推算，{head}"
        until = _done(due, self.filed) if self.filed else _until(due, self.context.as_of)
        return f"{head}；{until}。"


@dataclass(frozen=True, slots=True)
class _Period:
    """Days to file in, whether they are verified, and what to say of their origin."""

    days: int | None
    sure: bool
    note: str


def _done(due: date, filed: date) -> str:
    late = (filed - due).days
    told = f"材料显示已于{in_words(filed)}报送"
    return f"{told}，超过期限{late}日" if late > 0 else f"{told}，没有超过期限"


def _until(due: date, as_of: date) -> str:
    late = (as_of - due).days
    if late > LONG_AGO:
        return "期限早已届满，请核对当时的备案记录"
    if late > 0:
        return f"到{in_words(as_of)}已过期{late}日，已报送的核对报送日期，没有报送的立即补报"
    rest = f"还有{-late}日" if late else "今天届满"
    weekend = is_working_day(due) is False
    return f"{rest}，届满日是休息日，宜提前报送" if weekend else rest


def _named(one: FilingRecipient, own: str, above: str) -> str:
    """The name of a body as the issuer's own name allows: 涪东区人民政府, not 本级人民政府."""
    copy = "（抄送）" if "抄送" in one.name else ""
    areas = {
        "own_government": (own, f"人民政府{copy}"),
        "own_congress": (own, "人民代表大会常务委员会"),
        "superior_government": (above, "人民政府"),
        "province_government": (above, "人民政府"),
        "province_congress": (above, "人民代表大会常务委员会"),
    }
    area, body = areas.get(one.who, ("", ""))
    return f"{area}{body}" if area else one.name
