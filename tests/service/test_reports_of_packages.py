"""Reports of packages: every step with its proof, every material with what became of it."""

from __future__ import annotations

import re
from dataclasses import replace

import jsonschema
import pytest
from made_up_reviews import draft_only, made_up, with_package

from corpus.document import Unread, UnreadKind
from models.finding import Evidence, StepResult
from service.reports.html import render_html
from service.reports.json import to_dict
from service.reports.schema import schema
from service.reports.text import render_text

LABELS = {"EV-02": "征求意见公告与记录", "EV-05": "部门会签与回函"}


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(with_package(), LABELS)


@pytest.fixture(scope="module")
def text() -> str:
    return render_text(with_package(), LABELS)


def rows(page: str, table: str) -> list[str]:
    """The rows of a table as text, cells parted by |."""
    part = page.split(f'<table class="grid {table}">')[1].split("</table>")[0]
    found = [re.sub(r"</t[dh]>", "|", row) for row in part.split("<tr")[1:]]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]*>|^[^>]*>", "", row)).strip() for row in found]


def test_the_json_of_a_package_follows_the_schema_and_names_every_material() -> None:
    report = to_dict(with_package(), LABELS)
    jsonschema.validate(report, schema())
    notice, signed, foreign, copy = report["materials"]
    assert notice["roles"] == [
        {"id": "EV-02", "name": "征求意见公告与记录", "reason": "标题写明征求意见"}
    ]
    assert (notice["used_for"], notice["duplicate_of"]) == (["PR-1", "PR-2"], None)
    assert (signed["chosen"], signed["used_for"]) == (True, [])
    assert (foreign["relation"], foreign["roles"]) == ("other", [])
    assert copy["duplicate_of"] == "公告.txt"
    assert report["document"]["main_reason"] == "标题是“办法”"
    assert report["document"]["unread"][0]["kind"] == "material"
    step = report["procedure"][1]
    assert (step["severity"], step["remedy"]) == ("major", "重新公告三十日。")


def test_materials_of_a_review_that_did_not_look_at_them_are_listed_without_a_word() -> None:
    bare = replace(with_package(), package=None, steps=())
    report = to_dict(bare)
    jsonschema.validate(report, schema())
    assert [one["file"] for one in report["materials"]] == [
        m.name for m in bare.submission.materials
    ]
    assert all(one["relation"] == "unclear" for one in report["materials"])
    for shown in (render_text(bare), render_html(bare)):
        assert "公告.txt" in shown
        verdicts = ("（未使用", '"badge pa-', "没有认出")
        assert [word for word in verdicts if word in shown] == []


def test_what_is_wrong_stands_first_and_each_status_is_counted(page: str, text: str) -> None:
    order = ["缺失", "不充分", "未能判断", "已落实"]
    heads = [row for row in rows(page, "steps") if re.match("(缺失|不充分|未能判断|已落实) 1", row)]
    assert [head.split()[0] for head in heads] == order
    places = [text.index(f"程序核对·{word}（1）") for word in [*order, "不适用"]]
    assert places == sorted(places)


def test_a_step_shows_its_proof_with_the_file_its_basis_and_its_remedy(
    page: str, text: str
) -> None:
    row = next(r for r in rows(page, "steps") if r.startswith("公开征求意见"))
    for part in ("不充分 重要", "公告期不足三十日。", "“公告期为五日”公告.txt", "《某法》第一条"):
        assert part in row
    assert "法规库未收录，待核" in row
    assert "重新公告三十日。" in row
    assert "证据  “公告期为五日”（公告.txt）" in text
    assert "补救  重新公告三十日。" in text


def test_every_material_is_shown_with_what_became_of_it(page: str, text: str) -> None:
    shown = rows(page, "papers")
    for name, words in {
        "公告.txt": ("用于 2 步", "征求意见公告与记录", "听取意见、公开征求意见"),
        "会签.txt": ("未使用", "人工指定", "部门会签与回函"),
        "通知.txt": ("与本件无关", "没有认出", "是另一件事"),
        "公告（副本）.txt": ("重复", "内容同“公告.txt”"),
    }.items():
        row = next(r for r in shown if r.startswith(f"{name} "))
        assert [word for word in words if word not in row] == []
    assert "没有读到 送审材料“预算.xlsx”" in shown[-1]
    assert "公告（副本）.txt：征求意见公告与记录（重复，内容同“公告.txt”）" in text


def test_the_head_tells_which_file_is_the_draft_and_how_many_materials_count(
    page: str, text: str
) -> None:
    for shown in (page, re.sub(r"\s+", " ", text)):
        assert "由系统从材料包中选定（标题是“办法”）" in shown
        assert "5 份，其中未使用 1、与本件无关 1、重复 1、没有读到 1" in shown


def test_the_steps_of_a_draft_alone_are_a_checklist_that_calls_nothing_missing() -> None:
    page, text = render_html(draft_only()), render_text(draft_only())
    for shown in (page, text):
        assert "待备材料" in shown
        assert "□" in shown
        assert "缺失" not in shown
    assert "应备材料清单" in page
    assert "送审材料" not in text.split("程序核对")[0]


def test_a_material_that_was_not_read_is_no_draft_alone() -> None:
    lost = Unread(UnreadKind.MATERIAL, "送审材料“公告.pdf”没有读到。")
    assert "待备材料" not in render_text(replace(draft_only(), unread=(lost,)))


def test_every_link_of_the_tables_has_its_place(page: str) -> None:
    places = set(re.findall(r'id="([^"]+)"', page))
    assert {link for link in re.findall(r'href="#([^"]+)"', page) if link[0] in "sgm"} <= places


def test_names_and_quotes_of_materials_stay_text() -> None:
    nasty = "<script>x</script>.txt"
    step = StepResult("PR-1", "步骤", "satisfied", "见。", (Evidence(nasty, "<b>引文</b>"),))
    page = render_html(made_up(steps=(step,)))
    assert page.count("<script") == 1
    assert "&lt;b&gt;引文" in page
