"""Views (查看记录): who saw a result, noted without a write for every look."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from service.ledger import Actor, Ledger

_AGAIN = timedelta(minutes=5)
_MOST = 10_000


class Views:
    """查看记录: a look that was noted within five minutes costs no transaction."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._noted: dict[tuple[str | None, str, str], datetime] = {}

    def note(self, actor: Actor, action: str, subject: tuple[str, str], department_id: str) -> None:
        """记录查看.

        Raises:
            DatabaseUnavailable: see there; nothing is shown that could not be noted.
        """
        moment, key = self._ledger.clock(), (actor.user_id, action, subject[1])
        with self._lock:
            last = self._noted.get(key)
            if last is not None and moment - last < _AGAIN:
                return
        with self._ledger.write() as work:
            work.audit.seen(actor, action, subject, department_id)
        with self._lock:
            if len(self._noted) >= _MOST:
                self._noted.clear()
            self._noted[key] = moment
