"""An office can put its own template in place of ours, and is told what is wrong with it."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from made_up_reviews import finding, full, made_up, with_package

from corpus.errors import BadTemplate
from models.submission import Kind
from service.reports.opinion import Particulars, own_template, render_opinion, settle
from service.reports.opinion.context import context
from service.reports.opinion.make import NAMES, build
from service.reports.opinion.specimen import specimen
from service.reports.opinion.template import NOTE, TEMPLATES, fill, shipped
from service.settings import Settings

DAY = date(2026, 11, 26)


def template(*texts: str) -> bytes:
    word = docx.Document()
    for text in texts:
        word.add_paragraph(text)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def filled(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def shape(value: Any) -> Any:
    """The keys of data, below lists by their first entry."""
    if isinstance(value, dict):
        return {key: shape(below) for key, below in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_templates_are_what_their_maker_makes(name: str) -> None:
    assert shipped(name) == build(name)


def test_an_own_template_takes_the_place_of_ours() -> None:
    own = template("本局意见：{{ conclusion }}", "{%p for fact in facts %}", "{{ fact.value }}",
                   "{%p endfor %}")  # fmt: skip
    found = filled(render_opinion(made_up(), template=own))
    assert found[:3] == ["本局意见：合法", "draft.txt", "行政规范性文件"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ nobody }}", "nobody"),
        ("{{ facts[0].nothing }}", "nothing"),
        ("{{ title", "逻辑标记有误"),
        ("{% for x %}", "逻辑标记有误"),
        ("{{ title.__class__.__mro__ }}", "模板只能读取数据"),
        ("{{ facts.append(1) }}", "模板只能读取数据"),
    ],
)
def test_what_is_wrong_with_a_template_is_named(text: str, told: str) -> None:
    with pytest.raises(BadTemplate) as caught:
        render_opinion(made_up(), template=template(text))
    assert caught.value.code == "E431"
    assert told in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(BadTemplate, match="docx"):
        fill(data or b"\x00", specimen(contract=False), DAY)


def test_an_xlsx_is_no_template() -> None:
    from service.reports.findings_xlsx import render_findings

    with pytest.raises(BadTemplate, match="docx"):
        fill(render_findings(made_up()), specimen(contract=False), DAY)


def test_the_specimen_has_the_same_keys_as_a_real_opinion() -> None:
    review = with_package()
    real = context(settle(review), {}, Particulars())
    real["content"] = context(settle(made_up(findings=(finding(),))), {}, Particulars())["content"]
    real["texts"] = [{"title": "", "text": ""}]
    assert shape(specimen(contract=False)) == shape(real)
    assert shape(specimen(contract=True)) == shape(real)


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_templates_take_the_specimen(name: str) -> None:
    found = filled(fill(shipped(name), specimen(contract=name == "contract"), DAY))
    assert "审查结论：需人工核对。" in found


def test_the_note_explains_every_placeholder_and_no_other() -> None:
    rows = [
        line for line in (TEMPLATES / NOTE).read_text("utf-8").splitlines() if line[:3] == "| `"
    ]
    named = {name for row in rows for name in re.findall(r"`([\w.]+)`", row.split("|")[1])}
    values = context(settle(full()), {}, Particulars())
    nested = {"procedure.problems", "procedure.steps", "content.findings"}
    assert named == set(values) | nested
    for row in rows:
        if "逐" in row and (found := re.match(r"\| `([\w.]+)` \|", row)):
            value: Any = specimen(contract=False)
            for key in found[1].split("."):
                value = value[key]
            if isinstance(value, list) and isinstance(value[0], dict):
                assert set(re.findall(r"`(\w+)`", row.split("|")[2])) == set(value[0]), found[1]


def test_the_office_folder_is_used_for_the_kinds_it_has(tmp_path: Path) -> None:
    (tmp_path / "legality.docx").write_bytes(b"ours")
    contract = made_up(submission=made_up().submission)
    assert own_template(contract, tmp_path) == b"ours"
    from dataclasses import replace

    other = made_up(submission=replace(made_up().submission, kind=Kind.CONTRACT))
    assert own_template(other, tmp_path) is None
    assert own_template(other, None) is None


def test_the_folder_is_a_setting_with_a_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path))
    assert Settings().template_folder is None
    (tmp_path / "templates").mkdir()
    assert Settings().template_folder == tmp_path / "templates"
    monkeypatch.setenv("FASHEN_TEMPLATES", str(tmp_path / "own"))
    assert Settings().template_folder == tmp_path / "own"
