"""Exports from the review page: every format, the blanks of an opinion, who may."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import unquote

import pytest
from docx import Document
from served_office import SAMPLES
from workbench_support import Desk

Reviewed = tuple[str, str]


@pytest.fixture(scope="module")
def of_word(at: dict[str, Desk]) -> Reviewed:
    """A review of a Word draft."""
    data = (SAMPLES / "sample_norm_doc.docx").read_bytes()
    return at["submitter"].handed_in(data, "草案.docx")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("docx", "草案_批注.docx"),
        ("xlsx", "草案_问题清单.xlsx"),
        ("html", "草案_审查报告.html"),
        ("text", "草案_审查报告.txt"),
        ("json", "草案_审查报告.json"),
        ("sarif", "草案_审查报告.sarif"),
    ],
)
def test_a_report_leaves_as_a_file(
    form: str, name: str, at: dict[str, Desk], of_word: Reviewed
) -> None:
    said = at["submitter"].send(f"/reviews/{of_word[1]}/exports", format=form)
    assert said.status_code == 200
    assert unquote(said.headers["content-disposition"]).endswith(name)
    assert len(said.content) > 500


def test_only_a_word_draft_offers_comments(
    at: dict[str, Desk], of_word: Reviewed, reviewed: Reviewed
) -> None:
    assert "批注全部问题" in at["reviewer"].get(f"/reviews/{of_word[1]}").text
    assert "原稿不是 docx" in at["reviewer"].get(f"/reviews/{reviewed[1]}").text
    said = at["reviewer"].send(f"/reviews/{reviewed[1]}/exports", format="docx")
    assert said.status_code >= 400
    assert "<h1>没有完成</h1>" in said.text


def test_comments_on_what_was_adopted_with_new_words_as_tracked_changes(
    at: dict[str, Desk],
) -> None:
    data = (SAMPLES / "sample_norm_doc.docx").read_bytes()
    _, review = at["submitter"].handed_in(data, "草案.docx")
    desk = at["reviewer"]
    said = desk.api.get(f"/reviews/{review}/result").json()
    placed = [one for one in said["findings"] if one["span"]]
    words = "企业备案不作为承接业务的条件"
    desk.send(
        f"/reviews/{review}/decisions",
        fingerprint=placed[1]["id"],
        verdict="modify",
        wording=f"改为：“{words}”",
    )
    part = {}
    for comments in ("all", "adopted", "changes"):
        made = desk.send(f"/reviews/{review}/exports", format="docx", comments=comments)
        with zipfile.ZipFile(io.BytesIO(made.content)) as file:
            part[comments] = file.read("word/document.xml").decode()
    starts = {name: xml.count("<w:commentRangeStart") for name, xml in part.items()}
    assert starts["adopted"] < starts["all"]
    assert "<w:ins " not in part["adopted"]
    assert "<w:ins " in part["changes"]


def test_an_opinion_takes_its_blanks_from_the_form(at: dict[str, Desk], of_word: Reviewed) -> None:
    desk, review = at["reviewer"], of_word[1]
    page = desk.get(f"/reviews/{review}/opinion")
    assert page.status_code == 200
    assert "待处理" in page.text
    said = desk.send(
        f"/reviews/{review}/exports",
        format="opinion",
        scope="all",
        number="石法审〔2026〕17号",
        addressee="市城市管理局",
        office="市司法局",
        day="2026年11月26日",
    )
    text = "\n".join(one.text for one in Document(io.BytesIO(said.content)).paragraphs)
    for word in ("石法审〔2026〕17号", "市城市管理局", "市司法局", "2026年11月26日"):
        assert word in text
    opinions = desk.api.get(f"/matters/{of_word[0]}").json()["opinions"]
    assert "石法审〔2026〕17号" in [one["number"] for one in opinions]


def test_every_download_is_noted(at: dict[str, Desk], of_word: Reviewed) -> None:
    at["submitter"].send(f"/reviews/{of_word[1]}/exports", format="text")
    found = at["auditor"].api.get("/audit", action="report.export", size=100).json()["items"]
    assert of_word[1] in [one["subject_id"] for one in found]


def test_an_auditor_takes_nothing_away(at: dict[str, Desk], of_word: Reviewed) -> None:
    page = at["auditor"].get(f"/reviews/{of_word[1]}").text
    assert "出具意见书" not in page
    assert at["auditor"].send(f"/reviews/{of_word[1]}/exports", format="text").status_code == 403
    assert at["auditor"].get(f"/reviews/{of_word[1]}/opinion").status_code == 403


def test_an_unknown_format_is_a_page_that_says_so(at: dict[str, Desk], of_word: Reviewed) -> None:
    said = at["reviewer"].send(f"/reviews/{of_word[1]}/exports", format="ppt")
    assert said.status_code == 400
    assert "没有导出格式" in said.text
