"""The log says what happened, by ids, codes and numbers; no word that somebody wrote is in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from served_office import Browser, ServedOffice

from service.logs import LogForm, event, start_logging

SECRETS = ("银杏保密", "密级标题", "秘密文件名", "检索秘密词", "秘密账号", "秘密理由")


class Log:
    """What was written, and as JSON."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def events(self, name: str) -> list[dict[str, Any]]:
        return [one for one in map(json.loads, self.text.splitlines()) if one["event"] == name]


@pytest.fixture
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    """The log of everything meanwhile, at its most talkative."""
    root, ours = logging.getLogger(), logging.getLogger("fashen")
    before = (root.handlers[:], root.level, ours.level)
    made = Log()
    form: LogForm = getattr(request, "param", "json")
    start_logging("debug", form, made.stream)
    root.setLevel(logging.DEBUG)
    yield made
    logging.captureWarnings(False)
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    ours.setLevel(before[2])


def test_a_request_is_logged_by_the_pattern_of_its_route(submitter: Browser, log: Log) -> None:
    nobody = "0" * 32
    said = submitter.get(f"/matters/{nobody}")
    (line,) = log.events("request")
    assert line["route"] == "/api/v1/matters/{matter_id}"
    assert (line["method"], line["status"]) == ("GET", 404)
    assert line["id"] == said.headers["x-request-id"]
    assert len(line["user"]) == 32
    assert isinstance(line["ms"], int)
    assert nobody not in log.text


def test_a_job_is_logged_from_its_acceptance_to_its_end(submitter: Browser, log: Log) -> None:
    job = submitter.hand_in().json()["job"]["id"]
    broken = submitter.hand_in(b"PK\x03\x04broken", "a.docx").json()["job"]["id"]
    for name, whose in (
        ("job.accepted", {job, broken}),
        ("job.started", {job, broken}),
        ("job.done", {job}),
        ("job.failed", {broken}),
    ):
        assert {line["job"] for line in log.events(name)} == whose
    (failed,) = log.events("job.failed")
    assert failed["code"] == "E103"


def test_no_word_of_a_draft_a_name_or_a_question_is_logged(
    served: ServedOffice, submitter: Browser, reviewer: Browser, log: Log
) -> None:
    draft = f"关于{SECRETS[0]}的通知\n第一条　{SECRETS[0]}由市水务局处二千元罚款。\n"
    said = submitter.hand_in(draft, f"{SECRETS[2]}.txt", title=SECRETS[1]).json()
    review = said["job"]["review_id"]
    submitter.get("/matters", text=SECRETS[3])
    submitter.get("/library/search", q=SECRETS[3])
    submitter.get(f"/{SECRETS[3]}")
    submitter.get("/matters", created_from=SECRETS[3])
    submitter.hand_in("", f"{SECRETS[2]}.txt")
    submitter.hand_in(b"\xff\xfe\x00", f"{SECRETS[2]}.pdf")
    finding = reviewer.get(f"/reviews/{review}/items").json()[0]["fingerprint"]
    body = {"fingerprint": finding, "verdict": "reject", "reason": SECRETS[5]}
    reviewer.post(f"/reviews/{review}/decisions", json=body)
    for form in ("html", "docx", "opinion", "xlsx"):
        reviewer.post(f"/reviews/{review}/exports", json={"format": form})
    served.browser().post("/session", json={"login": SECRETS[4], "password": "x"})
    assert len(log.events("request")) > 10
    for word in SECRETS:
        assert word not in log.text
        assert json.dumps(word)[1:-1] not in log.text


def test_of_other_libraries_only_the_place_is_logged(log: Log) -> None:
    other = logging.getLogger("somebody.else")
    try:
        raise ValueError(SECRETS[0])
    except ValueError:
        other.exception("could not read %s", SECRETS[2])
    (line,) = log.events("other")
    assert line["source"] == "somebody.else"
    assert line["error"].startswith("ValueError @ test_service_logs.py:")
    assert not any(word in log.text for word in SECRETS)


@pytest.mark.parametrize("log", ["text"], indirect=True)
def test_on_a_terminal_the_lines_are_readable(log: Log) -> None:
    event("job.failed", level=logging.WARNING, job="7", code="E103", error=None)
    assert " 注意 任务未完成　job=7　code=E103\n" in log.text
    assert "error" not in log.text


def test_only_known_events_are_logged() -> None:
    with pytest.raises(ValueError, match="no event"):
        event("draft.text", text="x")
