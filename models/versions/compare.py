"""Comparison (两稿对照): two reviews of one matter, from the texts to the findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.conclusion import is_content_unread
from models.finding import Finding, Undecided
from models.review import Review
from models.versions.entries import Matcher
from models.versions.provisions import Aligned
from models.versions.steps import step_changes
from models.versions.types import EntryChange, EntryT, VersionComparison


def compare(old: Review, new: Review) -> VersionComparison:
    """两稿对照: what became of the articles, the findings and the steps.

    A finding counts as resolved only if the second review looked: what it could not decide is
    `now_undecided`, and if a check did not finish, what is missing is `unchecked`.
    """
    aligned = Aligned(old.submission.document, new.submission.document)
    same_law = (old.as_of, old.versions.library) == (new.as_of, new.versions.library)
    matcher = Matcher(aligned, same_law=same_law)
    findings = matcher.changes(old.findings, new.findings)
    undecided = matcher.changes(old.undecided, new.undecided)
    return VersionComparison(
        old=old,
        new=new,
        provisions=aligned.changes(),
        findings=tuple(_judged(c, undecided, matcher, new) for c in findings),
        undecided=tuple(_found(c, findings, matcher, new) for c in undecided),
        steps=step_changes(old.steps, new.steps, same_law=same_law),
        cautions=tuple(cautions(old, new)),
    )


def _judged(
    change: EntryChange[Finding],
    undecided: tuple[EntryChange[Undecided], ...],
    matcher: Matcher,
    new: Review,
) -> EntryChange[Finding]:
    """A finding that is gone, unless it is only undecided now or was not looked at."""
    gone = change.old
    if change.status != "resolved" or gone is None:
        return change
    if any(one.new is not None and matcher.related(gone, one.new) for one in undecided):
        return replace(change, status="now_undecided")
    return _unless_unchecked(change, new)


def _found(
    change: EntryChange[Undecided],
    findings: tuple[EntryChange[Finding], ...],
    matcher: Matcher,
    new: Review,
) -> EntryChange[Undecided]:
    """What was undecided and is so no longer: a finding now, or settled."""
    gone = change.old
    if change.status != "resolved" or gone is None:
        return change
    if any(one.new is not None and matcher.related(gone, one.new) for one in findings):
        return replace(change, status="now_found")
    return _unless_unchecked(change, new)


def _unless_unchecked(change: EntryChange[EntryT], new: Review) -> EntryChange[EntryT]:
    return replace(change, status="unchecked") if new.failures else change


def cautions(old: Review, new: Review) -> Iterator[str]:
    """注意事项: what limits the comparison, in Chinese sentences."""
    before, after = old.submission, new.submission
    if before.kind is not after.kind:
        yield f"两次审查的文书类型不同（{before.kind.label}、{after.kind.label}），所做的检查也不同。"
    if before.issuer_level is not after.issuer_level:
        yield "两次审查认定的制定主体层级不同，权限判断可能因此变化。"
    if before.stance is not after.stance:
        yield "两次审查的立场不同，问题的增减可能因此产生。"
    if old.as_of != new.as_of:
        yield f"两次审查的基准日不同（{old.as_of}、{new.as_of}），法律依据可能变化。"
    parts = (
        ("法规库", "library"),
        ("审查知识", "knowledge"),
        ("程序", "fashen"),
        ("模型", "models"),
    )
    other = [n for n, key in parts if getattr(old.versions, key) != getattr(new.versions, key)]
    if other:
        yield f"两次审查所用的{'、'.join(other)}版本不同，条文未动而问题增减的，可能因此产生。"
    if new.failures:
        yield "第二次审查有检查没有完成，不再出现的问题列为“未能复查”，不视为已经解决。"
    elif old.failures:
        yield "第一次审查有检查没有完成，新出现的问题可能原来就有。"
    if any(is_content_unread(unread) for unread in new.unread):
        yield "修改稿有没有读到的内容，其中的问题不会出现，不再出现的问题请对照原文核实。"
