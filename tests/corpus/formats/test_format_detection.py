"""A file is what its first bytes say; its name only helps."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.errors import CorruptFile, EncryptedFile, ScannedDocument, UnsupportedFormat
from corpus.formats import read_document
from corpus.formats.detect import detect

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(stream):
    return OLE + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 64


def archive(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "error", "words"),
    [
        (ole("WordDocument"), "a.doc", UnsupportedFormat, "另存为 docx"),
        (ole("WordDocument"), "a.wps", UnsupportedFormat, "WPS"),
        (ole("WordDocument"), "a.docx", UnsupportedFormat, "旧版 Word"),
        (ole("WordDocument"), "a.dot", UnsupportedFormat, "LibreOffice"),
        (ole("Workbook"), "a.xls", UnsupportedFormat, "Excel"),
        (ole("PowerPoint Document"), "a.ppt", UnsupportedFormat, "演示文稿"),
        (ole("EncryptedPackage"), "a.docx", EncryptedFile, "密码"),
        (archive("xl/workbook.bin", "xl/theme/theme1.xml"), "a.xlsb", UnsupportedFormat, "xlsb"),
        (archive("材料.txt"), "a.xlsx", CorruptFile, "工作簿"),
        (archive("ppt/presentation.xml"), "a.pptx", UnsupportedFormat, "PowerPoint"),
        (archive("content.xml", "mimetype"), "a.odt", UnsupportedFormat, "OpenDocument"),
        (archive("材料.txt"), "a.zip", UnsupportedFormat, "解压"),
        (archive("材料.txt"), "a.docx", CorruptFile, "正文"),
        (b"{\\rtf1 x}", "a.rtf", UnsupportedFormat, "RTF"),
        (b"{\\rtf1 x}", "a.doc", UnsupportedFormat, "RTF"),
        (b"\x89PNG\r\n\x1a\n", "a.png", ScannedDocument, "fashen[ocr]"),
        (b"\xff\xd8\xff\xe0", "a.jpg", ScannedDocument, "图片"),
        (b"II*\0", "a.tif", ScannedDocument, "图片"),
        (b"Rar!\x1a\x07", "a.rar", UnsupportedFormat, "RAR"),
        (b"MIME-Version: 1.0\n", "a.doc", UnsupportedFormat, "mht"),
        ("普通文字".encode(), "a.docx", CorruptFile, "内容却不是"),
        ("普通文字".encode(), "a.pdf", CorruptFile, "内容却不是"),
        ("普通文字".encode(), "a.png", CorruptFile, "扩展名是 png，内容却不是"),
        ("普通文字".encode(), "a.webp", CorruptFile, "内容却不是"),
        ("普通文字".encode(), "a.doc", UnsupportedFormat, "docx"),
        ("普通文字".encode(), "a", UnsupportedFormat, "（无）"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_what_to_do(data, name, error, words, bare_machine):
    with pytest.raises(error) as caught:
        read_document(data, name)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7 ...", "a.docx", ".pdf"),
        (archive("word/document.xml"), "a.txt", ".docx"),
        (archive("word/document.xml"), "a.docm", ".docm"),
        (b"<html><body>x", "a.doc", ".html"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "a", ".html"),
        (b"text", "dir.v2/A.TXT", ".txt"),
        (b"# x", "a.markdown", ".markdown"),
        (b"BMW", "a.txt", ".txt"),
        (archive("OFD.xml"), "a.zip", ".ofd"),
        (archive("xl/workbook.xml"), "a.et", ".xlsx"),
        (archive("xl/workbook.xml"), "a.docx", ".xlsx"),
        (b"a,b", "a.csv", ".csv"),
        (ole("WordDocument"), "a.wps", ".doc"),
        (b"{\\rtf1 x}", "a.doc", ".rtf"),
        (b"II*\0", "a.pdf", ".tif"),
    ],
)
def test_content_decides_before_the_name(data, name, expected):
    assert detect(data, name) == expected


def test_a_docx_under_the_name_of_a_doc_is_read(docx):
    data = docx("<w:p><w:r><w:t>其实是新格式</w:t></w:r></w:p>")
    assert read_document(data, "旧名.doc").text == "其实是新格式"
