"""Limits (限额) and retention (保存期限) of the ledger."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """限额 of one version: bytes of all its files together, and the number of materials."""

    bytes: int = 50 * 1024 * 1024
    files: int = 200


@dataclass(frozen=True, slots=True)
class Retention:
    """保存期限 in days, 0 keeps for ever; facts of the ledger are always kept.

    drafts: bytes of drafts and materials, from the day the matter ended.
    idle: the same for matters that never ended, from their last change.
    results: texts of review results (they quote the draft), from the day the matter ended.
    keys: idempotency keys and failed logins.
    """

    drafts: int = 0
    idle: int = 0
    results: int = 0
    keys: int = 7
