"""Tables (数据表) of the ledger; nothing outside `service.ledger` sees them."""

from service.ledger.tables.audit import AuditRow
from service.ledger.tables.base import Base
from service.ledger.tables.credentials import ApiKeyRow, FailedLoginRow, SessionRow, SetupCodeRow
from service.ledger.tables.matters import ContentRow, FileRow, MatterRow, SerialRow, VersionRow
from service.ledger.tables.people import DepartmentRow, MembershipRow, UserRoleRow, UserRow
from service.ledger.tables.reviews import (
    DecisionRow,
    OpinionRow,
    ReviewDeadlineRow,
    ReviewItemRow,
    ReviewResultRow,
    ReviewRow,
)
from service.ledger.tables.work import IdempotencyRow, JobRow

__all__ = [
    "ApiKeyRow",
    "AuditRow",
    "Base",
    "ContentRow",
    "DecisionRow",
    "DepartmentRow",
    "FailedLoginRow",
    "FileRow",
    "IdempotencyRow",
    "JobRow",
    "MatterRow",
    "MembershipRow",
    "OpinionRow",
    "ReviewDeadlineRow",
    "ReviewItemRow",
    "ReviewResultRow",
    "ReviewRow",
    "SerialRow",
    "SessionRow",
    "SetupCodeRow",
    "UserRoleRow",
    "UserRow",
    "VersionRow",
]
