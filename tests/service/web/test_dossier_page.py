"""The dossier: what it shows of a matter, what it lets people do, and what it refuses."""

from __future__ import annotations

import re

import pytest
from served_office import DRAFT, ServedOffice
from workbench_support import Desk

REASON = "上位法<另有>授权"


@pytest.fixture(scope="module")
def case(at: dict[str, Desk]) -> tuple[str, str]:
    """A matter with two versions and a decision."""
    desk = at["submitter"]
    matter, review = desk.handed_in(title="管理<i>办法</i>", name="草案<b>.txt")
    items = desk.api.get(f"/reviews/{review}/items").json()
    finding = next(one for one in items if one["kind"] == "finding")
    said = at["reviewer"].api.post(
        f"/reviews/{review}/decisions",
        json={"fingerprint": finding["fingerprint"], "verdict": "reject", "reason": REASON},
    )
    assert said.status_code == 201
    mended = DRAFT.replace("一万元", "五千元")
    newer = desk.api.hand_in(mended, path=f"/matters/{matter}/versions", note="减轻处罚").json()
    return matter, newer["job"]["review_id"]


@pytest.mark.parametrize("login", ["submitter", "reviewer", "approver", "auditor"])
def test_all_of_a_matter_is_shown_to_its_department_and_the_auditor(
    at: dict[str, Desk], case: tuple[str, str], login: str
) -> None:
    page = at[login].get(f"/matters/{case[0]}").text
    for words in (
        "第 2 版",
        "第 1 版",
        "减轻处罚",
        "人员submitter",
        "不采纳",
        "人员reviewer",
        "历次审查",
    ):
        assert words in page
    assert f'href="/reviews/{case[1]}"' in page
    assert f'href="/reviews/{case[1]}/comparison"' in page
    assert not re.search(r">[^<]*[0-9a-f]{32}[^<]*<", page)


def test_markup_in_names_titles_and_reasons_stays_text(
    at: dict[str, Desk], case: tuple[str, str]
) -> None:
    page = at["reviewer"].get(f"/matters/{case[0]}").text
    assert "<i>办法" not in page
    assert "草案<b>" not in page
    assert "上位法&lt;另有&gt;授权" in page


@pytest.mark.parametrize(
    ("login", "shown", "hidden"),
    [
        ("submitter", ("提交新版本", "撤回"), ("送审定", ">分派<", "删除内容", "审定并办结")),
        ("reviewer", ("提交新版本", "送审定", ">分派<", "退回送审单位修改"), ("删除内容",)),
        ("approver", ("送审定", ">分派<", "删除内容"), ("提交新版本",)),
        ("auditor", ("没有您可以办理的操作",), ("提交新版本", "送审定", "删除内容", "/files/")),
    ],
)
def test_only_what_somebody_may_do_is_offered(
    at: dict[str, Desk],
    case: tuple[str, str],
    login: str,
    shown: tuple[str, ...],
    hidden: tuple[str, ...],
) -> None:
    page = at[login].get(f"/matters/{case[0]}").text
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []


def test_another_department_and_an_administrator_see_nothing(
    at: dict[str, Desk], case: tuple[str, str]
) -> None:
    for path in ("", "/jobs", "/standing"):
        assert at["neighbour"].get(f"/matters/{case[0]}{path}").status_code == 404
        assert at["administrator"].get(f"/matters/{case[0]}{path}").status_code == 403
    assert "没有完成" in at["neighbour"].get(f"/matters/{case[0]}").text


@pytest.mark.parametrize("name", ["0" * 32, "x" * 32, "nothing", "%00"])
def test_a_forged_id_is_no_matter(at: dict[str, Desk], name: str) -> None:
    assert at["reviewer"].get(f"/matters/{name}").status_code == 404


def test_how_much_is_decided_is_told(at: dict[str, Desk], case: tuple[str, str]) -> None:
    part = at["reviewer"].part(f"/matters/{case[0]}/standing").text
    assert re.search(r"发现 \d+ 项，已处理 \d+ 项", part)


def test_a_matter_moves_and_the_dossier_says_so(at: dict[str, Desk]) -> None:
    matter, _ = at["submitter"].handed_in()
    sent = at["reviewer"].send(f"/matters/{matter}/status", status="approval")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/matters/{matter}?done=moved")
    page = at["approver"].get(f"/matters/{matter}", done="moved").text
    assert "事项状态已经更新。" in page
    assert "审定并办结" in page
    again = at["reviewer"].send(f"/matters/{matter}/status", htmx=True, status="approval")
    assert again.status_code == 409
    assert again.text.startswith('<p class="alarm">与当前状态冲突')
    assert at["reviewer"].send(f"/matters/{matter}/status", status="concluded").status_code == 403
    assert at["approver"].send(f"/matters/{matter}/status", status="concluded").status_code == 303
    ended = at["reviewer"].get(f"/matters/{matter}").text
    assert "已办结" in ended
    assert "提交新版本" not in ended


def test_a_reviewer_is_assigned_and_taken_back(at: dict[str, Desk], office: ServedOffice) -> None:
    matter, _ = at["submitter"].handed_in()
    page = at["reviewer"].get(f"/matters/{matter}").text
    ids = dict(re.findall(r'<option value="([0-9a-f]{32})">(.*?)</option>', page))
    assert list(ids.values()) == ["人员reviewer"]
    (person,) = ids
    assert at["reviewer"].send(f"/matters/{matter}/reviewer", reviewer=person).status_code == 303
    assert "<dd>人员reviewer</dd>" in at["reviewer"].get(f"/matters/{matter}").text
    assert at["reviewer"].send(f"/matters/{matter}/reviewer", reviewer="").status_code == 303
    assert "<dd>未分派</dd>" in at["reviewer"].get(f"/matters/{matter}").text
    with office.ledger.read() as work:
        stranger = next(one.id for one in work.users.all() if one.login == "neighbour-reviewer")
    assert at["reviewer"].send(f"/matters/{matter}/reviewer", reviewer=stranger).status_code == 404
    assert at["submitter"].send(f"/matters/{matter}/reviewer", reviewer=person).status_code == 403


def test_title_kind_and_due_day_are_changed(at: dict[str, Desk]) -> None:
    matter, _ = at["submitter"].handed_in()
    path = f"/matters/{matter}/facts"
    fields = {"title": "新名称", "kind": "gov_rule", "due": "2099-01-31"}
    assert at["submitter"].send(path, **fields).status_code == 303
    page = at["submitter"].get(f"/matters/{matter}").text
    assert "<h1>新名称</h1>" in page
    assert "2099-01-31" in page
    assert '<option value="gov_rule" selected>' in page
    for wrong in ({"title": ""}, {"title": "甲", "kind": "poem"}, {"title": "甲", "due": "soon"}):
        assert at["submitter"].send(path, **wrong).status_code in (400, 422)


def test_files_are_downloaded_by_those_who_may(at: dict[str, Desk]) -> None:
    matter, _ = at["submitter"].handed_in()
    page = at["reviewer"].get(f"/matters/{matter}").text
    (path,) = re.findall(r'href="(/files/[0-9a-f]{32})"', page)
    file = at["reviewer"].get(path)
    assert file.content == DRAFT.encode()
    assert file.headers["content-disposition"].startswith("attachment")
    assert at["neighbour"].get(path).status_code == 404
    assert at["auditor"].get(path).status_code == 403


def test_contents_are_erased_with_a_reason_and_stay_named(at: dict[str, Desk]) -> None:
    matter, _ = at["submitter"].handed_in(name="原件.txt")
    page = at["approver"].get(f"/matters/{matter}").text
    (path,) = re.findall(r'action="(/versions/[0-9a-f]{32}/erasure)"', page)
    assert at["reviewer"].send(path, reason="撤回").status_code == 403
    assert at["approver"].send(path, reason=" ").status_code == 422
    assert at["approver"].send(path, reason="送审单位撤回").status_code == 303
    after = at["approver"].get(f"/matters/{matter}").text
    assert "原件.txt" in after
    assert "内容已于" in after
    assert "/files/" not in after
    assert path not in after


def test_a_job_that_failed_says_why_and_is_tried_again(at: dict[str, Desk]) -> None:
    said = at["submitter"].api.hand_in(b"no document", "坏.docx").json()
    matter = said["matter"]["id"]
    page = at["submitter"].get(f"/matters/{matter}").text
    assert "审查没有完成：文件已损坏或内容与扩展名不符" in page
    assert "[E103]" not in page
    assert "错误代码 E103" in page
    (path,) = re.findall(r'action="(/jobs/[0-9a-f]{32}/retry)"', page)
    assert at["neighbour"].send(path).status_code == 404
    assert at["submitter"].send(path).status_code == 303


def test_a_version_is_reviewed_again(at: dict[str, Desk]) -> None:
    matter, _ = at["submitter"].handed_in()
    page = at["submitter"].get(f"/matters/{matter}").text
    (path,) = re.findall(r'action="(/versions/[0-9a-f]{32}/reviews)"', page)
    assert at["submitter"].send(path).headers["location"] == f"/matters/{matter}?done=again"
    jobs = at["submitter"].api.get(f"/versions/{path.split('/')[2]}/jobs").json()
    assert len(jobs) == 2


def test_progress_is_asked_for_while_a_job_runs_and_the_dossier_after(
    at: dict[str, Desk], case: tuple[str, str]
) -> None:
    done = at["reviewer"].part(f"/matters/{case[0]}/jobs").text
    assert 'hx-trigger="load"' in done
    assert 'hx-target="#dossier"' in done
    assert "<progress" not in done
    assert (
        "hx-trigger"
        not in re.findall(r'<div id="jobs"[^>]*>', at["reviewer"].get(f"/matters/{case[0]}").text)[
            0
        ]
    )


@pytest.mark.parametrize(
    "path",
    [
        "/matters/{0}/status",
        "/matters/{0}/reviewer",
        "/matters/{0}/facts",
        "/versions/{0}/reviews",
        "/versions/{0}/erasure",
        "/jobs/{0}/retry",
    ],
)
def test_a_form_without_its_token_changes_nothing(at: dict[str, Desk], path: str) -> None:
    for token in ("", "0" * 64):
        said = at["approver"].send(path.format("0" * 32), token=token)
        assert (said.status_code, "页面已失效" in said.text) == (403, True)
