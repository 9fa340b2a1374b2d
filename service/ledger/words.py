"""Words (台账用语): the enumerations of the ledger, with their Chinese names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """角色 of a user; one may have several."""

    SUBMITTER = "submitter"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class MatterStatus(StrEnum):
    """事项状态."""

    RECEIVED = "received"
    REVIEWING = "reviewing"
    RETURNED = "returned"
    APPROVAL = "approval"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _STATUS_LABELS[self]

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done."""
        return self in (MatterStatus.CONCLUDED, MatterStatus.WITHDRAWN)


_STATUS_LABELS: Mapping[MatterStatus, str] = {
    MatterStatus.RECEIVED: "待审查",
    MatterStatus.REVIEWING: "审查中",
    MatterStatus.RETURNED: "退回修改",
    MatterStatus.APPROVAL: "待审定",
    MatterStatus.CONCLUDED: "已办结",
    MatterStatus.WITHDRAWN: "已撤回",
}
MOVES: Mapping[MatterStatus, frozenset[MatterStatus]] = {
    MatterStatus.RECEIVED: frozenset({MatterStatus.REVIEWING, MatterStatus.WITHDRAWN}),
    MatterStatus.REVIEWING: frozenset(
        {MatterStatus.RETURNED, MatterStatus.APPROVAL, MatterStatus.WITHDRAWN}
    ),
    MatterStatus.RETURNED: frozenset({MatterStatus.REVIEWING, MatterStatus.WITHDRAWN}),
    MatterStatus.APPROVAL: frozenset(
        {MatterStatus.CONCLUDED, MatterStatus.RETURNED, MatterStatus.REVIEWING}
    ),
    MatterStatus.CONCLUDED: frozenset({MatterStatus.REVIEWING}),
    MatterStatus.WITHDRAWN: frozenset({MatterStatus.RECEIVED}),
}
"""状态流转: where a matter may go from where it is."""


class JobStatus(StrEnum):
    """任务状态."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"queued": "排队中", "running": "审查中", "done": "已完成", "failed": "未完成"}[self]


class Verdict(StrEnum):
    """处理意见 on a finding; `withdraw` takes the former one back."""

    ADOPT = "adopt"
    REJECT = "reject"
    MODIFY = "modify"
    WITHDRAW = "withdraw"

    @property
    def label(self) -> str:
        """The Chinese name."""
        labels = {
            "adopt": "采纳",
            "reject": "不采纳",
            "modify": "修改后采纳",
            "withdraw": "撤销处理",
        }
        return labels[self]


class ItemKind(StrEnum):
    """审查条目 kind: what a decision may be about."""

    FINDING = "finding"
    STEP = "step"
    UNDECIDED = "undecided"


class DeadlineKind(StrEnum):
    """期限种类: what a published document asks for by a day."""

    FILING = "filing"
    EXPIRY = "expiry"
    FOLLOW_UP = "follow_up"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"filing": "备案", "expiry": "有效期届满", "follow_up": "后续工作"}[self]


class FileRole(StrEnum):
    """文件角色 in a version."""

    DRAFT = "draft"
    MATERIAL = "material"
