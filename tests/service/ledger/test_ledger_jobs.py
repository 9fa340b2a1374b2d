"""Jobs: accepted once, leased to one worker at a time, finished once, whatever dies meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from made_up_office import QUIET, Clock, Office
from support import ROOT

from corpus.errors import CorruptFile
from service.clock import now
from service.ledger import SYSTEM, Ledger
from service.ledger.errors import Conflict, LeaseLost, NotFound
from service.ledger.records import Incoming, Job, NewVersion, Version
from service.ledger.repositories.jobs import LEASE, MOST_ATTEMPTS
from service.ledger.runner import Progress, Runner
from service.ledger.words import JobStatus


def accepted(office: Office, number: int = 1) -> list[Job]:
    matter = office.matter()
    jobs = []
    for _ in range(number):
        with office.ledger.write() as work:
            new = NewVersion(Incoming("a.txt", b"draft"))
            version = work.versions.add(office.wang, matter.id, new)
            jobs.append(work.jobs.accept(office.wang, version.id))
    return jobs


def state(office: Office, job: Job) -> Job:
    with office.ledger.read() as work:
        return work.jobs.get(office.wang, job.id)


def finish(ledger: Ledger) -> str | None:
    """Lease and finish one job, as a worker does."""
    with ledger.write() as work:
        lease = work.jobs.lease("node")
    if lease is None:
        return None
    with ledger.write() as work:
        author = work.jobs.author(lease)
        work.reviews.add(SYSTEM, lease.version_id, QUIET, author=author, job_id=lease.job_id)
        work.jobs.finish(lease)
    return lease.job_id


def test_twenty_threads_share_the_jobs_and_none_gets_one_twice(office: Office) -> None:
    jobs = accepted(office, 60)
    done: list[str] = []

    def work_on() -> None:
        while (job_id := finish(office.ledger)) is not None:
            done.append(job_id)

    threads = [threading.Thread(target=work_on) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(done) == Counter({job.id: 1 for job in jobs})
    assert {state(office, job).status for job in jobs} == {JobStatus.DONE}
    with office.ledger.read() as work:
        reviews = work.reviews.of_matter(office.wang, jobs[0].matter_id)
    assert Counter(one.job_id for one in reviews) == Counter({job.id: 1 for job in jobs})


def test_the_oldest_job_comes_first(office: Office, clock: Clock) -> None:
    first = accepted(office)[0]
    clock.on(seconds=1)
    second = accepted(office)[0]
    assert [finish(office.ledger), finish(office.ledger), finish(office.ledger)] == [
        first.id,
        second.id,
        None,
    ]


def test_a_lease_that_ran_out_goes_to_another_and_the_first_can_no_longer_finish(
    office: Office, clock: Clock
) -> None:
    (job,) = accepted(office)
    with office.ledger.write() as work:
        lost = work.jobs.lease("one")
        assert lost is not None
        assert work.jobs.lease("two") is None
    clock.on(seconds=LEASE.total_seconds() + 1)
    with office.ledger.write() as work:
        again = work.jobs.lease("two")
    assert again is not None
    assert (again.job_id, again.attempts) == (job.id, 2)
    for attempt in (
        lambda work: work.jobs.renew(lost, 50, "审查"),
        lambda work: work.jobs.finish(lost),
        lambda work: work.jobs.fail(lost, "x"),
        lambda work: work.jobs.author(lost),
    ):
        with pytest.raises(LeaseLost), office.ledger.write() as work:
            attempt(work)
    with office.ledger.write() as work:
        work.jobs.release(lost)
        work.jobs.finish(again)
    assert state(office, job).status is JobStatus.DONE


def test_a_renewed_lease_stays_and_shows_its_progress(office: Office, clock: Clock) -> None:
    (job,) = accepted(office)
    with office.ledger.write() as work:
        lease = work.jobs.lease("one")
    assert lease is not None
    for percent in (10, 40, 170):
        clock.on(seconds=LEASE.total_seconds() - 1)
        with office.ledger.write() as work:
            work.jobs.renew(lease, percent, "检查条款")
            assert work.jobs.lease("two") is None
    found = state(office, job)
    assert (found.status, found.progress, found.stage) == (JobStatus.RUNNING, 100, "检查条款")


def test_a_job_that_kills_its_worker_every_time_is_given_up(office: Office, clock: Clock) -> None:
    (job,) = accepted(office)
    for _ in range(MOST_ATTEMPTS):
        with office.ledger.write() as work:
            assert work.jobs.lease("one") is not None
        clock.on(hours=1)
    with office.ledger.write() as work:
        assert work.jobs.lease("one") is None
    failed = state(office, job)
    assert failed.status is JobStatus.FAILED
    assert failed.error is not None
    assert "E503" in failed.error
    with office.ledger.write() as work:
        assert work.jobs.retry(office.wang, job.id).status is JobStatus.QUEUED
    assert finish(office.ledger) == job.id


def test_a_released_job_is_queued_and_the_attempt_does_not_count(office: Office) -> None:
    (job,) = accepted(office)
    for _ in range(MOST_ATTEMPTS + 1):
        with office.ledger.write() as work:
            lease = work.jobs.lease("one")
            assert lease is not None
            work.jobs.release(lease)
    assert (state(office, job).status, state(office, job).attempts) == (JobStatus.QUEUED, 0)


def test_a_job_has_one_review_at_most(office: Office) -> None:
    (job,) = accepted(office)
    author = str(office.wang.user_id)
    with office.ledger.write() as work:
        work.reviews.add(SYSTEM, job.version_id, QUIET, author=author, job_id=job.id)
    with pytest.raises(Conflict, match="已有审查结果"), office.ledger.write() as work:
        work.reviews.add(SYSTEM, job.version_id, QUIET, author=author, job_id=job.id)


def test_a_job_that_did_not_fail_is_not_retried(office: Office) -> None:
    (job,) = accepted(office)
    with pytest.raises(NotFound), office.ledger.write() as work:
        work.jobs.retry(office.wang, job.id)


def test_the_same_request_twice_at_once_is_accepted_once(office: Office) -> None:
    made: list[str] = []

    def ask() -> None:
        with office.ledger.write() as work:
            before = work.idempotency.claim(office.wang, "key-1", "hash")
            if before is None:
                matter = work.matters.open(office.wang, new_matter(office))
                work.idempotency.made(office.wang, "key-1", matter.id)
                before = matter.id
        made.append(before)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1
    with office.ledger.write() as work:
        assert work.idempotency.claim(office.roads_clerk, "key-1", "other") is None
    with pytest.raises(Conflict, match="幂等键"), office.ledger.write() as work:
        work.idempotency.claim(office.wang, "key-1", "other")


def new_matter(office: Office):
    from service.ledger.records import NewMatter

    return NewMatter("一次", office.water.id)


def test_a_runner_finishes_what_was_accepted_and_says_why_it_could_not(office: Office) -> None:
    good, unreadable, broken = accepted(office, 3)
    seen: list[tuple[int, str]] = []

    def perform(
        version: Version, draft: Incoming, _: tuple[Incoming, ...], progress: Progress
    ) -> str:
        assert draft.data == b"draft"
        progress(30, "检查")
        seen.append((state(office, good).progress, state(office, good).stage))
        if version.id == unreadable.version_id:
            raise CorruptFile
        if version.id == broken.version_id:
            raise ValueError("words of the draft")
        return QUIET

    runner = Runner(office.ledger, perform, node="one", workers=2, pause_s=0.05)
    assert runner.start() == 0
    wait_until(lambda: state(office, broken).ended_at and state(office, good).ended_at)
    assert runner.stop() == 0
    assert (30, "检查") in seen
    assert state(office, good).review_id is not None
    failed = [state(office, job) for job in (unreadable, broken)]
    assert [job.status for job in failed] == [JobStatus.FAILED] * 2
    assert "E103" in str(failed[0].error)
    assert "E500" in str(failed[1].error)
    assert "words of the draft" not in str(failed[1].error)


def test_a_stopped_runner_puts_back_what_it_could_not_finish(office: Office) -> None:
    (job,) = accepted(office)
    begun, go_on = threading.Event(), threading.Event()

    def perform(*_: object) -> str:
        begun.set()
        go_on.wait(30)
        return QUIET

    runner = Runner(office.ledger, perform, node="one", pause_s=0.05)
    runner.start()
    assert begun.wait(10)
    assert runner.stop(patience_s=0.2) == 1
    assert state(office, job).status is JobStatus.QUEUED
    go_on.set()
    assert finish(office.ledger) == job.id
    time.sleep(0.3)
    with office.ledger.read() as work:
        assert len(work.reviews.of_matter(office.wang, job.matter_id)) == 1


def test_a_long_review_keeps_its_lease(office: Office) -> None:
    ledger = Ledger(office.ledger.database, clock=now)
    (job,) = accepted(office)

    def perform(*_: object) -> str:
        time.sleep(1.5)
        with ledger.write() as work:
            assert work.jobs.lease("two") is None
        return QUIET

    runner = Runner(ledger, perform, node="one", term=timedelta(seconds=0.6))
    assert runner.run_one()
    assert state(office, job).status is JobStatus.DONE


WORKER = """
import sys, time
from service.ledger import Database, Ledger
from sqlalchemy import make_url
from service.ledger.runner import Runner

def perform(version, draft, materials, progress):
    progress(50, "审查")
    print("begun", flush=True)
    time.sleep(60)
    return ""

Runner(Ledger(Database(make_url(sys.argv[1]))), perform, node="here").run_one()
"""


def test_a_job_whose_server_was_killed_is_finished_once_after_the_restart(
    office: Office, tmp_path: Path
) -> None:
    ledger = Ledger(office.ledger.database, clock=now)
    jobs = accepted(office, 2)
    script = tmp_path / "worker.py"
    script.write_text(WORKER, "utf-8")
    address = office.ledger.database.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, str(script), address],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    running = [job for job in jobs if state(office, job).status is JobStatus.RUNNING]
    assert [state(office, job).progress for job in running] == [50]

    runner = Runner(ledger, lambda *_: QUIET, node="here", workers=2, pause_s=0.05)
    assert runner.start() == 1
    wait_until(lambda: all(state(office, job).ended_at for job in jobs))
    runner.stop()
    assert {state(office, job).status for job in jobs} == {JobStatus.DONE}
    with ledger.read() as work:
        reviews = work.reviews.of_matter(office.wang, jobs[0].matter_id)
    assert Counter(one.job_id for one in reviews) == Counter({job.id: 1 for job in jobs})


def test_a_restart_leaves_the_jobs_of_other_servers_alone(office: Office) -> None:
    accepted(office, 2)
    with office.ledger.write() as work:
        work.jobs.lease("here")
        work.jobs.lease("there")
        assert work.jobs.requeue("here") == 1


def wait_until(true: object, seconds: float = 20) -> None:
    assert callable(true)
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_the_last_job_of_each_matter_is_that_of_its_newest_version(office: Office) -> None:
    first, second = accepted(office), accepted(office)
    with office.ledger.read() as work:
        matter = work.matters.get(office.wang, first[0].matter_id)
    version = office.version(matter)
    with office.ledger.write() as work:
        newer = work.jobs.accept(office.wang, version.id)
    with office.ledger.read() as work:
        found = work.jobs.last_of(office.wang, [first[0].matter_id, second[0].matter_id, "0" * 32])
        assert work.jobs.last_of(office.wang, []) == {}
        counts = work.jobs.counts()
    assert {key: job.id for key, job in found.items()} == {
        first[0].matter_id: newer.id,
        second[0].matter_id: second[0].id,
    }
    assert counts[JobStatus.QUEUED] == 3
    assert counts[JobStatus.DONE] == 0
