"""`fashen filing`, and the same in the JSON of a review."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from made_up_reviews import made_up
from support import context_of, submission_of

from corpus.library import Library
from models.checks.filing import FilingCheck
from service.cli.main import main
from service.reports.json import to_dict
from service.reports.schema import schema

TEXT = (
    "襄阳市民政局关于印发《襄阳市养老服务办法》的通知\n现印发给你们，请遵照执行。\n襄阳市民政局\n2026年9月13日\n"
    "襄阳市养老服务办法\n第一条　为了规范养老服务，制定本办法。\n"
    "第二条　本办法自2026年12月1日起施行，有效期五年。\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "养老服务办法.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_text_says_whom_when_and_until_when(
    home: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["filing", str(draft), "--published", "2026-09-15", "--as-of", "2026-11-26"]) == 0
    out = capsys.readouterr().out
    assert "报襄阳市人民政府备案" in out
    assert "2026年9月30日以前" in out
    assert "【已过期】" in out
    assert "有效期至2031年11月30日" in out
    assert "待核" in out


def test_the_json_holds_the_days(
    home: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["filing", str(draft), "--published", "2026-09-15", "--format", "json"]
    assert main([*words, "--as-of", "2026-09-16"]) == 0
    found = json.loads(capsys.readouterr().out)
    duty = found["filing"]["duties"][0]
    assert (duty["due"], duty["passed"]) == ("2026-09-30", False)
    assert found["issuer_level"] == "city"


def test_the_publication_record_of_the_package_is_read(
    home: Path, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    page = (
        "襄阳市民政局网站 > 政府信息公开 > 规范性文件\n襄阳市民政局关于印发《襄阳市养老服务办法》的通知\n"
        "成文日期：2026-09-13　发布日期：2026-09-18　有效性：有效\n"
    )
    (folder / "网站公布页面.txt").write_text(page, "utf-8")
    words = ["filing", str(draft), "--materials", str(folder), "--format", "json"]
    assert main(words) == 0
    filing = json.loads(capsys.readouterr().out)["filing"]
    assert (filing["published_on"], filing["published_sure"]) == ("2026-09-18", True)


def test_what_nobody_files_and_a_wrong_day_are_refused_with_a_code(
    home: Path, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = tmp_path / "合同.txt"
    contract.write_text("房屋租赁合同\n出租方：甲\n承租方：乙\n第一条　租金每月一千元。\n", "utf-8")
    assert main(["filing", str(contract)]) == 2
    assert "E406" in capsys.readouterr().err
    assert main(["filing", str(draft), "--published", "去年"]) == 2
    assert "--published" in capsys.readouterr().err
    assert main(["filing", str(draft), "--format", "xml"]) == 2


def test_a_review_with_filing_follows_the_schema(library: Library) -> None:
    submission = submission_of(TEXT, "norm_doc", "city")
    outcome = FilingCheck().run(submission, context_of(library, date(2026, 11, 26)))
    report = to_dict(made_up(submission=submission, filing=outcome.filing))
    jsonschema.validate(report, schema())
    assert report["filing"]["duties"][0]["recipients"][0]["name"] == "襄阳市人民政府"
    assert to_dict(made_up())["filing"] is None
