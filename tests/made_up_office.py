"""A made-up office for tests of the ledger and of access: a clock, departments, people, results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from made_up_reviews import full, made_up

from service.ledger import OPERATOR, Actor, Ledger, Via
from service.ledger.records import (
    Department,
    Incoming,
    Matter,
    NewMatter,
    NewUser,
    NewVersion,
    Version,
)
from service.ledger.words import Role
from service.reports.json import to_dict

RESULT = json.dumps(to_dict(full()), ensure_ascii=False, indent=1)
QUIET = json.dumps(to_dict(made_up()), ensure_ascii=False)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def on(self, **more: float) -> None:
        self.moment += timedelta(**more)


@dataclass(frozen=True)
class Office:
    """Two departments, each with a submitter and a reviewer; one administrator, one auditor."""

    ledger: Ledger
    clock: Clock
    water: Department
    roads: Department
    wang: Actor
    roads_clerk: Actor
    reviewer: Actor
    auditor: Actor

    def matter(self, title: str = "石城市集市管理办法", actor: Actor | None = None) -> Matter:
        who = actor or self.wang
        (place,) = who.departments
        with self.ledger.write() as work:
            return work.matters.open(who, NewMatter(title, place))

    def version(
        self, matter: Matter, data: bytes = b"draft", actor: Actor | None = None
    ) -> Version:
        with self.ledger.write() as work:
            new = NewVersion(Incoming("草案.docx", data), (Incoming("说明.txt", b"why"),))
            return work.versions.add(actor or self.wang, matter.id, new)

    def reviewed(self, title: str = "石城市集市管理办法", body: str = RESULT) -> tuple[Matter, str]:
        matter = self.matter(title)
        version = self.version(matter)
        with self.ledger.write() as work:
            author = str(self.wang.user_id)
            review = work.reviews.add(self.wang, version.id, body, author=author)
            return work.matters.get(self.wang, matter.id), review.id


def furnish(ledger: Ledger, clock: Clock) -> Office:
    """Departments and people in an empty ledger."""
    with ledger.write() as work:
        water, roads = (work.departments.add(OPERATOR, name) for name in ("水务局", "交通局"))

        def person(login: str, role: Role, *places: Department, everywhere: bool = False) -> Actor:
            ids = frozenset(place.id for place in places)
            new = NewUser(login, login, frozenset({role}), ids, everywhere)
            user = work.users.add(OPERATOR, new)
            return Actor(user.id, ids, everywhere, Via.WEB, "10.0.0.8")

        return Office(
            ledger,
            clock,
            water,
            roads,
            person("王一", Role.SUBMITTER, water),
            person("李二", Role.SUBMITTER, roads),
            person("赵三", Role.REVIEWER, water),
            person("周四", Role.AUDITOR, everywhere=True),
        )
