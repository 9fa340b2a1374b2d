"""A ledger is not restored under a running server; several servers may run on one."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_up_office import Office

from service.ledger.backup import backup, restore
from service.ledger.errors import LedgerHeld
from service.ledger.presence import alone, serving


def test_a_ledger_is_not_restored_while_a_server_runs_on_it(office: Office, tmp_path: Path) -> None:
    database = office.ledger.database
    copy = tmp_path / "backup.sqlite"
    with serving(database), serving(database):
        backup(database, copy)
        with pytest.raises(LedgerHeld, match="请先停止服务"):
            restore(database, copy, replace=True)
    restore(database, copy, replace=True)
    with office.ledger.read() as work:
        assert work.users.all()


def test_no_server_starts_during_a_restore(office: Office) -> None:
    database = office.ledger.database
    with alone(database), pytest.raises(LedgerHeld, match="正在恢复"), serving(database):
        pass
    with serving(database):
        pass
