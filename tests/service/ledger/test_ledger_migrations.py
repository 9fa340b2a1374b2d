"""Tables from nothing, once and again; other revisions are told apart."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text

from corpus.errors import BadOption
from service.ledger import Database, parse_url, sqlite_url
from service.ledger.errors import DatabaseUnavailable, LedgerOutdated
from service.ledger.migrate import check, head, migrate, revision
from service.ledger.tables import Base


def test_an_empty_database_is_brought_up_and_a_second_run_changes_nothing(bare: Database) -> None:
    assert revision(bare) == ""
    assert migrate(bare) == ("", head())
    assert migrate(bare) == (head(), head())
    check(bare)


def test_the_migrations_make_exactly_the_tables_of_the_models(bare: Database) -> None:
    migrate(bare)
    with bare.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        found = inspect(connection)
        assert found.get_check_constraints("decisions")
        for table in Base.metadata.tables.values():
            here = {check["name"] for check in found.get_check_constraints(table.name)}
            wanted = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
            assert here == wanted


def test_servers_that_start_together_migrate_once(bare: Database) -> None:
    others = [Database(bare.url) for _ in range(4)]
    came: list[tuple[str, str]] = []
    threads = [threading.Thread(target=lambda d=one: came.append(migrate(d))) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == [("", head())] + [(head(), head())] * 3
    for one in others:
        one.close()


def test_a_database_without_tables_is_not_used(bare: Database) -> None:
    with pytest.raises(LedgerOutdated, match=r"E602.*migrate"):
        check(bare)


def test_a_database_of_a_newer_program_is_left_alone(bare: Database) -> None:
    migrate(bare)
    with bare.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for what in (check, migrate):
        with pytest.raises(LedgerOutdated, match="9999"):
            what(bare)


def test_a_failed_migration_leaves_nothing_behind(bare: Database) -> None:
    with bare.connect() as connection:
        connection.execute(text("CREATE TABLE audit (id integer)"))
    with pytest.raises(Exception, match="audit"):
        migrate(bare)
    with bare.read() as session:
        assert inspect(session.connection()).get_table_names() == ["audit"]


def test_the_file_is_for_its_owner_only_and_in_wal_mode(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "new" / "ledger.sqlite"))
    migrate(database)
    path = database.path
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with database.read() as session:
        said = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert said == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 20000,
        "secure_delete": 1,
    }
    database.close()


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense", "sqlite://", ""])
def test_an_address_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(BadOption, match="FASHEN_DATABASE"):
        parse_url(address)


def test_a_database_that_does_not_answer_is_a_coded_error_without_the_password() -> None:
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    database = Database(parse_url("postgresql://u:geheim@127.0.0.1:1/none"))
    with pytest.raises(DatabaseUnavailable, match="E601") as caught:
        check(database)
    assert "geheim" not in str(caught.value)
