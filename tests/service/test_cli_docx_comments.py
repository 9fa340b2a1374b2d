"""`fashen review --format docx` gives the draft back with comments on every finding."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from support import ROOT
from word_comments_support import assert_only_comments_were_added, comments, squeezed

from corpus.formats import read_document
from service.cli.main import main
from service.reports.wording import in_words
from service.wiring import today

SAMPLES = ROOT / "service/samples"
DAY = ("--as-of", "2026-11-24")

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize("name", ["sample_norm_doc.docx", "sample_contract.docx"])
def test_every_finding_of_a_sample_has_a_comment_on_its_quote(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, out = SAMPLES / name, tmp_path / "批注.docx"
    assert main(["review", str(draft), *DAY, "--format", "docx", "-o", str(out)]) == 0
    capsys.readouterr()
    assert main(["review", str(draft), *DAY, "--format", "json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert_only_comments_were_added(draft.read_bytes(), out.read_bytes())
    _, *seen = comments(out.read_bytes())
    assert len(seen) == len(findings) > 5
    title = read_document(draft.read_bytes(), name).title
    for comment, finding in zip(seen, findings, strict=True):
        assert comment.day == today().isoformat()
        assert in_words(finding["message"].rpartition("”属于")[2]) in comment.text
        assert finding["suggestion"] in comment.text
        plain = squeezed(finding["quote"]) if finding["span"] else squeezed(title)
        assert without_numbers(plain) == without_numbers(squeezed(comment.words))


def without_numbers(text: str) -> str:
    """The samples number their items by Word: "（二）" stands in a quote, not in the file."""
    for number in "一二三四五六":
        text = text.replace(f"；（{number}）", "；")
    return text


def test_several_drafts_and_packages_are_written_into_a_folder(tmp_path: Path) -> None:
    packed, folder = tmp_path / "包.zip", tmp_path / "送审"
    folder.mkdir()
    shutil.copy(SAMPLES / "sample_norm_doc.docx", folder)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(SAMPLES / "sample_contract.docx", "sample_contract.docx")
    out = tmp_path / "out"
    words = ["review", str(packed), str(folder), *DAY, "--format", "docx", "-o", str(out)]
    assert main(words) == 0
    made = sorted(out.iterdir())
    assert [path.name.split("/")[-1] for path in made] == [
        "sample_contract.docx.批注.docx",
        "sample_norm_doc.docx.批注.docx",
    ]
    for path in made:
        original = (SAMPLES / path.name.removesuffix(".批注.docx")).read_bytes()
        assert_only_comments_were_added(original, path.read_bytes())


def test_a_draft_that_is_no_docx_is_refused_with_a_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, out = tmp_path / "集市.txt", tmp_path / "out.docx"
    draft.write_text("某县集市管理办法\n第一条　摊贩进入集市的，处五百元罚款。", "utf-8")
    assert main(["review", str(draft), *DAY, "--format", "docx", "-o", str(out)]) == 2
    assert "E432" in capsys.readouterr().err
    assert not out.exists()
    assert main(["review", str(draft), *DAY, "--format", "docx"]) == 2
    assert "-o" in capsys.readouterr().err
