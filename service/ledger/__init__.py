"""Ledger (台账): the office's database: matters, versions, reviews, decisions, users, audit trail."""

from service.ledger.actor import OPERATOR, SYSTEM, Actor, Via
from service.ledger.database import Database, parse_url, sqlite_url
from service.ledger.ledger import Ledger, Work
from service.ledger.limits import Limits, Retention
from service.ledger.paging import Page, Paging

__all__ = [
    "OPERATOR",
    "SYSTEM",
    "Actor",
    "Database",
    "Ledger",
    "Limits",
    "Page",
    "Paging",
    "Retention",
    "Via",
    "Work",
    "parse_url",
    "sqlite_url",
]
