"""People (模拟人员): what each of them does until the time is up, and what they saw."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote

import yaml

from service.load.server import PASSWORD
from service.load.visitor import Answer, Visitor

_SAMPLES = Path(__file__).parents[1] / "samples"
_NAMES = ("sample_norm_doc.docx", "sample_contract.docx")
_ACCEPTED = (200, 201)
_REPEATED = 5
"""Every so many requests are sent twice under one key, as after a lost answer."""


@dataclass
class Seen:
    """所见 of all people: seconds by page, keys with the jobs that they made, what went wrong."""

    pages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    accepting: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    jobs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@cache
def known_pages() -> tuple[str, ...]:
    """页面 of pages.yaml."""
    return tuple(yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text("utf-8")))


class Person:
    """模拟人员: hands in a sample, reads pages until its review is there, reads it, and again.

    `known` are the ids of a matter and its review to read before there is an own one.
    """

    def __init__(
        self,
        port: int,
        login: str,
        seen: Seen,
        *,
        pages: tuple[str, ...] = (),
        known: tuple[str, str] = ("", ""),
    ) -> None:
        self._visitor = Visitor(port)
        self._login = login
        self._seen = seen
        self._pages = pages
        self._chance = random.Random(login)  # noqa: S311
        self._matter, self._review = known
        self._turn = self._chance.randrange(len(pages) or 1)

    def work(self, until: float) -> None:
        """工作 until a moment of the monotonic clock; the last review is waited for."""
        try:
            self._logged(self._visitor.log_in(self._login, PASSWORD), "/api/v1/session", 200)
            number = 0
            while time.monotonic() < until:
                self._hand_in(number, until)
                number += 1
        except Exception as error:
            self._wrong(f"{self._login} 中断：{type(error).__name__} {error}")
        finally:
            self._visitor.close()

    def first(self) -> tuple[str, str]:
        """第一件 before the test begins: the ids of its matter and its review, "" without one."""
        self._visitor.log_in(self._login, PASSWORD)
        self._hand_in(-1, 0.0)
        self._visitor.close()
        return self._matter, self._review

    def _hand_in(self, number: int, until: float) -> None:
        name = _NAMES[number % len(_NAMES)]
        key = f"{self._login}-{number}"
        path, data = "/api/v1/matters?wait=0", (_SAMPLES / name).read_bytes()
        sent = time.monotonic()
        for _ in range(2 if number % _REPEATED == 0 else 1):
            said = self._visitor.hand_in(path, name, data, f"停车管理办法{key}", key)
            if not self._logged(said, "POST /api/v1/matters", *_ACCEPTED):
                return
            with self._seen.lock:
                self._seen.accepting.append(said.seconds)
                self._seen.jobs[key].add(said.json["job"]["id"])
        self._matter = said.json["matter"]["id"]
        self._wait(said.json["job"]["id"], sent, until)

    def _wait(self, job: str, sent: float, until: float) -> None:
        while True:
            time.sleep(self._chance.uniform(0.5, 1.5))
            said = self._visitor.get(f"/api/v1/jobs/{job}")
            if not self._logged(said, "GET /api/v1/jobs/{job}", 200):
                return
            if said.json["status"] in ("done", "failed"):
                break
            if time.monotonic() < until:
                self._look()
        if said.json["status"] == "failed":
            self._wrong(f"{self._login} 的任务未完成：{said.json['error']}")
            return
        with self._seen.lock:
            self._seen.waits.append(time.monotonic() - sent)
        self._review = said.json["review_id"]
        self._look()

    def _look(self) -> None:
        """One page after another; those that need a matter or a review once there is one."""
        for _ in self._pages:
            self._turn = (self._turn + 1) % len(self._pages)
            page = self._pages[self._turn]
            if self._written(page):
                said = self._visitor.get(self._written(page))
                if self._logged(said, page, 200):
                    with self._seen.lock:
                        self._seen.pages[page].append(said.seconds)
                return

    def _written(self, page: str) -> str:
        return written(page, self._matter, self._review)

    def _logged(self, said: Answer, what: str, *right: int) -> bool:
        if said.status in right:
            return True
        self._wrong(
            f"{self._login} {what}：{said.status} {said.body[:200].decode('utf-8', 'replace')}"
        )
        return False

    def _wrong(self, what: str) -> None:
        with self._seen.lock:
            self._seen.wrong.append(what)


def written(page: str, matter: str, review: str) -> str:
    """地址 of a page, "" where it needs what is not there yet."""
    if ("{matter}" in page and not matter) or ("{review}" in page and not review):
        return ""
    filled = page.replace("{matter}", matter).replace("{review}", review)
    return quote(filled, safe="/?&={}")
