"""Records (记录): what repositories take and give, plain and frozen."""

from service.ledger.records.matters import (
    Incoming,
    Matter,
    MatterQuery,
    NewMatter,
    NewVersion,
    StoredFile,
    Version,
)
from service.ledger.records.people import ApiKey, Department, NewUser, User, WebSession
from service.ledger.records.reviews import (
    Deadline,
    Decision,
    NewDecision,
    NewOpinion,
    Opinion,
    Review,
    ReviewItem,
)
from service.ledger.records.work import AuditEntry, AuditQuery, Job, Lease, Subject

__all__ = [
    "ApiKey",
    "AuditEntry",
    "AuditQuery",
    "Deadline",
    "Decision",
    "Department",
    "Incoming",
    "Job",
    "Lease",
    "Matter",
    "MatterQuery",
    "NewDecision",
    "NewMatter",
    "NewOpinion",
    "NewUser",
    "NewVersion",
    "Opinion",
    "Review",
    "ReviewItem",
    "StoredFile",
    "Subject",
    "User",
    "Version",
    "WebSession",
]
