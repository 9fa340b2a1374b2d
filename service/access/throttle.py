"""Throttle (登录限制): when failed logins lock an account, or turn an address away."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


def account_key(login: str) -> str:
    """账号标记: a hash of what was typed as account name: people type passwords there."""
    folded = unicodedata.normalize("NFKC", login).strip().casefold()
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Rule:
    """限制规则: `most` failures within `window` lock for `lock`, from the last of them."""

    most: int
    window: timedelta
    lock: timedelta

    def locked_until(self, failures: Sequence[datetime], now: datetime) -> datetime | None:
        """锁定至, None if open. `failures` in order of time."""
        for last in range(len(failures) - 1, self.most - 2, -1):
            first = failures[last - self.most + 1]
            until = failures[last] + self.lock
            if failures[last] - first <= self.window and until > now:
                return until
        return None

    @property
    def memory(self) -> timedelta:
        """How far back failures matter."""
        return self.window + self.lock


@dataclass(frozen=True, slots=True)
class Throttle:
    """登录限制: an account from one address, an account from anywhere, an address.

    The first is narrow, so that nobody locks a colleague out from elsewhere by guessing badly.
    """

    pair: Rule = Rule(5, timedelta(minutes=15), timedelta(minutes=15))
    account: Rule = Rule(20, timedelta(hours=1), timedelta(minutes=15))
    address: Rule = Rule(50, timedelta(minutes=15), timedelta(minutes=15))

    @property
    def memory(self) -> timedelta:
        """How far back failures matter."""
        return max(self.pair.memory, self.account.memory, self.address.memory)
