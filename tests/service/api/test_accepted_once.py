"""What was accepted is done once: the same request twice, and a server that dies between."""

from __future__ import annotations

from pathlib import Path

from served_office import DRAFT, Browser, furnish, open_office, serve

from service.ledger import SYSTEM
from service.ledger.records import MatterQuery
from service.wiring import Wiring

KEY = {"Idempotency-Key": "2026-11-26/0001"}


def test_the_same_request_under_one_key_makes_one_matter(submitter: Browser) -> None:
    first = submitter.hand_in(headers=KEY)
    second = submitter.hand_in(headers=KEY)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["again"] is True
    assert second.json()["matter"]["id"] == first.json()["matter"]["id"]
    assert second.json()["job"]["id"] == first.json()["job"]["id"]
    other = submitter.hand_in(DRAFT.replace("石城", "江城"), headers=KEY)
    assert (other.status_code, other.json()["code"]) == (409, "E604")


def test_a_draft_that_cannot_be_read_is_a_failed_job_with_its_reason(submitter: Browser) -> None:
    said = submitter.hand_in(b"PK\x03\x04broken", "a.docx").json()
    assert said["job"]["status"] == "failed"
    assert said["job"]["error"].startswith("[E103]")
    again = submitter.post(f"/jobs/{said['job']['id']}/retry")
    assert (again.status_code, again.json()["status"]) == (202, "queued")
    alone = submitter.hand_in(b"PK\x03\x04broken", "a.docx", path="/reviews")
    assert (alone.status_code, alone.json()["code"]) == (422, "E103")


def test_a_matter_that_nobody_named_takes_the_title_of_its_draft(submitter: Browser) -> None:
    unnamed = submitter.hand_in().json()["matter"]
    assert unnamed["title"] == "石城市共享单车停放管理办法"
    named = submitter.hand_in(title="单车办法").json()["matter"]
    assert named["title"] == "单车办法"


def test_who_does_not_wait_gets_a_job_and_its_end(submitter: Browser) -> None:
    said = submitter.hand_in(path="/reviews?wait=0")
    assert said.status_code == 202
    job = submitter.get(f"/jobs/{said.json()['id']}", wait=30).json()
    assert (job["status"], job["progress"]) == ("done", 100)


def test_a_correction_reviews_the_same_files_as_the_next_version(submitter: Browser) -> None:
    first = submitter.hand_in().json()
    said = submitter.post(
        f"/matters/{first['matter']['id']}/versions",
        files={"materials": ("说明.txt", "起草说明".encode())},
        data={
            "base": first["version"]["id"],
            "kind": "gov_rule",
            "roles": '{"说明.txt": "unrelated"}',
        },
        params={"wait": "30"},
    ).json()
    assert said["version"]["draft"]["sha256"] == first["version"]["draft"]["sha256"]
    assert said["version"]["options"]["kind"] == "gov_rule"
    result = submitter.get(f"/reviews/{said['job']['review_id']}/result").json()
    assert result["document"]["kind"] == "gov_rule"
    assert result["materials"][0]["chosen"] is True


def test_a_new_draft_keeps_the_materials_of_the_former_version_where_asked(
    submitter: Browser,
) -> None:
    first = submitter.post(
        "/matters",
        files=[("file", ("草案.txt", DRAFT)), ("materials", ("说明.txt", "起草说明".encode()))],
    ).json()
    said = submitter.post(
        f"/matters/{first['matter']['id']}/versions",
        files={"file": ("修改稿.txt", DRAFT.replace("一万元", "五千元"))},
        data={"base": first["version"]["id"]},
    ).json()
    assert said["version"]["draft"]["name"] == "修改稿.txt"
    assert [one["name"] for one in said["version"]["materials"]] == ["说明.txt"]


def test_jobs_left_by_a_stopped_server_are_done_by_the_next(house: Wiring, tmp_path: Path) -> None:
    ledger, access = open_office(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    furnish(ledger, access)
    with serve(house, ledger, access, runs=False) as app:
        browser = Browser(app, "submitter")
        jobs = [browser.hand_in(path="/matters?wait=0").json()["job"]["id"] for _ in range(3)]
        with ledger.write() as work:
            assert work.jobs.lease("local") is not None  # a life that ended while it worked
    with serve(house, ledger, access) as app:
        browser = Browser(app, "submitter")
        ends = [browser.get(f"/jobs/{job}", wait=60).json() for job in jobs]
    assert [one["status"] for one in ends] == ["done"] * 3
    with ledger.read() as work:
        matters = work.matters.search(SYSTEM, MatterQuery()).items
        assert [len(work.reviews.of_matter(SYSTEM, one.id)) for one in matters] == [1, 1, 1]
    ledger.close()


def test_before_the_set_up_a_review_on_this_machine_is_answered_and_not_stored(
    house: Wiring, tmp_path: Path
) -> None:
    ledger, access = open_office(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    with serve(house, ledger, access) as app:
        guest = Browser(app)
        assert guest.hand_in(path="/reviews").json()["summary"]["conclusion"]
        assert guest.http.post("/reviews", files={"file": ("a.txt", DRAFT)}).status_code == 200
        furnish(ledger, access)
        assert guest.hand_in(path="/reviews").json()["code"] == "E701"
        assert guest.http.post("/reviews", files={"file": ("a.txt", DRAFT)}).status_code == 401
    with ledger.read() as work:
        assert work.matters.search(SYSTEM, MatterQuery()).total == 0
    ledger.close()


def test_without_a_login_on_this_machine_reviews_are_kept_too(
    house: Wiring, tmp_path: Path
) -> None:
    ledger, access = open_office(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    with serve(house, ledger, access, open_door=True) as app:
        guest = Browser(app)
        said = guest.hand_in(path="/reviews")
        assert said.json()["summary"]["conclusion"]
        matter = guest.get(f"/matters/{said.headers['x-fashen-matter']}").json()
        assert matter["reviews"][0]["id"] == said.headers["x-fashen-review"]
    ledger.close()
