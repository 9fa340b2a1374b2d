"""Actor (操作人): who asks, from where, and of which departments; every query is scoped to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Via(StrEnum):
    """途径: how a request came in."""

    WEB = "web"
    API = "api"
    CLI = "cli"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """操作人: `user_id` None is the program itself.

    `departments` are the ids it may see; `everywhere` that it may see all of them. `address` is
    where the request came from.
    """

    user_id: str | None
    departments: frozenset[str] = frozenset()
    everywhere: bool = False
    via: Via = Via.SYSTEM
    address: str = ""

    def sees(self, department_id: str) -> bool:
        """Whether matters of a department may be seen."""
        return self.everywhere or department_id in self.departments


SYSTEM = Actor(None, everywhere=True)
"""系统: the program's own work: jobs, purges."""
OPERATOR = Actor(None, everywhere=True, via=Via.CLI)
"""运维人员: whoever may run commands on the server."""
