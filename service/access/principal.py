"""Principal (访问主体): who is behind a request, and what it may do."""

from __future__ import annotations

from dataclasses import dataclass

from service.access.errors import Forbidden, MustChange
from service.access.roles import rights
from service.ledger import Actor, Via
from service.ledger.records import User
from service.ledger.words import MatterStatus

ALWAYS = frozenset({"password.own"})
"""What an account may do whose password must be changed first."""


@dataclass(frozen=True, slots=True)
class Principal:
    """访问主体: `scopes` None is no key, so that only the roles count."""

    user: User
    via: Via
    address: str
    must_change: bool = False
    scopes: frozenset[str] | None = None

    def may(self, action: str) -> bool:
        """Whether an action is allowed, in some department at least."""
        table = rights()
        if action not in table.actions:
            raise ValueError(f"no action {action}")
        if self.must_change and action not in ALWAYS:
            return False
        if self.scopes is not None and not table.in_scope(self.scopes, action):
            return False
        return bool(table.granting(self.user.roles, action))

    def actor(self, action: str) -> Actor:
        """The actor for one action: it sees the departments in which this action is allowed.

        Raises:
            MustChange: the password must be changed first.
            Forbidden: not allowed.
        """
        if not self.may(action):
            if self.must_change:
                raise MustChange
            raise Forbidden(rights().actions[action])
        granting = rights().granting(self.user.roles, action)
        return Actor(
            user_id=self.user.id,
            departments=frozenset(one.id for one in self.user.departments),
            everywhere=self.user.everywhere or any(one.everywhere for one in granting),
            via=self.via,
            address=self.address,
        )

    def mover(self, status: MatterStatus) -> Actor:
        """The actor for a move of a matter to a status.

        Raises:
            MustChange, Forbidden: as `actor`.
        """
        return self.actor(rights().moves[status])

    @property
    def actions(self) -> frozenset[str]:
        """All that is allowed, for pages that show no more than that."""
        return frozenset(one for one in rights().actions if self.may(one))
