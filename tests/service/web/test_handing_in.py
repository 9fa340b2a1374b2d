"""The pages that hand in drafts: who may, what the form offers, what it begins with."""

from __future__ import annotations

import re

import pytest
from served_office import DRAFT, ServedOffice
from workbench_support import Desk

from service.web.workbench.written import option_words, options_of, roles_of


@pytest.fixture(scope="module")
def told(at: dict[str, Desk]) -> tuple[str, str]:
    """A matter whose first version came with a material and with options."""
    said = (
        at["submitter"]
        .api.post(
            "/matters",
            files=[
                ("file", ("草案.txt", DRAFT)),
                ("materials", ("说明<1>.txt", "起草说明".encode())),
            ],
            data={"kind": "gov_rule", "roles": '{"说明<1>.txt": "EV-01"}', "title": "规章<b>"},
            params={"wait": "30"},
        )
        .json()
    )
    return said["matter"]["id"], said["version"]["id"]


@pytest.mark.parametrize("login", ["submitter", "reviewer"])
def test_the_form_shows_kinds_limits_and_types_in_chinese(at: dict[str, Desk], login: str) -> None:
    page = at[login].get("/matters/new")
    assert page.status_code == 200
    for words in (
        "由系统识别",
        "行政规范性文件",
        "乡镇（街道）",
        "政府一方",
        "起草说明",
        "与本件无关",
    ):
        assert words in page.text
    assert "全部文件合计不超过 1 MB，不超过 200 份。" in page.text
    assert 'data-to="/api/v1/matters?wait=0"' in page.text
    assert not re.search(r">[^<]*EV-\d\d[^<]*<", page.text)


@pytest.mark.parametrize("login", ["approver", "administrator", "auditor"])
def test_who_may_not_hand_in_gets_no_form(at: dict[str, Desk], login: str) -> None:
    page = at[login].get("/matters/new")
    assert (page.status_code, "没有权限" in page.text) == (403, True)


def test_a_guest_is_led_to_the_login_and_back(office: ServedOffice) -> None:
    led = Desk(office.app).get("/matters/new")
    assert (led.status_code, led.headers["location"]) == (303, "/login?next=/matters/new")


def test_only_who_has_a_choice_of_departments_is_asked_for_one(
    at: dict[str, Desk], office: ServedOffice
) -> None:
    assert 'name="department_id"' not in at["submitter"].get("/matters/new").text
    with office.ledger.read() as work:
        (clerk,) = [one for one in work.users.all() if one.login == "neighbour"]
    both = {
        "name": clerk.name,
        "roles": ["submitter"],
        "departments": list(office.departments.values()),
    }
    try:
        assert at["administrator"].api.put(f"/users/{clerk.id}", both).status_code == 200
        page = at["neighbour"].get("/matters/new").text
        assert 'name="department_id" required' in page
        assert "水务局" in page
    finally:
        both["departments"] = [office.departments["roads"]]
        at["administrator"].api.put(f"/users/{clerk.id}", both)


def test_the_next_version_begins_with_what_was_said_about_the_last(
    at: dict[str, Desk], told: tuple[str, str]
) -> None:
    page = at["submitter"].get(f"/matters/{told[0]}/versions/new").text
    assert f'data-to="/api/v1/matters/{told[0]}/versions?wait=0"' in page
    assert '<option value="gov_rule" selected>地方政府规章</option>' in page
    assert f'<option value="{told[1]}" selected>第 1 版：草案.txt，材料 1 份</option>' in page
    assert 'value="说明&lt;1&gt;.txt"' in page
    assert "规章&lt;b&gt;" in page
    assert "规章<b>" not in page


@pytest.mark.parametrize("login", ["neighbour", "neighbour-reviewer"])
def test_another_department_s_matter_takes_no_version(
    at: dict[str, Desk], told: tuple[str, str], login: str
) -> None:
    page = at[login].get(f"/matters/{told[0]}/versions/new")
    assert (page.status_code, "没有找到" in page.text) == (404, True)


@pytest.mark.parametrize("name", ["0" * 32, "x", "..%2f..%2fetc", "%00"])
def test_a_forged_id_is_not_found(at: dict[str, Desk], name: str) -> None:
    page = at["submitter"].get(f"/matters/{name}/versions/new")
    assert page.status_code == 404
    assert "没有完成" in page.text


def test_an_ended_matter_takes_no_version(at: dict[str, Desk]) -> None:
    matter, _ = at["submitter"].handed_in()
    at["submitter"].api.put(f"/matters/{matter}/status", {"status": "withdrawn"})
    page = at["submitter"].get(f"/matters/{matter}/versions/new")
    assert (page.status_code, "已撤回" in page.text) == (409, True)


def test_options_are_told_in_words() -> None:
    written = (
        '{"kind": "contract", "issuer_level": "county", "stance": "gov", "as_of": "2026-11-24",'
        ' "main": "草案.docx", "roles": {"甲.docx": "EV-01", "乙.docx": "unrelated"}}'
    )
    assert option_words(written, {"EV-01": "起草说明"}) == [
        ("文书类型", "合同"),
        ("制定主体层级", "县级"),
        ("审查立场", "政府一方"),
        ("审查基准日", "2026-11-24"),
        ("主文稿", "草案.docx"),
        ("材料类型", "甲.docx：起草说明；乙.docx：与本件无关"),
    ]
    assert option_words('{"kind": null, "stance": "neutral"}', {}) == []
    assert (options_of("no json"), roles_of("[]")) == ({}, {})
