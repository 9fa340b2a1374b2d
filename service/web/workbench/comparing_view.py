"""Comparison view (对照页数据): what became of findings, with decisions; texts side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from models.versions import Piece, ProvisionChange
from service.desk.comparing import Compared
from service.desk.reading import Opened
from service.desk.standing import Standing, State
from service.ledger.records import Decision
from service.ledger.words import Verdict
from service.reports.comparison import words
from service.reports.comparison.html import Row, groups
from service.reports.wording import Labels
from service.web.workbench.review_view import CAUSES

_State = Literal["same", "gone", "come"]
_Cut = tuple[_State, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """对照条目: a row of the comparison, where a review page shows it, what was decided on it.

    `state` is that of its standing in the new review; gone for what only the old one has.
    """

    row: Row
    href: str
    state: State | Literal["gone", ""]
    said: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """对照分组: a status with its entries."""

    key: str
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """条文对照: one article of either draft; `old` and `new` are its words in pieces."""

    label: str
    kind: str
    state: str
    old: tuple[_Cut, ...]
    new: tuple[_Cut, ...]
    both: tuple[_Cut, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """可选的审查: one review of the matter, as the selects name it."""

    id: str
    name: str


def entry_groups(found: Compared, labels: Labels) -> tuple[Group, ...]:
    """问题的变化 by status, what needs work first."""
    return tuple(
        Group(key, name, tuple(_entry(row, found) for row in rows))
        for key, name, rows in groups(found.both, labels)
    )


def texts(found: Compared, *, whole: bool) -> tuple[Text, ...]:
    """条文的变化 in the order of the new draft; with `whole` what did not change too."""
    changes = found.both.provisions
    kept = changes if whole else [c for c in words.shown(changes) if not words.is_number_only(c)]
    old, new = found.both.old.submission.document.text, found.both.new.submission.document.text
    return tuple(_text(change, old, new) for change in kept)


def renumbered(found: Compared) -> list[str]:
    """只是条号变动的条文."""
    changes = words.shown(found.both.provisions)
    return [words.provision_label(c) for c in changes if words.is_number_only(c)]


def choices(one: Opened) -> list[Choice]:
    """可选的审查 of the matter, newest first."""
    numbers = {version.id: version.number for version in one.versions}
    order = sorted(one.reviews, key=lambda r: (numbers[r.version_id], r.created_at), reverse=True)
    return [
        Choice(
            r.id,
            f"第 {numbers[r.version_id]} 版，{r.created_at.astimezone():%Y-%m-%d %H:%M} 审查",
        )
        for r in order
    ]


def tally(shown: tuple[Group, ...]) -> dict[str, int]:
    """处理意见的去向: how many rejections stand, must be decided anew, were adopted and remain."""
    states = Counter(entry.state for group in shown for entry in group.entries)
    return {name: states[name] for name in ("kept", "reopened", "outstanding")}


def _entry(row: Row, found: Compared) -> Entry:
    change = row.change
    if not change.new_id:
        last = _last(found.old, change.old_id)
        href = _place(found.old, change.old_id)
        return Entry(row, href, "gone", last.verdict.label if last else "", _reason(last))
    href, standing = _place(found.new, change.new_id), found.new.standings.get(change.new_id)
    if standing is None:
        return Entry(row, href, "")
    return Entry(row, href, standing.state, _said(standing), _reason(standing.decision))


def _place(one: Opened, identity: str) -> str:
    return f"/reviews/{one.record.id}{_anchor(one, identity)}"


def _reason(decision: Decision | None) -> str:
    return decision.reason if decision else ""


def _anchor(one: Opened, identity: str) -> str:
    """Where the review page shows an entry."""
    if identity in one.restored.finding_ids:
        return f"#f-{one.restored.finding_ids.index(identity) + 1}"
    if identity in one.restored.undecided_ids:
        return f"#u-{one.restored.undecided_ids.index(identity) + 1}"
    return ""


def _said(standing: Standing) -> str:
    verdict = standing.decision.verdict.label
    if standing.state == "reopened":
        why = "、".join(CAUSES[one] for one in standing.causes) or "原稿已删除，无法比对"
        return f"须重新处理：此前{verdict}，{why}"
    if standing.state == "kept":
        return f"{verdict}（沿用）"
    return f"{verdict}，问题仍在" if standing.state == "outstanding" else verdict


def _last(one: Opened, identity: str) -> Decision | None:
    said = [d for d in one.history if d.fingerprint == identity]
    return said[-1] if said and said[-1].verdict is not Verdict.WITHDRAW else None


def _text(change: ProvisionChange, old: str, new: str) -> Text:
    pieces = change.pieces
    if pieces:
        before = tuple(_cut(p.old.of(old), "same" if p.equal else "gone") for p in pieces)
        after = tuple(_cut(p.new.of(new), "same" if p.equal else "come") for p in pieces)
        merged = tuple(one for piece in pieces for one in _merged(piece, old, new))
    else:
        moved = change.old is not None and change.new is not None
        before = (_cut(change.old.body.of(old), "same" if moved else "gone"),) if change.old else ()
        after = (_cut(change.new.body.of(new), "same" if moved else "come"),) if change.new else ()
        merged = after or before
    label, kind = words.provision_label(change), words.provision_kind(change)
    return Text(label, kind, change.kind, _filled(before), _filled(after), _filled(merged))


def _merged(piece: Piece, old: str, new: str) -> tuple[_Cut, ...]:
    if piece.equal:
        return (_cut(piece.new.of(new), "same"),)
    return _cut(piece.old.of(old), "gone"), _cut(piece.new.of(new), "come")


def _cut(text: str, state: _State) -> _Cut:
    return state, text


def _filled(cuts: tuple[_Cut, ...]) -> tuple[_Cut, ...]:
    """Without empty pieces; blanks that came or went alone are not marked."""
    return tuple(
        (state if text.strip() else "same", text)
        for state, text in cuts
        if text and not (state == "gone" and not text.strip())
    )
