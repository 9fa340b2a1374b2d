"""Packages: folders, archives and single files become one draft with its materials."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.document import UnreadKind
from corpus.errors import (
    BadOption,
    EncryptedFile,
    NoText,
    ReadError,
    TooManyFiles,
    UnknownRole,
)
from service.options import parse_options, parse_roles
from service.packages import File, chosen_roles, hand_in, match, read_package

DRAFT = (
    "河西县集市管理办法（送审稿）\n第一条 为了管理集市，制定本办法。\n第二条 本办法适用于本县。\n"
    "第三条 县商务局负责集市管理。\n第四条 摊位费由市场收取。\n第五条 本办法自公布之日起施行。\n"
).encode()
NOTE = "《河西县集市管理办法（送审稿）》起草说明\n现将《河西县集市管理办法》说明如下。\n".encode()


def zipped(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_draft_with_files_and_an_archive_of_materials() -> None:
    more = ("附件.zip", zipped(("送审/说明.txt", NOTE), ("送审/公告.txt", b"x")))
    handed = hand_in(("办法.txt", DRAFT), [("意见.txt", b"y"), more])
    assert (handed.main, handed.names) == (
        "办法.txt",
        ["办法.txt", "意见.txt", "说明.txt", "公告.txt"],
    )


def test_the_draft_of_a_package_is_chosen_with_a_reason() -> None:
    package = read_package(hand_in(("包.zip", zipped(("说明.txt", NOTE), ("甲.txt", DRAFT)))))
    assert package.main.name == "甲.txt"
    assert package.main_reason
    assert [material.name for material in package.materials] == ["说明.txt"]


def test_the_draft_of_a_package_may_be_told() -> None:
    archive = ("包.zip", zipped(("包/说明.txt", NOTE), ("包/甲.txt", DRAFT)))
    for told in ("说明.txt", "包/说明.txt", "包\\说明.txt", "./说明.txt"):
        package = read_package(hand_in(archive, main=told))
        assert (package.main.name, package.main_reason) == ("说明.txt", "")
    with pytest.raises(BadOption, match="别的"):
        hand_in(archive, main="别的.txt")


def test_a_single_file_in_a_package_is_the_draft() -> None:
    package = read_package(hand_in(None, [("甲.txt", DRAFT)]))
    assert (package.main.name, package.materials) == ("甲.txt", ())
    assert "只读到这一份" in package.main_reason


def test_a_draft_handed_in_alone_cannot_be_told_otherwise() -> None:
    with pytest.raises(BadOption, match="已单独给出草案"):
        hand_in(("甲.txt", DRAFT), [("说明.txt", NOTE)], main="说明.txt")
    assert hand_in(("甲.txt", DRAFT), [("说明.txt", NOTE)], main="甲.txt").main == "甲.txt"


def test_the_draft_found_again_among_its_materials_is_no_material() -> None:
    handed = hand_in(("甲.txt", DRAFT), [("送审/甲.txt", DRAFT), ("旧/甲.txt", NOTE)])
    assert handed.names == ["甲.txt", "旧/甲.txt"]


def test_files_of_one_name_stay_apart_and_must_be_told_apart() -> None:
    files: list[File] = [("县局/意见.txt", b"1"), ("市局/意见.txt", b"2")]
    handed = hand_in(("甲.txt", DRAFT), files)
    assert handed.names == ["甲.txt", "县局/意见.txt", "市局/意见.txt"]
    with pytest.raises(BadOption, match="2 份"):
        match("意见.txt", handed.names, handed.paths)
    assert match("市局/意见.txt", handed.names, handed.paths) == "市局/意见.txt"


def test_whatever_is_not_read_is_listed_with_its_code() -> None:
    bad: list[File] = [
        ("空.docx", b""),
        ("旧.rar", b"Rar!\x1a\x07\x01\x00"),
        ("断.zip", zipped(("a.txt", b"x"))[:-30]),
        ("包.zip", zipped(("../越界.txt", b"x"), ("好.txt", NOTE))),
    ]
    package = read_package(hand_in(("甲.txt", DRAFT), bad))
    assert [material.name for material in package.materials] == ["好.txt"]
    assert {one.kind for one in package.unread} == {UnreadKind.MATERIAL}
    notes = "\n".join(one.note for one in package.unread)
    for name, code in {
        "空.docx": "E101",
        "旧.rar": "E115",
        "断.zip": "E103",
        "越界": "E114",
    }.items():
        assert any(name in line and code in line for line in notes.splitlines())


def test_a_package_that_cannot_be_opened_is_an_error() -> None:
    data = bytearray(zipped(("a.txt", b"x")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFile):
        hand_in(("包.zip", bytes(data)))


def test_a_package_without_a_readable_file_has_no_draft() -> None:
    with pytest.raises(NoText, match="2 份"):
        read_package(hand_in(None, [("a.rar", b"Rar!\x1a\x07"), ("b.txt", b"")]))
    with pytest.raises(ReadError, match="E101"):
        read_package(hand_in(None, [("a.txt", DRAFT), ("b.txt", b"")], main="b.txt"))


def test_more_files_than_a_package_has_are_refused() -> None:
    files: list[File] = [(f"{n}.txt", b"x") for n in range(200)]
    with pytest.raises(TooManyFiles):
        hand_in(("甲.txt", DRAFT), files)
    assert len(hand_in(("甲.txt", DRAFT), files[1:]).files) == 200


def test_roles_are_taken_by_name_and_checked() -> None:
    handed = hand_in(("甲.txt", DRAFT), [("县局/意见.txt", b"1"), ("表.txt", b"2")])
    known = ["EV-05", "EV-12"]
    told = [("县局/意见.txt", "EV-05"), ("表.txt", "unrelated")]
    assert chosen_roles(told, handed, known) == (("意见.txt", "EV-05"), ("表.txt", "unrelated"))
    for file, role, error in (
        ("没有.txt", "EV-05", BadOption),
        ("甲.txt", "EV-05", BadOption),
        ("表.txt", "EV-99", UnknownRole),
    ):
        with pytest.raises(error):
            chosen_roles([(file, role)], handed, known)


@pytest.mark.parametrize(
    "written",
    ['{"附件3.docx": "EV-12", "a=b.pdf": "unrelated"}', "附件3.docx=EV-12\na=b.pdf=unrelated",
     " 附件3.docx = EV-12 ；a=b.pdf=unrelated;"],
)  # fmt: skip
def test_roles_are_written_as_json_or_as_lines(written: str) -> None:
    assert parse_roles(written) == (("附件3.docx", "EV-12"), ("a=b.pdf", "unrelated"))


@pytest.mark.parametrize(
    "written",
    ["{", '{"a": 1}', '{"a": "EV-01", "a": "EV-02"}', "a.docx", "=EV-01", "a=EV-01\na=EV-02"],
)
def test_wrong_roles_are_explained(written: str) -> None:
    with pytest.raises(BadOption):
        parse_options(roles=written)
