"""What is refused, and how: other departments, forged ids, keys, names, sizes, bombs."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from served_office import (
    DRAFT,
    OURS,
    PASSWORD,
    WORDS,
    Browser,
    ServedOffice,
    furnish,
    open_office,
    serve,
)

from service.api.description import refusals
from service.clock import now
from service.wiring import Wiring


def as_documented(name: str, said: Any) -> bool:
    """Whether an answer is what the table of refusals says of a case."""
    wanted = refusals()[name]
    assert said.headers["content-type"] == "application/problem+json"
    return (said.status_code, said.json()["code"]) == (wanted["status"], wanted["code"])


def _forged(path: str) -> str:
    return re.sub("[0-9a-f]{32}", "0" * 32, path)


@pytest.fixture(scope="module")
def handed_in(submitter: Browser) -> dict[str, str]:
    """Paths of one matter of the first department, reviewed."""
    said = submitter.hand_in().json()
    review = said["job"]["review_id"]
    return {
        "matter": f"/matters/{said['matter']['id']}",
        "decisions": f"/matters/{said['matter']['id']}/decisions",
        "version": f"/versions/{said['version']['id']}",
        "file": f"/files/{said['version']['draft']['id']}",
        "job": f"/jobs/{said['job']['id']}",
        "review": f"/reviews/{review}",
        "result": f"/reviews/{review}/result",
        "items": f"/reviews/{review}/items",
        "comparison": f"/reviews/{review}/comparison?against={review}",
    }


def test_another_department_s_matter_is_not_there(
    served: ServedOffice, handed_in: dict[str, str], submitter: Browser
) -> None:
    neighbour = served.browser("neighbour")
    for name, path in handed_in.items():
        assert submitter.get(path).status_code == 200, name
        said, nothing = neighbour.get(path), neighbour.get(_forged(path))
        assert as_documented("not_yours", said), name
        assert as_documented("not_yours", nothing), name
        assert said.json() == nothing.json()
    assert neighbour.get("/matters").json()["total"] == 0


def test_another_department_s_matter_takes_no_changes(
    served: ServedOffice, handed_in: dict[str, str]
) -> None:
    neighbour = served.browser("neighbour-reviewer")
    export = neighbour.post(f"{handed_in['review']}/exports", json={"format": "html"})
    body = {"fingerprint": "x", "verdict": "adopt"}
    decision = neighbour.post(f"{handed_in['review']}/decisions", json=body)
    version = neighbour.hand_in(path=f"{handed_in['matter']}/versions")
    based = neighbour.post(
        f"{handed_in['matter']}/versions",
        files={"materials": ("a.txt", b"x")},
        data={"base": handed_in["version"].split("/")[-1]},
    )
    for said in (export, decision, version, based):
        assert as_documented("not_yours", said)


def test_a_matter_is_not_opened_in_another_department(
    served: ServedOffice, submitter: Browser
) -> None:
    said = submitter.hand_in(department_id=served.departments["roads"])
    assert as_documented("not_yours", said)


@pytest.mark.parametrize("word", ["1", "../../etc/passwd", "0" * 31 + "g", "%00", "x' OR 1=1--"])
def test_what_is_no_id_never_reaches_the_ledger(word: str, submitter: Browser) -> None:
    assert submitter.get(f"/matters/{word}").status_code in (404, 422)
    assert as_documented("no_id", submitter.get("/matters", reviewer_id=word))


def test_a_key_may_what_its_scope_says_until_it_ends(house: Wiring, tmp_path: Path) -> None:
    moved = [timedelta(0)]
    ledger, access = open_office(f"sqlite:///{tmp_path}/ledger.sqlite", lambda: now() + moved[0])
    furnish(ledger, access)
    with serve(house, ledger, access, runs=False) as app:
        owner = Browser(app, "submitter")
        asked = {"name": "系统", "scopes": ["matters:read"], "days": 1}
        made = owner.post("/keys", json=asked).json()
        http = TestClient(
            app, base_url=OURS, headers={"Authorization": f"Bearer {made['written']}"}
        )
        assert http.get("/api/v1/matters").status_code == 200
        assert as_documented("no_right", http.post("/api/v1/matters"))
        assert as_documented("no_right", http.post("/api/v1/keys", json=asked))
        moved[0] = timedelta(days=1, seconds=1)
        assert as_documented("bad_key", http.get("/api/v1/matters"))
        moved[0] = timedelta(0)
        assert owner.ask("DELETE", f"/keys/{made['key']['id']}").status_code == 204
        assert as_documented("bad_key", http.get("/api/v1/matters"))
        forged = {"Authorization": f"Bearer fsk_{'A' * 43}"}
        assert as_documented("bad_key", http.get("/api/v1/matters", headers=forged))
    ledger.close()


def test_too_many_wrong_passwords_lock_for_a_while(served: ServedOffice) -> None:
    guest = served.browser()
    asked = {"login": "nobody-here", "password": PASSWORD}
    codes = [guest.post("/session", json=asked) for _ in range(6)]
    assert all(as_documented("wrong_password", said) for said in codes[:5])
    assert as_documented("too_many_tries", codes[5])
    assert int(codes[-1].headers["retry-after"]) > 60


def test_a_path_in_a_file_s_name_is_only_a_name(submitter: Browser) -> None:
    files = [("file", ("../../etc/草案.txt", DRAFT)), ("materials", ("..\\..\\passwd.txt", "说明"))]
    said = submitter.post("/matters", files=files, data=WORDS).json()
    assert said["version"]["draft"]["name"] == "草案.txt"
    assert [one["name"] for one in said["version"]["materials"]] == ["passwd.txt"]
    file = submitter.get(f"/files/{said['version']['draft']['id']}")
    assert file.headers["content-disposition"].endswith("%E8%8D%89%E6%A1%88.txt")


def test_html_in_a_draft_or_a_title_stays_text(submitter: Browser) -> None:
    evil = "<script>alert(1)</script>"
    draft = f"关于{evil}的通知\n第一条　{evil}由市水务局处二千元罚款。\n"
    said = submitter.hand_in(draft, name="a.html.txt", title=evil).json()
    review = said["job"]["review_id"]
    page = submitter.post(f"/reviews/{review}/exports", json={"format": "html"})
    assert "&lt;script&gt;alert" in page.text
    assert evil not in page.text
    file = submitter.get(f"/files/{said['version']['draft']['id']}")
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in file.headers["content-security-policy"]


def test_too_large_an_upload_is_refused_and_leaves_nothing(submitter: Browser) -> None:
    before = submitter.get("/matters").json()["total"]
    assert as_documented("too_large", submitter.hand_in(b"x" * (2 << 20)))
    assert submitter.get("/matters").json()["total"] == before


def test_too_long_a_body_that_is_no_upload_is_refused(served: ServedOffice) -> None:
    said = served.browser().post("/session", json={"login": "x" * (1 << 20), "password": "x"})
    assert as_documented("too_large", said)


def test_a_decompression_bomb_is_refused(submitter: Browser) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (300 << 20))
        archive.writestr("[Content_Types].xml", b"<Types/>")
    assert as_documented("bomb", submitter.hand_in(packed.getvalue(), "bomb.docx", path="/reviews"))
    job = submitter.hand_in(packed.getvalue(), "bomb.docx").json()["job"]
    assert job["error"].startswith("[E108]")


def test_a_wrong_body_is_named_without_its_words(
    submitter: Browser, handed_in: dict[str, str]
) -> None:
    said = submitter.put(handed_in["matter"], {"title": 7, "secret": "秘密"})
    assert as_documented("no_id", said)
    assert "title" in said.json()["detail"]
    assert "秘密" not in said.text


def test_what_an_administrator_forbids_ends_at_once(served: ServedOffice) -> None:
    boss = served.browser("administrator")
    made = boss.post("/users", json={"login": "brief", "name": "短期", "roles": ["auditor"]}).json()
    fresh = Browser(served.app, "brief", made["password"])
    assert as_documented("must_change", fresh.get("/audit"))
    change = {"old": made["password"], "new": PASSWORD}
    fresh.token = fresh.put("/session/password", change).json()["token"]
    assert fresh.get("/audit").status_code == 200
    assert boss.put(f"/users/{made['user']['id']}/disabled", {"disabled": True}).status_code == 200
    assert as_documented("no_login", fresh.get("/audit"))


def test_who_looked_decided_and_exported_is_in_the_audit_trail(
    served: ServedOffice, handed_in: dict[str, str], reviewer: Browser
) -> None:
    reviewer.get(handed_in["result"])
    reviewer.post(f"{handed_in['review']}/exports", json={"format": "xlsx"})
    trail = served.browser("auditor")
    review = handed_in["review"].split("/")[-1]
    found = trail.get("/audit", subject_id=review, size=100).json()["items"]
    mine = {one["action"] for one in found if one["user"] == "人员reviewer"}
    assert {"review.read", "report.export"} <= mine


def test_a_change_without_the_token_of_its_page_is_refused(
    submitter: Browser, handed_in: dict[str, str]
) -> None:
    asked = {"json": {"title": "甲"}}
    for headers in ({}, {"X-Fashen-Token": ""}, {"X-Fashen-Token": "0" * 64}):
        said = submitter.http.put(f"/api/v1{handed_in['matter']}", headers=headers, **asked)
        assert as_documented("no_token", said)
    assert submitter.get(handed_in["matter"]).json()["matter"]["title"] != "甲"


def test_another_site_s_page_and_a_foreign_host_name_are_refused(submitter: Browser) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "rebound.example"},
    ):
        assert as_documented("other_site", submitter.ask("GET", "/matters", headers=headers))


def test_a_draft_of_no_known_format_or_a_broken_one_is_refused(submitter: Browser) -> None:
    unknown = submitter.hand_in(b"\x00\x01\x02" * 99, "草案.exe", path="/reviews")
    assert as_documented("unknown_format", unknown)
    broken = submitter.hand_in(b"PK\x03\x04broken", "草案.docx", path="/reviews")
    assert as_documented("broken", broken)


def test_what_does_not_fit_the_state_of_a_matter_is_refused(
    served: ServedOffice, reviewer: Browser
) -> None:
    made = reviewer.hand_in().json()
    matter = f"/matters/{made['matter']['id']}"
    assert reviewer.put(f"{matter}/status", {"status": "approval"}).status_code == 200
    approver = served.browser("approver")
    assert approver.put(f"{matter}/status", {"status": "concluded"}).status_code == 200
    assert as_documented("conflict", reviewer.hand_in(path=f"{matter}/versions"))
    erasure = f"/versions/{made['version']['id']}/erasure"
    assert approver.post(erasure, json={"reason": "撤回"}).status_code == 200
    said = reviewer.get(f"/files/{made['version']['draft']['id']}")
    assert as_documented("erased", said)


async def _upload_of(app: FastAPI, key: str, size: int, *, stated: bool) -> tuple[int, str, int]:
    """Send a form of so many bytes as a network does; returns status, code and the bytes taken."""
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    taken, said, body = 0, 0, b""
    headers = [
        (b"host", b"127.0.0.1"),
        (b"authorization", f"Bearer {key}".encode()),
        (b"content-type", b"multipart/form-data; boundary=x"),
    ]
    if stated:
        headers.append((b"content-length", str(size).encode()))

    async def receive() -> dict[str, Any]:
        nonlocal taken
        piece = start if taken == 0 else b"x" * 65536
        taken += len(piece)
        return {"type": "http.request", "body": piece, "more_body": taken < size}

    async def send(message: Any) -> None:
        nonlocal said, body
        said = message.get("status", said)
        body += message.get("body", b"")

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/matters",
        "raw_path": b"/api/v1/matters",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    await app(scope, receive, send)
    return said, json.loads(body)["code"], taken


@pytest.mark.parametrize("stated", [True, False], ids=["length stated", "length not stated"])
def test_an_upload_of_300_mb_is_refused_before_it_is_read(
    served: ServedOffice, submitter: Browser, stated: bool
) -> None:
    before = submitter.get("/matters").json()["total"]
    asked = {"name": "大文件", "scopes": ["matters:write"], "days": 1}
    key = submitter.post("/keys", json=asked).json()["written"]
    status, code, taken = asyncio.run(_upload_of(served.app, key, 300 << 20, stated=stated))
    wanted = refusals()["too_large"]
    assert (status, code) == (wanted["status"], wanted["code"])
    assert taken < 2 << 20
    assert submitter.get("/matters").json()["total"] == before


def test_every_documented_refusal_was_tried_and_stands_in_the_document(
    served: ServedOffice,
) -> None:
    tests = Path(__file__).read_text("utf-8")
    assert [name for name in refusals() if f'as_documented("{name}", ' not in tests] == []
    said = served.app.openapi()["info"]["description"]
    for one in refusals().values():
        assert f"| {one['case']} | {one['status']} | `{one['code']}` |" in said


def test_a_number_is_no_day_and_no_yes(served: ServedOffice, handed_in: dict[str, str]) -> None:
    submitter, boss = served.browser("submitter"), served.browser("administrator")
    assert as_documented("no_id", submitter.get("/matters", due_to="0"))
    assert as_documented("no_id", submitter.put(handed_in["matter"], {"title": "甲", "due": 0}))
    users = {one["login"]: one["id"] for one in boss.get("/users").json()}
    path = f"/users/{users['neighbour']}/disabled"
    assert as_documented("no_id", boss.put(path, {"disabled": 0}))


def test_a_method_that_an_address_has_not_is_answered_with_those_that_it_has(
    submitter: Browser, handed_in: dict[str, str]
) -> None:
    said = submitter.ask("DELETE", handed_in["matter"])
    assert (said.status_code, said.headers["allow"]) == (405, "GET, PUT")
    assert submitter.ask("OPTIONS", "/session").headers["allow"] == "GET, POST, DELETE"
