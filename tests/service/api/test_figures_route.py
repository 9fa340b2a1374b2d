"""Figures at the interface: numbers of the year, of one's own departments."""

from __future__ import annotations

from served_office import Browser, ServedOffice


def test_the_year_is_counted_for_those_who_see_it(
    served: ServedOffice, submitter: Browser, reviewer: Browser
) -> None:
    before = reviewer.get("/figures").json()
    submitter.hand_in(title="计入统计的办法")
    after = reviewer.get("/figures").json()
    assert after["reviewed"] == before["reviewed"] + 1
    assert after["findings"] > before["findings"]
    assert len(after["months"]) == 12
    assert {one["name"] for one in after["kinds"]} >= {"行政规范性文件"}
    nothing = served.browser("neighbour-reviewer").get("/figures").json()
    assert (nothing["reviewed"], nothing["findings"], nothing["adoption"]["rate"]) == (0, 0, None)


def test_a_year_or_a_department_may_be_asked_for(served: ServedOffice, reviewer: Browser) -> None:
    auditor = served.browser("auditor")
    assert auditor.get("/figures", year=1999).json()["reviewed"] == 0
    roads = served.departments["roads"]
    assert auditor.get("/figures", department_id=roads).json()["departments"] == []
    assert reviewer.get("/figures", department_id=roads).json()["code"] == "E603"
    for wrong in ({"year": 1}, {"year": "x"}, {"department_id": "1"}):
        assert auditor.get("/figures", **wrong).json()["code"] == "E607"


def test_a_key_with_the_right_scope_reads_them(served: ServedOffice, reviewer: Browser) -> None:
    made = reviewer.post("/keys", json={"name": "统计", "scopes": ["matters:read"], "days": 1})
    key = {"Authorization": f"Bearer {made.json()['written']}"}
    said = served.browser().http.get("/api/v1/figures", headers=key)
    assert said.status_code == 200
