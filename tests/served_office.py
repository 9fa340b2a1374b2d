"""An office behind its HTTP interface, for tests: people who log in, drafts that they hand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from support import ROOT

from service.access import Access, Administration, Passwords, Setup
from service.api.app import create_app
from service.api.office import Office
from service.clock import Clock, now
from service.ledger import OPERATOR, Database, Ledger, parse_url
from service.ledger.words import Role
from service.wiring import Wiring

OURS = "http://127.0.0.1"
PASSWORD = "Ding-Dong7 shan"
SAMPLES = ROOT / "service/samples"
DRAFT = """石城市共享单车停放管理办法
第一条　为了规范共享单车停放，结合本市实际，制定本办法。
第二条　市交通运输局负责本办法的组织实施。
第三条　违反本办法规定的，由市交通运输局处二千元以上一万元以下罚款。
第四条　外地企业投放车辆的，应当在本市设立子公司。
第五条　本办法自2027年1月1日起施行。
"""
WORDS = {"kind": "norm_doc", "issuer_level": "county", "as_of": "2026-11-24"}


class Browser:
    """A browser: it keeps cookies, and sends the token of its session with every change."""

    def __init__(self, app: FastAPI, login: str = "", password: str = PASSWORD) -> None:
        self.http = TestClient(app, base_url=OURS)
        self.token = self.http.get("/api/v1/session").json()["token"]
        if login:
            said = self.http.post(
                "/api/v1/session",
                json={"login": login, "password": password},
                headers={"X-Fashen-Token": self.token},
            )
            assert said.status_code == 200, said.text
            self.token = said.json()["token"]

    def ask(self, method: str, path: str, **more: Any) -> Any:
        headers = {"X-Fashen-Token": self.token, **more.pop("headers", {})}
        return self.http.request(method, f"/api/v1{path}", headers=headers, **more)

    def get(self, path: str, **params: Any) -> Any:
        return self.ask("GET", path, params=params or None)

    def post(self, path: str, **more: Any) -> Any:
        return self.ask("POST", path, **more)

    def put(self, path: str, json: Any) -> Any:
        return self.ask("PUT", path, json=json)

    def hand_in(
        self,
        data: str | bytes = DRAFT,
        name: str = "草案.txt",
        path: str = "/matters",
        *,
        headers: Mapping[str, str] | None = None,
        **words: str,
    ) -> Any:
        sent = data.encode() if isinstance(data, str) else data
        return self.post(
            path, files={"file": (name, sent)}, data={**WORDS, **words}, headers=headers or {}
        )


@dataclass(frozen=True)
class ServedOffice:
    """Two departments, one person of each role in the first, a submitter in the second."""

    app: FastAPI
    ledger: Ledger
    access: Access
    departments: dict[str, str]

    def browser(self, login: str = "") -> Browser:
        return Browser(self.app, login)


def open_office(database: str, clock: Clock = now) -> tuple[Ledger, Access]:
    """A migrated ledger, and access with cheap hashes."""
    ledger = Ledger(Database(parse_url(database)), clock=clock)
    ledger.migrate()
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return ledger, Access(ledger, passwords=Passwords(hasher))


def furnish(ledger: Ledger, access: Access) -> dict[str, str]:
    """Departments and people with the password of these tests."""
    setup = Setup(access)
    setup.complete(
        setup.begin() or "",
        login="administrator",
        name="管一",
        password=PASSWORD,
        department="水务局",
    )
    with ledger.write() as work:
        water = work.departments.named("水务局").id
        roads = work.departments.add(OPERATOR, "交通局").id
    for login, role, place in (
        *((role.value, role, water) for role in Role if role is not Role.ADMINISTRATOR),
        ("neighbour", Role.SUBMITTER, roads),
        ("neighbour-reviewer", Role.REVIEWER, roads),
    ):
        issued = Administration(access).add(
            OPERATOR,
            login=login,
            name=f"人员{login}",
            roles=frozenset({role}),
            departments=frozenset({place}),
        )
        first = access.log_in(login, issued.password, "setup")
        access.change_password(first.principal, issued.password, PASSWORD)
    return {"water": water, "roads": roads}


@contextmanager
def serve(
    house: Wiring, ledger: Ledger, access: Access, *, open_door: bool = False, runs: bool = True
) -> Iterator[FastAPI]:
    """The application; with `runs` its jobs are done."""
    office = Office(ledger, access, open_door=open_door)
    app = create_app(house.settings, office=office, wiring=house)
    if not runs:
        yield app
        return
    with TestClient(app, base_url=OURS):
        yield app
