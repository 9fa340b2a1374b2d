"""A package reviewed by every way in: one review, materials named, nothing left on the disk."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient
from support import ROOT
from typer.testing import CliRunner

from corpus.formats.office.libreoffice import find_soffice
from service.api.app import create_app
from service.batch.manifest import Job
from service.batch.worker import review_job
from service.cli.main import app
from service.options import ReviewOptions
from service.reports.schema import schema
from service.reviews import read_folder, review_bytes
from service.settings import Settings
from service.wiring import Wiring

SOURCE = ROOT / "models/training/data/packages/a/p01"
DRAFT = "洈江县乡村民宿发展扶持办法（送审稿）.txt"
NOTICE = "县政府网站征求意见页面.txt"
DAY = "2026-11-20"
FILES = {p.name: p.read_bytes() for p in sorted(SOURCE.glob("*.txt"))}
OURS = "http://127.0.0.1"


class WindowsEntry(zipfile.ZipInfo):
    """An entry as Windows programs pack it: the name in GBK, and no word of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def zipped(files: dict[str, bytes], entry: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(entry(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "材料包"
    path.mkdir()
    for name, content in FILES.items():
        (path / name).write_bytes(content)
    (path / "Thumbs.db").write_bytes(b"x")
    return path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own, to see what stays in it."""
    path = tmp_path / "tmp"
    path.mkdir()
    monkeypatch.setenv("TMPDIR", str(path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return path


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    settings = Settings(home=home, max_upload_bytes=1 << 20)
    with TestClient(create_app(settings), base_url=OURS) as client:
        yield client


def run(*words: str) -> tuple[int, Any, str]:
    result = CliRunner().invoke(app, ["review", *words, "--format", "json", "--as-of", DAY])
    report = json.loads(result.stdout) if result.exit_code == 0 else None
    if report:
        jsonschema.validate(report, schema())
    return result.exit_code, report, result.stderr


@pytest.mark.usefixtures("home")
class TestCommandLine:
    def test_a_folder_is_one_review_whose_draft_is_chosen_with_a_reason(self, folder: Path) -> None:
        code, report, err = run(str(folder))
        assert code == 0
        assert report["document"]["name"] == DRAFT
        assert report["document"]["main_reason"].rstrip("。") in err
        assert {one["file"] for one in report["materials"]} == set(FILES) - {DRAFT}
        assert any(NOTICE in [e["file"] for e in step["evidence"]] for step in report["procedure"])

    def test_a_zip_with_chinese_names_of_windows_gives_the_same_steps_as_the_folder(
        self, folder: Path, tmp_path: Path
    ) -> None:
        archive = tmp_path / "送审.zip"
        archive.write_bytes(zipped({f"送审\\{n}": d for n, d in FILES.items()}, WindowsEntry))
        told = run(str(archive))[1]
        assert told["document"]["name"] == DRAFT
        assert told["procedure"] == run(str(folder))[1]["procedure"]

    def test_materials_may_be_a_folder_an_archive_and_files(
        self, folder: Path, tmp_path: Path
    ) -> None:
        archive = tmp_path / "其余.zip"
        archive.write_bytes(zipped({"预算.txt": "预算表。".encode()}))
        single = tmp_path / "回执.txt"
        single.write_text("备案回执。", "utf-8")
        words = [w for path in (folder, archive, single) for w in ("--materials", str(path))]
        report = run(str(folder / DRAFT), *words)[1]
        names = {one["file"] for one in report["materials"]}
        assert names == (set(FILES) - {DRAFT}) | {"预算.txt", "回执.txt"}
        assert report["document"]["main_reason"] == ""

    def test_the_draft_may_be_told(self, folder: Path) -> None:
        code, report, err = run(str(folder), "--main", "附件3.txt")
        assert (code, report["document"]["name"]) == (0, "附件3.txt")
        assert "主文稿" not in err

    def test_a_role_may_be_told_and_shows_as_chosen(self, folder: Path) -> None:
        words = ("--role", f"{NOTICE}=unrelated", "--role", "附件3.txt=EV-17")
        report = run(str(folder), *words)[1]
        found = {one["file"]: one for one in report["materials"]}
        assert (found[NOTICE]["relation"], found[NOTICE]["used_for"]) == ("other", [])
        assert [role["id"] for role in found["附件3.txt"]["roles"]] == ["EV-17"]
        assert {n for n, one in found.items() if one["chosen"]} == {NOTICE, "附件3.txt"}

    @pytest.mark.parametrize(
        "words", [("--role", "无.txt=EV-01"), ("--role", "附件3.txt=EV-77"), ("--role", "附件3.txt"),
                  ("--main", "无.txt")],
    )  # fmt: skip
    def test_wrong_files_and_roles_are_explained(
        self, folder: Path, words: tuple[str, ...]
    ) -> None:
        code, _, err = run(str(folder), *words)
        assert code == 2
        assert "[E4" in err

    def test_an_archive_that_cannot_be_opened_is_a_coded_error(self, tmp_path: Path) -> None:
        for name, data, code in (
            ("空.zip", zipped({}), "E101"),
            ("断.zip", zipped(FILES)[:-40], "E103"),
            ("炸弹.zip", zipped({"a.txt": b"\0" * 60_000_000}), "E108"),
            ("多.zip", zipped({f"{n}.txt": b"x" for n in range(201)}), "E113"),
            ("包.rar", b"Rar!\x1a\x07\x01\x00", "E115"),
        ):
            (tmp_path / name).write_bytes(data)
            status, _, err = run(str(tmp_path / name))
            assert status == 3
            assert f"[{code}]" in err

    def test_a_folder_of_too_many_files_is_refused(self, tmp_path: Path) -> None:
        for number in range(201):
            (tmp_path / f"{number}.txt").write_bytes(b"x")
        assert "[E113]" in run(str(tmp_path))[2]


def test_a_zip_with_one_unreadable_file_is_reviewed_and_names_it(home: Path) -> None:
    files = FILES | {"坏.docx": b"PK\x03\x04broken", "密.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
    review = review_bytes(Wiring(Settings(home=home)), zipped(files), "包.zip", ReviewOptions())
    notes = [one.note for one in review.unread if one.kind == "material"]
    assert len(notes) == 2
    assert "坏.docx" in notes[0]
    assert "E103" in notes[0]
    assert review.submission.unread_materials == ("坏.docx", "密.xlsx")
    assert len(review.submission.materials) == len(FILES) - 1
    assert not review.failures


def test_a_hundred_files_are_reviewed(home: Path) -> None:
    more = {f"其他/附表{n}.txt": f"附表{n}：无关内容。".encode() for n in range(100 - len(FILES))}
    house = Wiring(Settings(home=home))
    review = review_bytes(house, zipped(FILES | more), "包.zip", ReviewOptions())
    assert review.submission.document.name == DRAFT
    assert len(review.submission.materials) == 99
    assert not review.failures


def test_a_role_for_a_file_that_could_not_be_read_does_not_stop_the_review(home: Path) -> None:
    options = ReviewOptions(roles=(("空.txt", "EV-01"),))
    house = Wiring(Settings(home=home))
    review = review_bytes(house, FILES[DRAFT], DRAFT, options, (("空.txt", b""),))
    assert not review.failures
    assert review.submission.chosen_roles == ()


@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is not installed")
def test_nothing_stays_in_the_temporary_folder_nor_beside_it(
    home: Path, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    old = r"{\rtf1\ansi\ansicpg936 " + "".join(f"\\u{ord(c)}?" for c in "备案报告") + r"\par}"
    files = FILES | {"旧.rtf": old.encode(), "../越界.txt": b"x", f"{work}/绝对.txt": b"x"}
    house = Wiring(Settings(home=home))
    review = review_bytes(house, zipped(files), "包.zip", ReviewOptions())
    assert "旧.rtf" in [material.name for material in review.submission.materials]
    assert sum("E114" in one.note for one in review.unread) == 2
    assert list(temporary.rglob("*")) == []
    assert list(work.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"tmp", "work"}


def test_a_folder_is_read_by_its_paths_without_what_systems_leave(folder: Path) -> None:
    (folder / "附").mkdir()
    (folder / "附" / "表.txt").write_bytes(b"x")
    (folder / "~$说明.docx").write_bytes(b"x")
    assert [name for name, _ in read_folder(folder)] == sorted([*FILES, "附/表.txt"])


def test_a_batch_takes_packages_and_archives_of_materials(
    home: Path, folder: Path, tmp_path: Path
) -> None:
    materials = tmp_path / "材料.zip"
    materials.write_bytes(zipped({n: d for n, d in FILES.items() if n != DRAFT}))
    whole = tmp_path / "整包.zip"
    whole.write_bytes(zipped(FILES))
    house = Wiring(Settings(home=home))
    by_parts = Job(folder / DRAFT, materials=str(materials), as_of=DAY)
    jobs = [
        by_parts,
        Job(whole, as_of=DAY, main=DRAFT, roles=f"{NOTICE}=unrelated"),
        Job(folder, as_of=DAY),
    ]
    first, second, third = (review_job(house, job) for job in jobs)
    for record in (first, second, third):
        jsonschema.validate({**record, "index": 0}, schema())
    assert first["procedure"] == third["procedure"] != second["procedure"]
    assert second["sha256"] != second["document"]["sha256"]
    assert [one["file"] for one in second["materials"] if one["chosen"]] == [NOTICE]


def test_the_endpoint_takes_materials_archives_and_roles(client: TestClient) -> None:
    papers = {n: d for n, d in FILES.items() if n not in (DRAFT, NOTICE)}
    answer = client.post(
        "/api/v1/reviews",
        files=[
            ("file", (DRAFT, FILES[DRAFT])),
            ("materials", (NOTICE, FILES[NOTICE])),
            ("materials", ("其余.zip", zipped(papers))),
        ],
        data={"as_of": DAY, "roles": json.dumps({"附件3.txt": "EV-17"})},
    )
    assert answer.status_code == 200
    report = answer.json()
    jsonschema.validate(report, schema())
    assert {one["file"] for one in report["materials"]} == set(FILES) - {DRAFT}
    chosen = next(one for one in report["materials"] if one["chosen"])
    assert (chosen["file"], chosen["roles"][0]["name"]) == ("附件3.txt", "评估论证报告")


def test_the_endpoint_takes_a_whole_package_and_the_name_of_its_draft(client: TestClient) -> None:
    for options, name in (({}, DRAFT), ({"main": "附件3.txt"}, "附件3.txt")):
        file = {"file": ("包.zip", zipped(FILES))}
        answer = client.post("/api/v1/reviews", files=file, data={"as_of": DAY, **options})
        assert (answer.status_code, answer.json()["document"]["name"]) == (200, name)


@pytest.mark.parametrize(
    ("files", "options", "status", "code"),
    [
        ([("file", ("a.zip", zipped({"a.txt": b"\0" * 60_000_000})))], {}, 413, "E108"),
        ([("file", ("a.zip", zipped({f"{n}.txt": b"x" for n in range(201)})))], {}, 413, "E113"),
        ([("file", ("a.rar", b"Rar!\x1a\x07\x01\x00"))], {}, 415, "E115"),
        ([("file", ("a.zip", zipped({"a.txt": b"x"})))], {"main": "b.txt"}, 400, "E401"),
        ([("file", (DRAFT, FILES[DRAFT]))], {"roles": "{"}, 400, "E401"),
        ([("file", (DRAFT, FILES[DRAFT]))], {"roles": '{"b.txt": "EV-01"}'}, 400, "E401"),
        (
            [("file", (DRAFT, FILES[DRAFT])), ("materials", ("b.txt", b"x"))],
            {"roles": '{"b.txt": "EV-77"}'},
            400,
            "E405",
        ),
        (
            [("file", ("a.txt", b"x" * 600_000)), ("materials", ("b.txt", b"y" * 600_000))],
            {},
            413,
            "E107",
        ),
        ([("materials", ("b.txt", b"y"))], {}, 400, "E401"),
        ([("file", ("a.txt", b"x")), *[("materials", (f"{n}.txt", b"x")) for n in range(201)]],
         {}, 400, "E401"),
    ],
)  # fmt: skip
def test_a_package_that_cannot_be_taken_is_a_coded_problem(
    client: TestClient, files: Any, options: dict[str, str], status: int, code: str
) -> None:
    answer = client.post("/api/v1/reviews", files=files, data=options)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_page_takes_materials_and_an_empty_choice_is_none(client: TestClient) -> None:
    page = client.get("/").text
    assert 'name="materials" multiple' in page
    assert "EV-12" in page
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        + FILES[DRAFT]
        + b'\r\n--b\r\nContent-Disposition: form-data; name="materials"; filename=""\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n"
    )
    kind = {"content-type": "multipart/form-data; boundary=b"}
    assert "待备材料" in client.post("/reviews", content=body, headers=kind).text
    files = [("file", (DRAFT, FILES[DRAFT])), ("materials", (NOTICE, FILES[NOTICE]))]
    answer = client.post("/reviews", files=files)
    assert answer.status_code == 200
    assert '<table class="grid papers">' in answer.text
