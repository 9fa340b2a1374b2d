"""Reports of a comparison: JSON after its schema, HTML that escapes the draft, text to read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import jsonschema
import pytest
from support import SHARED, needs_shared
from versions_support import BODIES, draft, finding_at, review_of

from corpus.formats import read_document
from models.finding import StepResult, Undecided
from models.versions import VersionComparison, compare
from service.cli.main import main
from service.reports.comparison import render_fragment, render_page, render_text, to_dict
from service.reports.schema import schema

ALL = tuple(range(len(BODIES)))
FINE = "处二千元以上一万元以下罚款"
LOCAL = "应当在本市设立子公司"
STEP = StepResult("PR-ND-06", "公开征求意见", "missing", "没有材料")


def both() -> VersionComparison:
    """One article inserted, one moved, one reworded, one repaired; one step closed."""
    milder = "违反本办法第四条规定的，由市交通运输局处三千元以上二万元以下罚款。"
    order = [0, "新设<b>一条</b>，明确各方责任。", 1, 2, milder, 4, 7, 8, 6, 9]
    old, new = draft(ALL), draft(order)
    before = review_of(old, finding_at(old, FINE), finding_at(old, LOCAL), finding_at(old, "约谈"))
    after = review_of(new, finding_at(new, "处三千元以上二万元以下罚款"), finding_at(new, LOCAL))
    open_one = Undecided("content:x", "sets_fee", "未能判断", None, "")
    return compare(
        replace(before, steps=(STEP,), undecided=(open_one,)),
        replace(after, steps=(replace(STEP, status="satisfied"),)),
    )


def test_the_schema_of_a_comparison_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("comparison"))


def test_the_json_follows_its_schema_and_counts_what_it_lists() -> None:
    found = to_dict(both())
    jsonschema.validate(found, schema("comparison"))
    assert [(e["status"], e["clause"]) for e in found["findings"]] == [
        ("reworded", "changed"),
        ("resolved", "deleted"),
        ("moved", "same"),
    ]
    assert found["summary"]["findings"]["resolved"] == 1
    assert found["summary"]["procedure"]["closed"] == 1
    assert found["summary"]["provisions"]["inserted"] == 1
    assert found["summary"]["provisions"]["moved"] == 1
    assert found["undecided"][0]["status_name"] == "已能判断"


def test_a_strange_key_breaks_the_schema() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**to_dict(both()), "extra": 1}, schema("comparison"))


def test_pieces_of_the_json_rebuild_both_texts() -> None:
    for change in to_dict(both())["provisions"]:
        if change["pieces"]:
            for side in ("old", "new"):
                joined = "".join(piece[side] for piece in change["pieces"])
                text = re.sub(r"^第.+?条", "", "".join(change[side]["text"].split()))
                assert "".join(joined.split()) == text


def test_the_fragment_escapes_the_draft_and_marks_what_changed() -> None:
    html = render_fragment(both())
    assert "<b>一条</b>" not in html
    assert "&lt;b&gt;一条" in html
    assert "<del>二千元" in html or "<del>二</del>" in html
    assert "<script" not in html
    assert "移位后仍在" in html
    assert "<article" in html


def test_the_page_asks_nothing_from_anywhere() -> None:
    html = unescape(render_page(both()))
    assert "default-src 'none'" in html
    assert not re.search(r"(?:src|href)\s*=|url\(|@import", html)


def test_the_text_names_every_change_in_chinese() -> None:
    said = render_text(both())
    for words in (
        "改写后仍在 1，移位后仍在 1，已解决 1",
        "[已补正] 公开征求意见　缺失→已落实",
        "[新增] 第二条",
        "[移位] 第七条→第九条",
        "[删除] 第六条",
        "[-二-]{+三+}千元以上",
    ):
        assert words in said


def test_what_is_gone_from_an_untouched_clause_is_not_called_resolved() -> None:
    document = draft(ALL)
    found = compare(review_of(document, finding_at(document, FINE)), review_of(document))
    said = render_text(found)
    assert "[不再出现]" in said
    assert "已解决" not in said
    assert "条款未动，因" in said


def test_two_files_are_compared_from_the_command_line(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "原稿.txt", tmp_path / "修改稿.txt"
    old.write_text(draft(ALL).text, "utf-8")
    new.write_text(draft([n for n in ALL if n != 6]).text, "utf-8")
    out = tmp_path / "对照.json"
    words = ["compare", str(old), str(new), "--as-of", "2026-11-24", "--kind", "norm_doc"]
    assert main([*words, "--format", "json", "-o", str(out)]) == 0
    found = json.loads(out.read_text("utf-8"))
    jsonschema.validate(found, schema("comparison"))
    gone = [e for e in found["findings"] if e["status"] == "resolved"]
    assert any(
        e["old"]["category"] == "local_protection" and e["clause"] == "deleted" for e in gone
    )
    capsys.readouterr()
    assert main([*words, "--fail-on-new"]) == 0
    assert "[删除] 第七条" in capsys.readouterr().out
    words[1], words[2] = words[2], words[1]
    assert main([*words, "--fail-on-new"]) == 1
    assert main(["compare", str(old), str(tmp_path / "没有.txt")]) == 3
    assert "E111" in capsys.readouterr().err
    assert main(["schema", "--comparison"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:fashen:comparison:1.0"


@needs_shared
def test_comments_typed_into_a_real_contract_are_shown_as_inserted_lines() -> None:
    assert SHARED is not None
    folder = SHARED / "documents" / "contract"
    old, new = (
        read_document((folder / name).read_bytes(), name)
        for name in ("设备采购合同_原稿.docx", "设备采购合同_审查后带批注.docx")
    )
    empty = review_of(draft(ALL))
    reviews = [
        replace(empty, submission=replace(empty.submission, document=document))
        for document in (old, new)
    ]
    found = compare(*reviews)
    changed = [c for c in found.provisions if c.kind != "same"]
    assert {c.kind for c in changed} == {"inserted"}
    assert [c.new.span.of(new.text)[:5] for c in changed if c.new][::2] == ["[AI审核"] * 3
    back = compare(*reversed(reviews))
    assert {c.kind for c in back.provisions} == {"same", "deleted"}
