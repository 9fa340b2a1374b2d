"""Text of a comparison (对照文本): for the terminal and for mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from models.conclusion import conclude
from models.finding import Finding
from models.versions import Piece, ProvisionChange, VersionComparison
from service.reports.comparison import words
from service.reports.comparison.words import AnyChange
from service.reports.wording import Labels, category

_SHOWN = 60
_AROUND = 12


def render_text(both: VersionComparison, labels: Labels | None = None) -> str:
    """对照文本: findings first, then the steps, then the articles."""
    return "\n".join(_lines(both, labels or {})) + "\n"


def _lines(both: VersionComparison, labels: Labels) -> Iterator[str]:
    for name, review in (("原稿", both.old), ("修改稿", both.new)):
        document = review.submission.document
        yield (
            f"{name}：{document.name}《{document.title}》　基准日 {review.as_of}　"
            f"结论：{conclude(review)}　问题 {len(review.findings)}"
        )
    yield from (f"注意：{caution}" for caution in both.cautions)
    yield ""
    yield "问题：" + (_tally(list(both.findings)) or "两稿都没有")
    yield from _entries(list(both.findings), both, labels)
    if both.undecided:
        yield "未能判断：" + _tally(list(both.undecided))
        yield from _entries(list(both.undecided), both, labels)
    yield from _steps(both)
    yield ""
    yield from _provisions(both)


def _tally(changes: Sequence[AnyChange]) -> str:
    counted = Counter(words.status(c) for _, group in words.by_status(changes) for c in group)
    return "，".join(f"{name} {count}" for name, count in counted.items())


def _entries(
    changes: Sequence[AnyChange], both: VersionComparison, labels: Labels
) -> Iterator[str]:
    for change in (c for _, group in words.by_status(changes) for c in group):
        entry = change.new or change.old
        if entry is None:
            continue
        grade = f"{entry.severity.label} " if isinstance(entry, Finding) else ""
        note = words.note(change)
        yield (
            f"　[{words.status(change)}] {grade}{words.where(change, both)}　"
            f"{category(entry, labels)}" + (f"（{note}）" if note else "")
        )
        yield f"　　{_short(entry.quote or entry.message)}"


def _steps(both: VersionComparison) -> Iterator[str]:
    changes = [change for change in both.steps if change.kind != "same"]
    if changes:
        yield "程序："
    for change in changes:
        old, new = (step.status if step else None for step in (change.old, change.new))
        yield (
            f"　[{words.STEP[change.kind]}] {change.step.name}　"
            f"{words.step_status(old)}→{words.step_status(new)}"
        )


def _provisions(both: VersionComparison) -> Iterator[str]:
    changes = words.shown(both.provisions)
    words_changed = [c for c in changes if not words.is_number_only(c)]
    only_numbers = len(changes) - len(words_changed)
    yield f"条文：变动 {len(words_changed)} 处，另有 {only_numbers} 条只是条号变动"
    for change in words_changed:
        yield f"　[{words.provision_kind(change)}] {words.provision_label(change)}"
        yield f"　　{_difference(change, both)}"


def _difference(change: ProvisionChange, both: VersionComparison) -> str:
    old, new = both.old.submission.document.text, both.new.submission.document.text
    if change.pieces:
        return "".join(_piece(piece, old, new) for piece in change.pieces)
    unit, text = (change.new, new) if change.new else (change.old, old)
    return _short(unit.body.of(text)) if unit else ""


def _piece(piece: Piece, old: str, new: str) -> str:
    if piece.equal:
        same = _flat(piece.new.of(new))
        return same if len(same) <= 2 * _AROUND else f"{same[:_AROUND]}…{same[-_AROUND:]}"
    gone, come = _flat(piece.old.of(old)), _flat(piece.new.of(new))
    return (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")


def _short(text: str) -> str:
    flat = _flat(text)
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"


def _flat(text: str) -> str:
    return " ".join(text.split())
