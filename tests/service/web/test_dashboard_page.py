"""The year's figures: who sees them, of which departments, as numbers in tables."""

from __future__ import annotations

import json
import re

import pytest
from served_office import ServedOffice
from workbench_support import Desk


@pytest.mark.parametrize("who", ["reviewer", "approver", "auditor"])
def test_those_who_may_see_figures_get_the_page(
    who: str, at: dict[str, Desk], reviewed: tuple[str, str]
) -> None:
    said = at[who].get("/dashboard")
    assert said.status_code == 200
    assert "年统计" in said.text
    assert "各月审查件数" in said.text


@pytest.mark.parametrize("who", ["submitter", "administrator"])
def test_others_are_told_that_they_may_not(who: str, at: dict[str, Desk]) -> None:
    said = at[who].get("/dashboard")
    assert said.status_code == 403
    assert "E704" in said.text


def test_without_a_login_it_leads_to_the_login(office: ServedOffice) -> None:
    said = Desk(office.app).get("/dashboard?year=2026")
    assert said.status_code == 303
    assert said.headers["location"].startswith("/login?next=/dashboard")


def test_a_department_s_figures_stay_in_it(
    at: dict[str, Desk], office: ServedOffice, reviewed: tuple[str, str]
) -> None:
    ours, theirs = (_number(at[who].get("/dashboard").text) for who in ("reviewer", "auditor"))
    assert theirs >= ours > 0
    assert _number(at["neighbour-reviewer"].get("/dashboard").text) == 0
    water, roads = office.departments["water"], office.departments["roads"]
    assert _number(at["auditor"].get("/dashboard", department=water).text) == ours
    assert at["reviewer"].get("/dashboard", department=roads).status_code == 404
    assert at["auditor"].get("/dashboard", department="0" * 32).status_code == 404
    assert "选择统计范围" in at["reviewer"].get("/dashboard").text


@pytest.mark.parametrize("year", ["26", "x", "０２０６", "-123", "1899"])
def test_what_is_no_year_is_refused(year: str, at: dict[str, Desk]) -> None:
    said = at["auditor"].get("/dashboard", year=year)
    assert said.status_code in (400, 422)
    assert "E401" in said.text or "E607" in said.text


def test_another_year_has_no_charts_and_says_so(at: dict[str, Desk]) -> None:
    said = at["auditor"].get("/dashboard", year="1999").text
    assert "还没有审查记录" in said
    assert "application/json" not in said


def test_what_is_drawn_is_what_the_interface_counts(
    at: dict[str, Desk], reviewed: tuple[str, str]
) -> None:
    counted = at["auditor"].api.get("/figures").json()
    drawn = _drawn(at["auditor"].get("/dashboard").text)
    documents, contracts = (one["numbers"] for one in drawn["chart-months"]["series"])
    assert documents == [one["documents"] for one in counted["months"]]
    assert contracts == [one["contracts"] for one in counted["months"]]
    outcomes = drawn["chart-outcomes"]["series"][0]["numbers"]
    assert sum(outcomes) == counted["findings"] > 0
    top = counted["categories"][0]
    assert drawn["chart-categories"]["labels"][0] == top["name"]


def test_a_late_matter_is_listed_with_its_title_escaped(at: dict[str, Desk]) -> None:
    at["submitter"].handed_in(title="<img src=x onerror=alert(1)>办法", due="2026-01-05")
    said = at["reviewer"].get("/dashboard").text
    assert "&lt;img src=x onerror=alert(1)&gt;办法" in said
    assert "<img" not in said


def _number(page: str) -> int:
    found = re.search(r"<dt>审查</dt><dd><b>(\d+)</b>", page)
    assert found
    return int(found[1])


def _drawn(page: str) -> dict[str, dict[str, list[dict[str, list[int]]]]]:
    held = re.findall(r'<script type="application/json" data-chart="([\w-]+)">(.*?)</script>', page)
    return {name: json.loads(words) for name, words in held}
