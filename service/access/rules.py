"""Access rules (访问规则): how long sessions and keys hold, passwords, login limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from service.access.passwords import PasswordPolicy
from service.access.throttle import Throttle


@dataclass(frozen=True, slots=True)
class AccessRules:
    """访问规则.

    session: the longest time from the login. idle: the longest time without a request.
    touch: how exactly the last request is kept. key: the longest life of an API key.
    initial: how long an initial or reset password may be used to log in.
    """

    session: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)
    touch: timedelta = timedelta(minutes=1)
    key: timedelta = timedelta(days=366)
    initial: timedelta = timedelta(days=14)
    passwords: PasswordPolicy = field(default_factory=PasswordPolicy)
    throttle: Throttle = field(default_factory=Throttle)
