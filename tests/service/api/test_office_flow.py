"""The whole way over HTTP, on both databases: set up, log in, hand in, decide, mend, compare, export."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from postgres_support import postgres_server
from served_office import DRAFT, PASSWORD, SAMPLES, Browser, open_office, serve

from service.access import Setup
from service.desk.exporting import EXPORTS
from service.reports.schema import schema
from service.wiring import Wiring


@pytest.fixture(params=["sqlite", "postgres"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.sqlite'}"
        return
    with postgres_server(tmp_path_factory) as address:
        yield address


def test_from_the_set_up_to_the_signed_opinion(house: Wiring, database: str) -> None:
    ledger, access = open_office(database)
    code = Setup(access).begin()
    with serve(house, ledger, access) as app:
        guest = Browser(app)
        assert guest.get("/setup").json() == {"needed": True}
        asked = {
            "login": "guanli",
            "name": "王一",
            "password": PASSWORD,
            "department": "法制科",
            "reviews": True,
        }
        assert guest.post("/setup", json={"code": "wrong", **asked}).status_code == 403
        assert guest.post("/setup", json={"code": code, **asked}).status_code == 201
        assert guest.post("/setup", json={"code": code, **asked}).json()["code"] == "E709"
        _work(Browser(app, "guanli"))
    ledger.close()


def _work(browser: Browser) -> None:
    for sample in sorted(SAMPLES.glob("sample_*.docx")):
        said = browser.hand_in(sample.read_bytes(), sample.name, kind="auto")
        assert said.status_code == 201, said.text
        assert said.json()["job"]["status"] == "done"
        _exports(browser, said.json()["job"]["review_id"])
    first = browser.hand_in(title="停放管理办法").json()
    matter, review = first["matter"]["id"], first["job"]["review_id"]
    rejected, adopted = _decide(browser, review)
    mended = DRAFT.replace("应当在本市设立子公司", "应当向市交通运输局告知")
    second = browser.hand_in(mended, path=f"/matters/{matter}/versions").json()
    assert second["version"]["number"] == 2
    _carried(browser, second["job"]["review_id"], rejected, adopted)
    both = browser.get(f"/reviews/{second['job']['review_id']}/comparison").json()
    jsonschema.validate(both, schema("comparison"))
    assert both["summary"]["provisions"]["changed"] == 1
    found = browser.get("/matters", text="停放", status="reviewing").json()
    assert [one["id"] for one in found["items"]] == [matter]
    dossier = browser.get(f"/matters/{matter}").json()
    assert [len(dossier[key]) for key in ("versions", "reviews", "jobs")] == [2, 2, 2]
    for status in ("approval", "concluded"):
        moved = browser.put(f"/matters/{matter}/status", {"status": status})
        assert moved.status_code == 200, moved.text
    late = browser.hand_in(path=f"/matters/{matter}/versions")
    assert (late.status_code, late.json()["code"]) == (409, "E604")


def _exports(browser: Browser, review: str) -> None:
    for form in EXPORTS:
        said = browser.post(f"/reviews/{review}/exports", json={"format": form})
        assert said.status_code == 200, (form, said.text)
        assert said.headers["content-disposition"].startswith("attachment")
        if form in ("opinion", "xlsx", "docx"):
            assert zipfile.ZipFile(io.BytesIO(said.content)).testzip() is None
    stored = browser.get(f"/reviews/{review}/result")
    jsonschema.validate(stored.json(), schema())
    exported = browser.post(f"/reviews/{review}/exports", json={"format": "json"})
    assert exported.content == stored.content


def _decide(browser: Browser, review: str) -> tuple[str, str]:
    items = [
        one for one in browser.get(f"/reviews/{review}/items").json() if one["kind"] == "finding"
    ]
    fine = next(one for one in items if one["article"] == "第三条")
    other = next(one for one in items if one["article"] == "第四条")
    path = f"/reviews/{review}/decisions"
    bare = {"fingerprint": fine["fingerprint"], "verdict": "reject"}
    assert browser.post(path, json=bare).json()["code"] == "E607"
    assert browser.post(path, json={**bare, "reason": "另有授权"}).status_code == 201
    adopt = {"fingerprint": other["fingerprint"], "verdict": "adopt", "after": 0}
    assert browser.post(path, json=adopt).status_code == 201
    assert browser.post(path, json=adopt).json()["code"] == "E604"
    return fine["fingerprint"], other["fingerprint"]


def _carried(browser: Browser, review: str, rejected: str, adopted: str) -> None:
    items = {one["fingerprint"]: one for one in browser.get(f"/reviews/{review}/items").json()}
    assert items[rejected]["state"] == "kept"
    assert items[rejected]["decision"]["reason"] == "另有授权"
    assert adopted not in items
