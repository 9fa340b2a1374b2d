"""`fashen evaluate procedure` on two of the shipped packages, as they stand and in real formats."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.training.packages.labels import PACKAGES
from models.training.packages.scan import find_font
from service.cli.main import app

RUN = CliRunner()


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A clean package and one with gaps."""
    for name in ("a/p06", "b/p01"):
        shutil.copytree(PACKAGES / name, tmp_path / "packages" / name)
    return tmp_path / "packages"


def without_scans(folder: Path) -> Path:
    for path in folder.rglob("label.yaml"):
        path.write_text(path.read_text("utf-8").replace(": scan", ": pdf"), "utf-8")
    return folder


def test_the_measures_stand_in_the_text(home: Path, two: Path) -> None:
    result = RUN.invoke(app, ["evaluate", "procedure", str(two), "--text", "--failures", "--gaps"])
    assert result.exit_code == 0, result.output
    for words in ("2 包（完整 1 包）", "埋设问题找到", "已落实而无引文", "标注＼判断", "PR-LR-02"):
        assert words in result.stdout
    assert result.stdout.count("    埋设：") == 6


def test_the_same_measures_come_as_json(home: Path, two: Path) -> None:
    result = RUN.invoke(app, ["evaluate", "procedure", str(two), "--text", "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["packages"], report["files"], report["unread_materials"]) == (2, 27, 0)
    assert report["steps"]["total"] + report["special_passed_over"] == 38
    assert report["gaps"]["total"] == 6
    assert report["failures"] == 0
    assert report["mains"]["rate"] == 1.0
    told = sum(n for cells in report["confusion"].values() for n in cells.values())
    assert told == report["steps"]["total"]


@pytest.mark.skipif(find_font() is None, reason="no Chinese font to print with")
def test_packages_in_real_formats_are_read_to_the_last_material(home: Path, two: Path) -> None:
    folder = str(without_scans(two))
    result = RUN.invoke(app, ["evaluate", "procedure", folder, "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["unread_materials"], report["failures"]) == (0, 0)


def test_a_folder_without_labels_is_a_coded_error(home: Path, tmp_path: Path) -> None:
    result = RUN.invoke(app, ["evaluate", "procedure", str(tmp_path)])
    assert result.exit_code == 2
    assert "E301" in result.output
