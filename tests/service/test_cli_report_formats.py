"""`fashen review` writes opinions, lists and SARIF; `fashen report` hands out the templates."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from support import ROOT

from service.cli.main import main

SAMPLE = str(ROOT / "service/samples/sample_norm_doc.docx")
CONTRACT = str(ROOT / "service/samples/sample_contract.docx")
DAY = ("--as-of", "2026-11-24")

pytestmark = pytest.mark.usefixtures("home")


def text(path: Path) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)


def test_the_sample_contract_gets_an_opinion_to_sign(tmp_path: Path) -> None:
    out = tmp_path / "意见书.docx"
    assert (
        main(["review", CONTRACT, "--stance", "gov", *DAY, "--format", "opinion", "-o", str(out)])
        == 0
    )
    found = text(out)
    for words in ("石城市教育局：", "合同审查意见书", "大小写不一致", "审查结论：修改后合法。"):
        assert words in found


def test_several_files_get_one_opinion_or_list_each(tmp_path: Path) -> None:
    for form, ending in (("opinion", "意见书.docx"), ("xlsx", "问题清单.xlsx")):
        folder = tmp_path / form
        assert main(["review", SAMPLE, CONTRACT, *DAY, "--format", form, "-o", str(folder)]) == 0
        assert sorted(path.name for path in folder.iterdir()) == [
            f"sample_contract.docx.{ending}",
            f"sample_norm_doc.docx.{ending}",
        ]
    assert openpyxl.load_workbook(tmp_path / "xlsx" / f"sample_contract.docx.{ending}")


@pytest.mark.parametrize("form", ["opinion", "xlsx"])
def test_an_office_file_is_not_written_to_the_screen(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", SAMPLE, "--format", form]) == 2
    assert "-o" in capsys.readouterr().err


def test_sarif_gives_lines_of_a_text_by_its_path_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "drafts").mkdir()
    lines = [
        "某县集市管理办法",
        "",
        "第一条　摊贩进入集市的，处五百元罚款。",
        "第二条　本办法自2027年1月1日起施行。",
    ]
    (tmp_path / "drafts" / "集市.txt").write_text("\n".join(lines), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["review", "drafts/集市.txt", "--kind", "norm_doc", *DAY, "--format", "sarif"]) == 0
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["drafts/%E9%9B%86%E5%B8%82.txt"]
    regions = [
        (region, one["properties"]["quote"])
        for one in run["results"]
        if (region := one["locations"][0]["physicalLocation"].get("region"))
    ]
    assert regions
    for region, quote in regions:
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == quote


def test_templates_are_handed_out_changed_checked_and_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ours"
    assert main(["report", "template", "export", str(folder)]) == 0
    assert {path.name for path in folder.iterdir()} == {
        "contract.docx",
        "legality.docx",
        "模板说明.md",
    }
    assert main(["report", "template", "export", str(folder)]) == 2
    assert main(["report", "template", "export", str(folder), "--force"]) == 0
    word = docx.Document(str(folder / "contract.docx"))
    word.paragraphs[0].insert_paragraph_before("某律师事务所专用")
    word.save(str(folder / "contract.docx"))
    own, out = str(folder / "contract.docx"), tmp_path / "out.docx"
    assert main(["report", "template", "check", own, "--contract", "-o", str(out)]) == 0
    assert (
        main(["review", CONTRACT, *DAY, "--format", "opinion", "--template", own, "-o", str(out)])
        == 0
    )
    assert text(out).startswith("某律师事务所专用")
    (folder / "bad.docx").write_bytes(b"x")
    assert main(["report", "template", "check", str(folder / "bad.docx")]) == 2
    assert "E431" in capsys.readouterr().err


def test_a_template_that_is_not_there_is_told_before_the_review(
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone = ("--template", "/no/such.docx")
    assert main(["review", SAMPLE, "--format", "opinion", "-o", "x.docx", *gone]) == 2
    assert main(["review", SAMPLE, *gone]) == 2
    assert "--template 只用于" in capsys.readouterr().err
