"""Text files are decoded as Chinese offices write them."""

from __future__ import annotations

import pytest

from corpus.errors import CorruptFile, UnknownEncoding
from corpus.formats import read_document
from corpus.formats.decode import decode

TEXT = "第一条 为了规范本县停车场管理，依照有关规定，制定本办法。"
TRADITIONAL = "第一條 為了規範本縣停車場管理，依照有關規定，制定本辦法。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_usual_encodings_are_recognised(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_shows_by_its_line_ends(encoding):
    assert decode((TEXT + "\n1\n").encode(encoding)) == TEXT + "\n1\n"


def test_big5_is_told_from_gb18030():
    assert decode((TRADITIONAL * 3).encode("big5")) == TRADITIONAL * 3


def test_a_false_declaration_is_overruled():
    assert decode(TEXT.encode("gb18030"), declared="big5") == TEXT
    assert decode(TEXT.encode("utf-8"), declared="gb2312") == TEXT


def test_four_byte_gb18030_characters_survive():
    assert decode((TEXT + "㐂𠀀").encode("gb18030")).endswith("㐂𠀀")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_are_shown_and_counted(encoding):
    data = bytearray((TEXT * 20).encode(encoding))
    data[30] = 0xFF
    document = read_document(bytes(data), "a.txt")
    assert "\ufffd" in document.text
    assert [(u.kind, u.count > 0) for u in document.unread] == [("other", True)]


def test_a_stray_nul_byte_is_no_reason_to_refuse_a_text():
    text = TEXT * 20
    assert read_document((text[:50] + "\0" + text[50:]).encode(), "a.txt").text == text


def test_plain_ascii_is_text():
    assert decode(b"No. 5, item (a)\n") == "No. 5, item (a)\n"


def test_binary_content_is_a_corrupt_file():
    with pytest.raises(CorruptFile):
        read_document(bytes(range(256)) * 20, "x.txt")


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises((UnknownEncoding, CorruptFile)) as caught:
        decode(b"\xff\x81\xfe\xff\x80\xff" * 50)
    assert caught.value.code in ("E103", "E109")
