"""Hostile and broken files end in a coded error before they cost anything."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus import formats
from corpus.errors import (
    CorruptFile,
    DecompressionBomb,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    NoText,
)
from corpus.formats import read_document, safety


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def test_an_empty_file_is_named_so():
    with pytest.raises(EmptyFile) as caught:
        read_document(b"", "a.docx")
    assert str(caught.value).startswith("[E101]")


def test_a_file_of_two_hundred_megabytes_is_refused_unread(monkeypatch):
    def never(data, filename):
        raise AssertionError("it was parsed")

    monkeypatch.setattr(formats, "detect", never)
    with pytest.raises(FileTooLarge) as caught:
        read_document(bytes(200 * 1024 * 1024), "a.txt")
    assert "200 MB" in str(caught.value)


@pytest.mark.parametrize("content", [b"  \n\t ", "\u3000\u200b\n".encode()])
def test_a_text_of_blanks_has_no_text(content):
    with pytest.raises(NoText):
        read_document(content, "a.txt")


def test_too_many_characters_are_refused(monkeypatch):
    monkeypatch.setattr(safety, "MAX_CHARACTERS", 10)
    with pytest.raises(FileTooLarge):
        read_document("一二三四五六七八九十十一".encode(), "a.txt")


def test_a_zip_bomb_is_refused_by_its_ratio():
    data = zipped([("word/document.xml", b"0" * (40 * 1024 * 1024))])
    assert len(data) < 200_000
    with pytest.raises(DecompressionBomb):
        read_document(data, "a.docx")


def test_a_zip_of_too_many_entries_is_refused(monkeypatch):
    monkeypatch.setattr(safety, "MAX_ENTRIES", 3)
    data = zipped([(f"word/{i}.xml", b"x") for i in range(4)])
    with pytest.raises(DecompressionBomb):
        read_document(data, "a.docx")


def test_an_entry_that_lies_about_its_size_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(safety, "MAX_PART", 1000)
    with (
        zipfile.ZipFile(io.BytesIO(zipped([("a", b"x" * 5000)]))) as archive,
        pytest.raises(DecompressionBomb),
    ):
        safety.read_part(archive, "a")


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word/../../evil.xml"])
def test_paths_out_of_the_package_are_refused(name):
    with pytest.raises(CorruptFile):
        read_document(zipped([("word/document.xml", b"x"), (name, b"x")]), "a.docx")


def test_entity_expansion_is_refused():
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(CorruptFile):
        read_document(zipped([("word/document.xml", bomb)]), "a.docx")


def test_a_cut_off_zip_is_a_corrupt_file(docx):
    data = docx("<w:p><w:r><w:t>文</w:t></w:r></w:p>")
    with pytest.raises(CorruptFile):
        read_document(data[: len(data) // 2], "a.docx")


def test_a_damaged_entry_is_a_corrupt_file():
    data = bytearray(zipped([("word/document.xml", b"<w:document/>" * 50)], zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    with pytest.raises(CorruptFile):
        read_document(bytes(data), "a.docx")


def test_an_encrypted_zip_entry_needs_a_password():
    data = bytearray(zipped([("word/document.xml", b"x")]))
    central = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    with pytest.raises(EncryptedFile):
        read_document(bytes(data), "a.docx")


def test_whatever_goes_wrong_in_a_reader_is_a_corrupt_file(monkeypatch):
    def broken(data, filename):
        raise ZeroDivisionError("inside")

    monkeypatch.setitem(formats.FORMATS, ".txt", broken)
    with pytest.raises(CorruptFile) as caught:
        read_document(b"text", "a.txt")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_markup_nested_too_deep_to_be_read_in_full_is_refused():
    page = "<div>" * 5000 + "本办法自公布之日起施行。" + "</div>" * 5000
    with pytest.raises(CorruptFile):
        read_document(page.encode(), "a.html")
