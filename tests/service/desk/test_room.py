"""Reviews in processes of their own: one that is killed costs an attempt, one that hangs a job."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from made_up_office import Office
from served_office import DRAFT

from service.desk import Delivery, Desk, Room
from service.ledger.records import Incoming, Job
from service.ledger.runner import Runner
from service.ledger.words import JobStatus
from service.wiring import Wiring


@pytest.fixture(scope="module")
def room(desk_house: Wiring) -> Iterator[Room]:
    """One process for all tests here: its models are loaded once."""
    made = Room(desk_house.settings, 1)
    made.open()
    yield made
    made.close()


@contextmanager
def working(office: Office, room: Room) -> Iterator[None]:
    runner = Runner(office.ledger, room.perform, node="one", pause_s=0.05)
    runner.start()
    yield
    runner.stop()


def handed_in(desk: Desk, office: Office) -> Callable[[], Job]:
    new = Delivery(Incoming("草案.txt", DRAFT.encode()), department_id=office.water.id)
    accepted = desk.intake.open(office.wang, new)
    return lambda: desk.records.job(office.wang, accepted.job.id)


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.02)


def test_a_job_whose_process_is_killed_is_done_by_the_next_one(
    room: Room, desk: Desk, office: Office
) -> None:
    with working(office, room):
        job = handed_in(desk, office)
        wait_until(lambda: job().status is JobStatus.RUNNING)
        (first,) = room.processes
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: job().ended_at)
        assert (job().status, job().attempts) == (JobStatus.DONE, 2)
        assert first not in room.processes
    with office.ledger.read() as work:
        assert len(work.reviews.of_matter(office.wang, job().matter_id)) == 1


def test_a_review_that_does_not_end_is_given_up_with_its_reason(
    desk_house: Wiring, desk: Desk, office: Office
) -> None:
    hasty = Room(desk_house.settings.model_copy(update={"review_timeout_s": 0.001}), 1)
    hasty.open()
    before = hasty.processes
    with working(office, hasty):
        job = handed_in(desk, office)
        wait_until(lambda: job().ended_at)
        assert job().status is JobStatus.FAILED
        assert "[E502]" in str(job().error)
        wait_until(lambda: hasty.processes and not hasty.processes & before)
    hasty.close()


def test_what_a_draft_cannot_be_is_said_from_its_process(
    room: Room, desk: Desk, office: Office
) -> None:
    with working(office, room):
        new = Delivery(Incoming("a.docx", b"PK\x03\x04broken"), department_id=office.water.id)
        accepted = desk.intake.open(office.wang, new)
        wait_until(lambda: desk.records.job(office.wang, accepted.job.id).ended_at)
        assert str(desk.records.job(office.wang, accepted.job.id).error).startswith("[E103]")


def test_progress_is_told_by_stages_of_the_review(
    room: Room, desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from service.ledger import runner

    monkeypatch.setattr(runner, "_TICK_S", 0.0)
    seen: list[tuple[int, str]] = []
    with working(office, room):
        job = handed_in(desk, office)

        def look() -> bool:
            if not seen or seen[-1] != (job().progress, job().stage):
                seen.append((job().progress, job().stage))
            return job().ended_at is not None

        wait_until(look)
    percents = [percent for percent, _ in seen]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    assert len({stage for _, stage in seen if stage}) >= 2
