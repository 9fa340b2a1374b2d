"""Conclusion (审查结论): the one word on top of a report, never bolder than what was checked."""

from __future__ import annotations

from corpus.document import Unread, UnreadKind
from models.finding import Severity
from models.review import Conclusion, Review
from models.submission import Kind

_NO_POWER = "ultra_vires_subject"
_OPEN_STEPS = ("missing", "insufficient", "undecided")
_CONTENT_UNREAD = frozenset(
    {
        UnreadKind.IMAGE,
        UnreadKind.TEXTBOX,
        UnreadKind.EMBEDDED,
        UnreadKind.FORMULA,
        UnreadKind.PAGE,
        UnreadKind.FOOTNOTE,
        UnreadKind.MATERIAL,
    }
)
_CONTENT_NOT_CHECKED = frozenset({Kind.OTHER})
"""Kinds whose content this version does not judge: silence about them says nothing."""

EXPLANATIONS: dict[Conclusion, str] = {
    "不合法": "制定主体没有制定这类文件的权限，修改个别条文不能补救。",
    "修改后合法": "有严重或重要问题；逐条修改并复核后方可通过。",
    "需人工核对": "没有查出严重或重要问题，但有机器不能判断、没有读到或没有检查的内容，须人工核对。",
    "合法": "在本次检查范围内没有发现严重或重要问题；不在检查范围内的内容见“本次未覆盖”。",
    "未能完成审查": "有检查没有完成，或者没有读到可以审查的内容，不能下结论。",
}


def conclude(review: Review) -> Conclusion:
    """审查结论: 未能完成审查 > 不合法 > 修改后合法 > 需人工核对 > 合法, the first that applies.

    - 未能完成审查: a check failed, or there was no text.
    - 不合法: the issuer has no power for such a document at all (a critical finding without a
      place of the category `ultra_vires_subject`).
    - 修改后合法: any critical or major finding.
    - 需人工核对: something was left undecided or unread, a step of the procedure is open, or the
      kind is one whose content this version does not judge.
    - 合法: none of these.
    """
    if review.failures or not review.submission.document.text.strip():
        return "未能完成审查"
    if any(_denies_power(review)):
        return "不合法"
    if any(finding.severity.is_flag for finding in review.findings):
        return "修改后合法"
    return "需人工核对" if _leaves_open(review) else "合法"


def is_content_unread(unread: Unread) -> bool:
    """未读正文: whether what was not read may hold words that matter to the review."""
    return unread.kind in _CONTENT_UNREAD


def _denies_power(review: Review) -> list[bool]:
    return [
        finding.category == _NO_POWER
        and finding.span is None
        and finding.severity is Severity.CRITICAL
        for finding in review.findings
    ]


def _leaves_open(review: Review) -> bool:
    return bool(
        review.undecided
        or any(is_content_unread(unread) for unread in review.unread)
        or any(step.status in _OPEN_STEPS for step in review.steps)
        or review.submission.kind in _CONTENT_NOT_CHECKED
    )
