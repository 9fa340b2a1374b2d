"""Words (对照用语): how a comparison names what became of things, in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.finding import Finding, StepStatus, Undecided
from models.versions import EntryChange, ProvisionChange, VersionComparison
from service.reports.wording import STEP_LABELS, place

AnyChange = EntryChange[Finding] | EntryChange[Undecided]

ENTRY_STATUS = {
    "new": "新出现",
    "now_undecided": "转为未能判断",
    "unchecked": "未能复查",
    "reworded": "改写后仍在",
    "moved": "移位后仍在",
    "same": "仍在",
    "now_found": "转为问题",
    "resolved": "已解决",
}
"""In the order in which a report shows them."""
CLAUSE = {
    "same": "条款未动",
    "changed": "条款已改",
    "inserted": "新增的条款",
    "deleted": "条款已删",
    "whole": "",
}
PROVISION = {"inserted": "新增", "deleted": "删除", "changed": "修改", "same": "未改"}
STEP = {
    "closed": "已补正",
    "opened": "新出现缺口",
    "changed": "有变化",
    "same": "未变",
    "added": "新列入",
    "dropped": "不再适用",
}
_GONE = "不再出现"
_SETTLED = "已能判断"


def changes(both: VersionComparison) -> list[AnyChange]:
    """全部变动: findings, then what was left undecided."""
    return [*both.findings, *both.undecided]


def by_status(found: Iterable[AnyChange]) -> list[tuple[str, list[AnyChange]]]:
    """分组 by status, in the order of `ENTRY_STATUS`; groups without entries are left out."""
    groups: dict[str, list[AnyChange]] = {key: [] for key in ENTRY_STATUS}
    for change in found:
        groups[change.status].append(change)
    return [(key, group) for key, group in groups.items() if group]


def status(change: AnyChange) -> str:
    """变动名称; what is gone though nobody touched its clause is not called resolved."""
    if change.status != "resolved":
        return ENTRY_STATUS[change.status]
    if isinstance(change.old, Undecided):
        return _SETTLED
    return _GONE if change.clause == "same" else ENTRY_STATUS[change.status]


def note(change: AnyChange) -> str:
    """说明: what became of the clause, and whether the law reads differently."""
    found = [CLAUSE[change.clause]]
    if change.status in ("new", "resolved") and change.clause == "same":
        found = ["条款未动，因依据、基准日、上下文或者程序版本变化"]
    if change.law:
        found.append("依据有变化")
    return "；".join(filter(None, found))


def where(change: AnyChange, both: VersionComparison) -> str:
    """位置: in the new draft; both places if they differ; the old one of what is gone."""
    old = place(change.old, both.old.submission.document) if change.old else ""
    new = place(change.new, both.new.submission.document) if change.new else ""
    return f"{old}→{new}" if old and new and old != new else new or old


def provision_label(change: ProvisionChange) -> str:
    """条文名称: 第十二条, 第十二条→第十三条."""
    old = change.old.label if change.old else ""
    new = change.new.label if change.new else ""
    return f"{old}→{new}" if old and new and old != new else new or old


def provision_kind(change: ProvisionChange) -> str:
    """条文变动名称: 修改、移位 …; 条号顺延 where nothing but numbers changed."""
    words = [PROVISION[change.kind]] if change.kind != "same" else []
    if change.moved:
        words.append("移位")
    elif change.renumbered and change.new and change.new.article:
        words.append("条号变动")
    if change.follows:
        words.append("所引条号随之变动")
    return "、".join(words)


def shown(changes: Sequence[ProvisionChange]) -> list[ProvisionChange]:
    """变动的条文: what differs in words, place or number."""
    return [change for change in changes if provision_kind(change)]


def is_number_only(change: ProvisionChange) -> bool:
    """只是条号变动: same words at the same place under another number."""
    return change.kind == "same" and not change.moved and not change.follows


def step_status(name: StepStatus | None) -> str:
    """步骤状态, a dash where the review does not have the step."""
    return STEP_LABELS[name] if name else "—"
