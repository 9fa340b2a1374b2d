"""`fashen obligations` writes the ledger that was asked for and refuses what is no contract."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from support import ROOT

from service.cli.main import main

PURCHASE = ROOT / "tests" / "models" / "contracts" / "ledger_purchase.txt"
LEASE = ROOT / "tests" / "models" / "contracts" / "ledger_lease.txt"
NORM = ROOT / "service" / "samples" / "sample_norm_doc.docx"


def test_a_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["obligations", str(LEASE)]) == 0
    shown = capsys.readouterr().out
    assert "房屋租赁合同　履约台账（11 条）" in shown
    assert "2029-03-31" in shown


def test_the_ending_of_the_output_file_decides_the_format(tmp_path: Path) -> None:
    book, data = tmp_path / "新建" / "台账.xlsx", tmp_path / "台账.json"
    assert main(["obligations", str(PURCHASE), "-o", str(book)]) == 0
    assert main(["obligations", str(PURCHASE), "-o", str(data)]) == 0
    assert openpyxl.load_workbook(book).sheetnames == ["履约台账", "合同概要"]
    written = json.loads(data.read_text("utf-8"))
    assert written["document"]["title"] == "检验设备采购及安装合同"
    assert len(written["obligations"]) == 30


def test_several_contracts_make_an_array_or_a_folder_of_books(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(PURCHASE), str(LEASE)]
    assert main(["obligations", *files, "--format", "json"]) == 0
    assert [len(one["obligations"]) for one in json.loads(capsys.readouterr().out)] == [30, 11]
    assert main(["obligations", *files, "--format", "xlsx", "-o", str(tmp_path / "台账")]) == 0
    assert sorted(path.name for path in (tmp_path / "台账").iterdir()) == [
        "ledger_lease_履约台账.xlsx",
        "ledger_purchase_履约台账.xlsx",
    ]


def test_contracts_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    other = tmp_path / "副本" / "ledger_lease.txt"
    other.parent.mkdir()
    other.write_bytes(LEASE.read_bytes())
    out = tmp_path / "台账"
    assert main(["obligations", str(LEASE), str(other), "--format", "xlsx", "-o", str(out)]) == 0
    assert len(list(out.iterdir())) == 2


def test_what_is_no_contract_is_refused_unless_the_user_says_contract(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["obligations", str(NORM)]) == 2
    assert "不是合同" in capsys.readouterr().err
    assert main(["obligations", str(NORM), "--kind", "contract"]) == 0


def test_an_unreadable_file_does_not_stop_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["obligations", str(tmp_path / "没有.docx"), str(LEASE)]) == 3
    caught = capsys.readouterr()
    assert "E111" in caught.err
    assert "房屋租赁合同" in caught.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "pdf"], "--format 没有“pdf”"),
        (["--format", "xlsx"], "须用 -o 指定文件"),
        (["--kind", "deed"], "文书类型"),
        (["--as-of", "昨天"], "日期"),
    ],
)
def test_wrong_options_are_explained_in_chinese(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["obligations", str(LEASE), *words]) == 2
    assert said in capsys.readouterr().err


def test_several_contracts_do_not_fit_into_one_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = str(tmp_path / "台账.xlsx")
    assert main(["obligations", str(LEASE), str(PURCHASE), "-o", book]) == 2
    assert "指定目录" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件").write_text("占位")
    assert main(["obligations", str(LEASE), "-o", str(tmp_path / "文件" / "台账.xlsx")]) == 2
    assert "无法写入" in capsys.readouterr().err
