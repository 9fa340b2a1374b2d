"""The local pool: a file that kills its process or takes too long costs only itself."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from support import ROOT

from service.batch import worker
from service.batch.manifest import Job
from service.batch.pool import LocalPool
from service.batch.worker import Record
from service.settings import Settings
from service.wiring import Wiring

SAMPLE = ROOT / "service/samples/sample_contract.docx"


def troubled(_: Wiring, job: Job) -> Record:
    """Stands in for a review; workers forked for the test inherit it."""
    if job.name == "dies":
        os._exit(9)
    if job.name == "hangs":
        time.sleep(60)
    return {"path": job.written}


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalPool:
    from multiprocessing import get_context

    monkeypatch.setattr(worker, "review_job", troubled)
    made = LocalPool(Settings(home=tmp_path), 2, 1.5)
    monkeypatch.setattr(made, "_context", get_context("fork"))
    return made


def test_trouble_of_one_file_does_not_touch_the_others(pool: LocalPool) -> None:
    names = ["a", "dies", "b", "hangs", "c", "dies", "d"]
    records = sorted(pool.run([Job(Path(n), name=n) for n in names]), key=lambda r: r["index"])
    assert [r["path"] for r in records] == names
    codes = [r.get("error", {}).get("code") for r in records]
    assert codes == [None, "E503", None, "E502", None, "E503", None]


def test_leaving_early_ends_the_workers(pool: LocalPool) -> None:
    started = time.monotonic()
    run = pool.run([Job(Path(n), name=n) for n in ("a", "hangs", "b")])
    assert next(run)["path"] == "a"
    run.close()
    assert time.monotonic() - started < 10


def test_no_job_is_no_work(pool: LocalPool) -> None:
    assert list(pool.run([])) == []


def test_real_reviews_and_coded_errors_come_back(home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.docx"
    empty.write_bytes(b"")
    jobs = [Job(SAMPLE), Job(empty), Job(tmp_path / "gone.txt"), Job(SAMPLE, kind="poem")]
    records = sorted(LocalPool(Settings(home=home), 1).run(jobs), key=lambda r: r["index"])
    codes = [r.get("error", {}).get("code") for r in records]
    assert codes == [None, "E101", "E111", "E401"]
    assert records[0]["document"]["kind"] == "contract"
    assert len(records[1]["sha256"]) == 64


def test_a_crash_inside_a_review_names_its_type_and_not_the_text(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise ValueError("秘密草案")

    monkeypatch.setattr(worker, "review_path", crash)
    record = worker.review_job(Wiring(Settings(home=home)), Job(SAMPLE))
    assert record["error"]["code"] == "E500"
    assert "ValueError" in record["error"]["message"]
    assert "秘密" not in str(record)
