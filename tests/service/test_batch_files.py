"""Manifest in, results file out: what is read, what is kept when a batch goes on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from corpus.errors import BadManifest
from service.batch.manifest import Job, read_manifest
from service.batch.results import resume, to_line


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_manifest_is_read_in_the_encodings_that_excel_writes(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "草案.docx").write_bytes(b"x")
    read = read_manifest(manifest(tmp_path, "path,kind,note\n草案.docx,contract,甲\n", encoding))
    assert read.jobs == (Job(tmp_path / "草案.docx", kind="contract", name="草案.docx"),)
    assert read.ignored == ("note",)


def test_a_path_is_looked_for_beside_the_manifest_then_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists, here = tmp_path / "lists", tmp_path / "here"
    for folder in (lists, here):
        folder.mkdir()
        (folder / "both.txt").write_bytes(b"x")
    (here / "one.txt").write_bytes(b"x")
    monkeypatch.chdir(here)
    jobs = read_manifest(manifest(lists, "path\nboth.txt\none.txt\n")).jobs
    assert [job.path for job in jobs] == [lists / "both.txt", Path("one.txt")]


def test_a_directory_is_a_manifest_without_its_hidden_and_lock_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.docx", ".git/x", "a/~$c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    jobs = read_manifest(tmp_path).jobs
    assert [job.path for job in jobs] == [tmp_path / "a/c.docx", tmp_path / "b.txt"]


@pytest.mark.parametrize("text", ["", "file\na.txt\n", "path\n", "path,kind\n,contract\n"])
def test_a_manifest_without_paths_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadManifest, match="E402"):
        read_manifest(manifest(tmp_path, text))


def test_a_manifest_that_is_not_there_or_is_rubbish_is_refused(tmp_path: Path) -> None:
    rubbish = tmp_path / "x.csv"
    rubbish.write_bytes(b"\xff\xff\x00\x81")
    for path in (tmp_path / "none.csv", rubbish):
        with pytest.raises(BadManifest):
            read_manifest(path)


def test_going_on_keeps_what_still_holds_and_does_the_rest_again(tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("same", "edited", "unreadable", "timeout", "new")}
    for name, path in files.items():
        path.write_text(name, "utf-8")
    then = {name: hashlib.sha256(name.encode()).hexdigest() for name in files}
    output = tmp_path / "out.jsonl"
    lines = [
        {"index": 7, "path": "same", "document": {"sha256": then["same"]}},
        {"index": 1, "path": "edited", "document": {"sha256": "0" * 64}},
        {"index": 2, "path": "unreadable", "sha256": then["unreadable"], "error": {"code": "E103"}},
        {"index": 3, "path": "timeout", "sha256": then["timeout"], "error": {"code": "E502"}},
        {"index": 9, "path": "dropped", "document": {"sha256": "0" * 64}},
    ]
    output.write_text("".join(map(to_line, lines)) + '{"path": "new", "docu', "utf-8")
    todo, kept = resume(output, [Job(path, name=name) for name, path in files.items()])
    assert [(index, job.name) for index, job in todo] == [(1, "edited"), (3, "timeout"), (4, "new")]
    left = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [(line["index"], line["path"]) for line in left] == [(0, "same"), (2, "unreadable")]
    assert kept == 2
