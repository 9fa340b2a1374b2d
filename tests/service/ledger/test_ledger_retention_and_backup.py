"""Drafts leave when the policy says so, facts stay; a backup holds all of it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from made_up_office import RESULT, Clock, Office
from sqlalchemy import text

from service.ledger import Database, Ledger, Retention, sqlite_url
from service.ledger.backup import backup, restore
from service.ledger.errors import BackupFailed, ContentDeleted, LedgerHeld, LedgerOutdated
from service.ledger.migrate import migrate
from service.ledger.records import AuditQuery
from service.ledger.tables import Base
from service.ledger.words import MatterStatus

SECRET = "绝密草案正文".encode() * 40


def ended(office: Office, title: str = "已办结的文件") -> str:
    matter = office.matter(title)
    version = office.version(matter, SECRET)
    with office.ledger.write() as work:
        author = str(office.wang.user_id)
        work.reviews.add(office.wang, version.id, RESULT, author=author)
        for status in (MatterStatus.APPROVAL, MatterStatus.CONCLUDED):
            work.matters.move(office.wang, matter.id, status)
    return version.id


def test_drafts_leave_after_the_days_of_the_policy_and_facts_stay(
    office: Office, clock: Clock
) -> None:
    version_id = ended(office)
    open_version = office.version(office.matter("未办结的文件"))
    policy = Retention(drafts=30, results=90)
    clock.on(days=29)
    assert office.ledger.purge(policy).files == 0
    clock.on(days=2)
    done = office.ledger.purge(policy)
    assert (done.files, done.results) == (2, 0)
    clock.on(days=60)
    assert office.ledger.purge(policy).results == 1
    assert office.ledger.purge(policy).results == 0
    with office.ledger.read() as work:
        kept = work.versions.get(office.wang, version_id)
        (review,) = work.reviews.of_matter(office.wang, kept.matter_id)
        assert work.reviews.items(office.wang, review.id)
        with pytest.raises(ContentDeleted, match="E605"):
            work.versions.contents(office.wang, version_id)
        with pytest.raises(ContentDeleted, match="审查结果"):
            work.reviews.result(office.wang, review.id)
        assert work.versions.contents(office.wang, open_version.id)[0].data == b"draft"
        trail = work.audit.search(office.auditor, AuditQuery(action="retention.purge")).items
    assert kept.draft.deleted_at is not None
    assert review.major > 0
    assert [one.detail["files"] for one in trail] == [0, 2]


def test_what_a_job_still_needs_and_an_idle_policy(office: Office, clock: Clock) -> None:
    waiting, idle = office.version(office.matter()), office.version(office.matter())
    with office.ledger.write() as work:
        work.jobs.accept(office.wang, waiting.id)
    clock.on(days=400)
    assert office.ledger.purge(Retention(drafts=1)).files == 0
    assert office.ledger.purge(Retention(idle=365)).files == 2
    with office.ledger.read() as work:
        assert work.versions.contents(office.wang, waiting.id)
        with pytest.raises(ContentDeleted):
            work.versions.contents(office.wang, idle.id)


def test_without_a_policy_nothing_is_deleted(office: Office, clock: Clock) -> None:
    version_id = ended(office)
    clock.on(days=10_000)
    assert office.ledger.purge(Retention()).files == 0
    with office.ledger.read() as work:
        assert work.versions.contents(office.wang, version_id)[0].data == SECRET


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_purged_draft_is_no_longer_in_the_files(office: Office, clock: Clock) -> None:
    ended(office)
    path = office.ledger.database.path
    assert path is not None
    log = path.with_name(f"{path.name}-wal")
    assert SECRET[:60] in path.read_bytes() + log.read_bytes()
    clock.on(days=2)
    office.ledger.purge(Retention(drafts=1))
    assert SECRET[:60] not in path.read_bytes() + log.read_bytes()


def contents(database: Database) -> dict[str, list[str]]:
    with database.read() as session:
        return {
            table.name: sorted(str(tuple(row)) for row in session.execute(table.select()))
            for table in Base.metadata.sorted_tables
        }


def test_a_backup_is_restored_with_all_rows_and_goes_on_counting(
    office: Office, bare: Database, tmp_path: Path
) -> None:
    ended(office)
    before = contents(office.ledger.database)
    file = tmp_path / "backups" / "one.sqlite"
    assert backup(office.ledger.database, file) == file.stat().st_size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
    migrate(bare)
    restore(bare, file)
    assert contents(bare) == before
    assert before["audit"]
    ledger = Ledger(bare, clock=office.clock)
    again = Office(
        ledger, *(getattr(office, n) for n in Office.__dataclass_fields__ if n != "ledger")
    )
    assert again.matter("恢复之后").number == "2026-0002"
    with pytest.raises(Exception, match="append-only"), bare.connect() as connection:
        connection.execute(text("DELETE FROM audit"))


def test_a_backup_goes_from_one_kind_of_database_to_the_other(
    office: Office, tmp_path: Path
) -> None:
    ended(office)
    backup(office.ledger.database, tmp_path / "b.sqlite")
    here = Database(sqlite_url(tmp_path / "b.sqlite"))
    assert contents(here) == contents(office.ledger.database)
    here.close()


def test_a_ledger_in_use_is_replaced_only_on_demand(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "one.sqlite"
    backup(office.ledger.database, file)
    before = contents(office.ledger.database)
    ended(office)
    with pytest.raises(LedgerHeld, match="--replace"):
        restore(office.ledger.database, file)
    restore(office.ledger.database, file, replace=True)
    assert contents(office.ledger.database) == before


def test_a_backup_never_overwrites(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "one.sqlite"
    file.write_bytes(b"mine")
    with pytest.raises(BackupFailed, match="已经存在"):
        backup(office.ledger.database, file)
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize("data", [b"", b"not a database at all, but long enough" * 9])
def test_what_is_no_backup_is_not_restored(office: Office, tmp_path: Path, data: bytes) -> None:
    before = contents(office.ledger.database)
    file = tmp_path / "x.sqlite"
    file.write_bytes(data)
    for path in (file, tmp_path / "absent.sqlite"):
        with pytest.raises(BackupFailed, match="E606"):
            restore(office.ledger.database, path, replace=True)
    assert contents(office.ledger.database) == before


def test_a_damaged_or_newer_backup_is_not_restored(office: Office, tmp_path: Path) -> None:
    ended(office)
    before = contents(office.ledger.database)
    newer = tmp_path / "newer.sqlite"
    backup(office.ledger.database, newer)
    database = Database(sqlite_url(newer))
    with database.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.flush_log()
    database.close()
    with pytest.raises(LedgerOutdated, match="9999"):
        restore(office.ledger.database, newer, replace=True)
    damaged = tmp_path / "damaged.sqlite"
    backup(office.ledger.database, damaged)
    data = bytearray(damaged.read_bytes())
    data[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    damaged.write_bytes(data)
    with pytest.raises(BackupFailed):
        restore(office.ledger.database, damaged, replace=True)
    assert contents(office.ledger.database) == before


def test_a_backup_while_others_write_is_one_sound_state(office: Office, tmp_path: Path) -> None:
    import threading

    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            ended(office)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(3):
            backup(office.ledger.database, tmp_path / f"{number}.sqlite")
    finally:
        stop.set()
        thread.join()
    copy = Database(sqlite_url(tmp_path / "2.sqlite"))
    found = contents(copy)
    copy.close()
    assert len(found["versions"]) * 2 == len(found["files"]) == len(found["contents"])
