"""Archives of materials: read in memory; whatever is refused is named with its reason."""

from __future__ import annotations

import io
import os
import stat
import struct
import sys
import zipfile
import zlib

import pytest

from corpus.errors import (
    CorruptFile,
    DecompressionBomb,
    EmptyFile,
    EncryptedFile,
    TooManyFiles,
    UnsupportedArchive,
)
from corpus.formats import read_document
from corpus.formats.archive import Limits, is_archive, read_zip, short_names
from corpus.formats.archive.names import entry_path


def packed(*entries, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def named(raw, *, flag=0, extra=b""):
    """A zip whose one entry has these bytes for a name, as a program of another system writes."""
    data = bytearray(packed(("x" * len(raw), b"text")))
    for at, place in ((data.index(b"PK\x03\x04"), 30), (data.index(b"PK\x01\x02"), 46)):
        data[at + place : at + place + len(raw)] = raw
        flags = at + (6 if place == 30 else 8)
        data[flags : flags + 2] = struct.pack("<H", flag)
    if extra:
        central = data.index(b"PK\x01\x02")
        struct.pack_into("<H", data, central + 30, len(extra))
        data[central + 46 + len(raw) : central + 46 + len(raw)] = extra
        end = data.index(b"PK\x05\x06")
        size = struct.unpack_from("<I", data, end + 12)[0]
        struct.pack_into("<I", data, end + 12, size + len(extra))
    return bytes(data)


def codes(found):
    return {name: error.code for name, error in found.refused}


def encrypted(data):
    """The same zip with every entry marked as encrypted."""
    changed = bytearray(data)
    at = 0
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            changed[at + place] |= 1
            at += 4
    return bytes(changed)


def test_a_hundred_files_are_read_in_order():
    entries = [(f"材料/附件{n}.txt", f"第{n}份".encode()) for n in range(100)]
    assert list(read_zip(packed(*entries)).files) == entries


def test_more_files_than_a_package_has_are_refused_before_any_is_read():
    with pytest.raises(TooManyFiles):
        read_zip(packed(*((f"{n}.txt", b"x") for n in range(201))))


@pytest.mark.parametrize(
    "path", ["/etc/x.txt", "../x.txt", "a/../../x.txt", "C:\\x.txt", "..\\..\\x.txt", "\\\\host\\x"]
)
def test_a_path_out_of_the_package_is_refused_and_the_others_are_read(path):
    found = read_zip(packed((path, b"evil"), ("说明.txt", b"good")))
    assert found.files == (("说明.txt", b"good"),)
    assert list(codes(found).values()) == ["E114"]


def test_reading_an_archive_opens_no_file_for_writing(tmp_path, monkeypatch):
    written, watching = [], [True]

    def watch(event, arguments):
        if event == "open" and watching[0]:
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                written.append(arguments[0])

    monkeypatch.chdir(tmp_path)
    sys.addaudithook(watch)
    inner = packed(("里层.txt", b"x"), ("../../evil.txt", b"x"))
    read_zip(packed(("../evil.txt", b"x"), ("a/b.txt", b"x"), ("c.zip", inner)))
    watching[0] = False
    assert written == []
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_refused():
    with pytest.raises(DecompressionBomb):
        read_zip(packed(("zeros.txt", b"\0" * 60_000_000)))
    with pytest.raises(DecompressionBomb):
        read_zip(packed(("a.txt", os.urandom(600)), ("b.txt", b"x" * 600)), Limits(total=1000))


def test_a_bomb_inside_costs_only_itself():
    bomb = packed(("zeros.txt", b"\0" * 60_000_000))
    found = read_zip(packed(("说明.txt", b"good"), ("更多.zip", bomb)))
    assert found.files == (("说明.txt", b"good"),)
    assert codes(found) == {"更多.zip": "E108"}


def test_an_entry_that_is_larger_than_it_says_is_refused_and_never_unpacked_in_full():
    data = bytearray(packed(("a.txt", b"\0" * 5_000_000)))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 100)
    found = read_zip(bytes(data))
    assert (found.files, codes(found)) == ((), {"a.txt": "E103"})


def test_one_file_over_the_limit_is_refused_alone():
    found = read_zip(packed(("a.txt", b"x" * 90), ("b.txt", b"y")), Limits(single=50))
    assert (found.files, codes(found)) == ((("b.txt", b"y"),), {"a.txt": "E107"})


def test_an_archive_inside_is_opened_and_one_inside_that_is_not():
    deepest = packed(("深.txt", b"deep"))
    inner = packed(("中.txt", b"middle"), ("更深.zip", deepest))
    found = read_zip(packed(("外.txt", b"outer"), ("附件.zip", inner)))
    assert found.files == (("外.txt", b"outer"), ("附件.zip/中.txt", b"middle"))
    assert codes(found) == {"附件.zip/更深.zip": "E115"}


def test_files_of_archives_inside_count_too():
    inner = packed(*((f"{n}.txt", b"x") for n in range(5)))
    found = read_zip(packed(("a.zip", inner), ("b.txt", b"y")), Limits(files=4))
    assert (found.files, codes(found)) == ((("b.txt", b"y"),), {"a.zip": "E113"})


def test_files_with_a_password_are_named_and_a_whole_archive_of_them_is_an_error():
    locked = encrypted(packed(("密.txt", b"x")))
    with pytest.raises(EncryptedFile):
        read_zip(locked)
    found = read_zip(packed(("明.txt", b"y"), ("密.zip", locked)))
    assert found.files == (("明.txt", b"y"),)
    assert codes(found) == {"密.zip/密.txt": "E104"}


def test_a_damaged_entry_is_named_and_the_others_are_read():
    data = bytearray(packed(("a.txt", b"A" * 40), ("b.txt", b"B"), compression=zipfile.ZIP_STORED))
    data[data.index(b"AAAA")] ^= 0xFF
    found = read_zip(bytes(data))
    assert (found.files, codes(found)) == ((("b.txt", b"B"),), {"a.txt": "E103"})


def test_a_link_is_no_file():
    link = zipfile.ZipInfo("链接.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = read_zip(packed((link, b"/etc/passwd"), ("说明.txt", b"x")))
    assert (len(found.files), codes(found)) == (1, {"链接.txt": "E114"})


def test_what_systems_leave_behind_is_passed_over():
    junk = ("__MACOSX/._a.txt", ".DS_Store", "材料/Thumbs.db", "~$说明.docx", "desktop.ini", "空/")
    found = read_zip(packed(*((name, b"x") for name in junk), ("说明.docx", b"x")))
    assert (found.files, found.refused) == ((("说明.docx", b"x"),), ())


@pytest.mark.parametrize("data", [packed(), packed(("目录/", b"")), packed((".DS_Store", b"x"))])
def test_an_archive_without_files_is_empty(data):
    with pytest.raises(EmptyFile):
        read_zip(data)


@pytest.mark.parametrize("cut", [30, 60])
def test_a_cut_off_archive_is_corrupt(cut):
    data = packed(("说明.txt", b"x" * 100))
    assert is_archive(data[:-cut], "材料.zip")
    with pytest.raises(CorruptFile):
        read_zip(data[:-cut])


NAME = "公平竞争审查表.txt"
FIELD = b"\x01" + struct.pack("<I", zlib.crc32(b"_" * 12)) + NAME.encode()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (named(NAME.encode("gbk")), NAME),
        (named(NAME.encode("utf-8")), NAME),
        (named(NAME.encode("utf-8"), flag=0x800), NAME),
        (named("㙍塘镇意见.txt".encode("gb18030")), "㙍塘镇意见.txt"),
        (named(b"_" * 12, extra=struct.pack("<HH", 0x7075, len(FIELD)) + FIELD), NAME),
        (named(b"plain.txt"), "plain.txt"),
        (named("材料\\说明.txt".encode("gbk")), "材料/说明.txt"),
    ],
    ids=["gbk", "utf8-unsaid", "utf8", "gb18030", "unicode-field", "ascii", "backslash"],
)
def test_names_are_read_as_they_were_meant(data, expected):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [entry_path(entry) for entry in archive.infolist()] == [expected]
    assert read_zip(data).files == ((expected, b"text"),)


def test_control_characters_do_not_stay_in_names():
    found = read_zip(packed(("a\x1b[2J\u202eb.txt", b"x")))
    assert found.files[0][0] == "a[2Jb.txt"


def test_files_of_one_name_are_kept_apart():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("意见.txt", b"1"), ("意见.txt", b"2"))
    assert read_zip(data).files == (("意见.txt", b"1"), ("意见.txt", b"2"))
    paths = ["包/县局/意见.txt", "包/市局/意见.txt", "包/说明.txt", "包/表.txt", "包/表.txt"]
    short = ("县局/意见.txt", "市局/意见.txt", "说明.txt", "表.txt", "表（2）.txt")
    assert short_names(paths) == short


def test_documents_that_are_zips_are_no_packages(docx, ofd):
    assert not is_archive(docx("<w:p/>"), "a.zip")
    assert not is_archive(ofd([[(10, 10, "文")]]), "a.zip")
    assert not is_archive(packed(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")), "a.zip")
    assert not is_archive(packed(("材料.txt", b"x")), "a.docx")
    assert is_archive(packed(("材料.txt", b"x")), "材料")


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"Rar!\x1a\x07\x01\x00", "材料.rar", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "材料.7z", "7z"),
        (b"x" * 257 + b"ustar\x00" + b"0" * 300, "材料.tar", "tar"),
        (b"\x1f\x8b\x08\x00", "材料.tgz", "gzip"),
    ],
)
def test_other_archives_are_refused_with_what_to_do(data, name, word):
    with pytest.raises(UnsupportedArchive) as caught:
        read_document(data, name)
    assert word in str(caught.value)
    assert "ZIP" in str(caught.value)
