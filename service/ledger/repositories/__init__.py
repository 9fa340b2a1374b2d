"""Repositories (仓储): plain methods over one transaction, records in and out."""

from service.ledger.repositories.audit import AuditTrail
from service.ledger.repositories.credentials import Credentials
from service.ledger.repositories.decisions import Decisions
from service.ledger.repositories.departments import Departments
from service.ledger.repositories.figures import Figures
from service.ledger.repositories.idempotency import Idempotency
from service.ledger.repositories.jobs import Jobs
from service.ledger.repositories.matters import Matters
from service.ledger.repositories.opinions import Opinions
from service.ledger.repositories.retention import Purge, Purged
from service.ledger.repositories.reviews import Reviews
from service.ledger.repositories.subjects import Subjects
from service.ledger.repositories.users import Users
from service.ledger.repositories.versions import Versions

__all__ = [
    "AuditTrail",
    "Credentials",
    "Decisions",
    "Departments",
    "Figures",
    "Idempotency",
    "Jobs",
    "Matters",
    "Opinions",
    "Purge",
    "Purged",
    "Reviews",
    "Subjects",
    "Users",
    "Versions",
]
