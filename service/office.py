"""Office (机关): the ledger and the access rules that the settings describe."""

from __future__ import annotations

from datetime import timedelta

from service.access import Access, AccessRules, PasswordPolicy
from service.clock import Clock, now
from service.ledger import Database, Ledger, Limits, Retention, parse_url, sqlite_url
from service.settings import Settings


def open_database(settings: Settings) -> Database:
    """数据库 of the settings; nothing is asked of it yet.

    Raises:
        BadOption: FASHEN_DATABASE is no such address.
        DatabaseUnavailable: the file cannot be made, or a driver is not installed.
    """
    if settings.database:
        return Database(parse_url(settings.database))
    return Database(sqlite_url(settings.ledger_path))


def open_ledger(settings: Settings, *, clock: Clock = now, migrate: bool = False) -> Ledger:
    """台账 of the settings; `migrate` brings its tables up to date first, as a server does.

    Raises:
        BadOption, DatabaseUnavailable: as `open_database`.
        LedgerOutdated: its tables are not those of this program.
    """
    database = open_database(settings)
    limits = Limits(bytes=settings.max_upload_bytes)
    ledger = Ledger(database, clock=clock, limits=limits)
    try:
        if migrate:
            ledger.migrate()
        ledger.check()
    except BaseException:
        ledger.close()
        raise
    return ledger


def open_access(settings: Settings, ledger: Ledger) -> Access:
    """访问控制 of the settings."""
    return Access(ledger, rules=access_rules(settings))


def access_rules(settings: Settings) -> AccessRules:
    """访问规则 of the settings."""
    policy = PasswordPolicy(
        settings.password_length, settings.password_classes, settings.password_days
    )
    return AccessRules(
        session=timedelta(hours=settings.session_hours),
        idle=timedelta(minutes=settings.idle_minutes),
        passwords=policy,
    )


def retention(settings: Settings) -> Retention:
    """保存期限 of the settings."""
    return Retention(
        drafts=settings.keep_drafts_days,
        idle=settings.keep_idle_days,
        results=settings.keep_results_days,
    )
