"""The ledger's list as a workbook: what the list shows, for those who may, and noted."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from openpyxl import load_workbook
from served_office import Browser, ServedOffice

from service.reports.matters_xlsx import COLUMNS


def sheet_of(said: Any) -> list[tuple[Any, ...]]:
    assert said.status_code == 200, said.text
    return list(load_workbook(io.BytesIO(said.content)).worksheets[0].iter_rows(values_only=True))


def test_a_workbook_holds_what_the_list_shows(submitter: Browser, reviewer: Browser) -> None:
    evil = "=HYPERLINK(1)台账测试件"
    made = submitter.hand_in(title=evil, due="2027-02-01").json()["matter"]
    submitter.hand_in(title="台账测试另件")
    head, *rows = sheet_of(reviewer.get("/matters.xlsx", text="台账测试", sort="number"))
    assert head == tuple(name for name, _ in COLUMNS)
    assert [row[1] for row in rows] == ["台账测试另件", evil]
    found = dict(zip(head, rows[1], strict=True))
    assert found["编号"] == made["number"]
    assert found["文书类型"] == "行政规范性文件"
    assert found["送审部门"] == "水务局"
    assert str(found["要求答复日期"])[:10] == "2027-02-01"
    review = reviewer.get(f"/matters/{made['id']}").json()["matter"]["review"]
    assert (found["审查结论"], found["严重"]) == (review["conclusion"], review["critical"])


def test_more_than_a_page_is_exported(submitter: Browser, reviewer: Browser) -> None:
    for number in range(3):
        submitter.hand_in(path="/matters?wait=0", title=f"多页台账第{number}件")
    rows = sheet_of(reviewer.get("/matters.xlsx", text="多页台账", size=1, page=2))
    assert len(rows) == 1 + 3


def test_only_matters_of_one_s_own_departments_are_exported(
    served: ServedOffice, submitter: Browser
) -> None:
    submitter.hand_in(title="本局台账件")
    neighbour = served.browser("neighbour-reviewer")
    assert len(sheet_of(neighbour.get("/matters.xlsx", text="本局台账件"))) == 1
    assert submitter.get("/matters.xlsx").json()["code"] == "E704"


def test_an_export_of_the_ledger_is_noted_with_its_hash(
    served: ServedOffice, reviewer: Browser
) -> None:
    said = reviewer.get("/matters.xlsx", text="没有这样的事项")
    assert said.headers["content-disposition"].startswith("attachment")
    digest = hashlib.sha256(said.content).hexdigest()
    assert said.headers["x-fashen-sha256"] == digest
    found = served.browser("auditor").get("/audit", action="ledger.export").json()["items"][0]
    assert found["detail"] == {"format": "xlsx", "rows": 0, "sha256": digest}
