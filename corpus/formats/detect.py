"""Detection (格式识别): what a file really is, by its first bytes and then by its name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from corpus.errors import CorruptFile, EncryptedFile, UnsupportedArchive, UnsupportedFormat
from corpus.formats.office.reader import SAVE_AS
from corpus.formats.safety import open_zip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p)\b", re.I)
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
_HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
_READ = (
    *_TEXT_SUFFIXES, *_HTML_SUFFIXES, *_WORD_SUFFIXES, *_SHEET_SUFFIXES, *_IMAGE_SUFFIXES,
    ".pdf", ".ofd", ".rtf",
)  # fmt: skip

_SAVE_SHEET = "请用 Excel 或 WPS 打开，另存为 xlsx 后上传"
# first bytes → the suffix whose reader fits
_READABLE: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"BM", ".bmp"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
# first bytes → what archive it is
_PACKED: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", "这是 RAR 压缩包"),
    (b"7z\xbc\xaf", "这是 7z 压缩包"),
    (b"\x1f\x8b", "这是 gzip 压缩包"),
    (b"BZh", "这是 bzip2 压缩包"),
    (b"\xfd7zXZ", "这是 xz 压缩包"),
)
# an entry of the zip → what the container is
_CONTAINERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.bin", f"这是二进制 Excel 表格（xlsb）。{_SAVE_SHEET}"),
    ("ppt/presentation.xml", "这是 PowerPoint 演示文稿。请把要审查的文字复制到 docx 后上传"),
    ("content.xml", f"这是 OpenDocument 文件。{SAVE_AS}"),
)
# a stream of the OLE compound file (UTF-16) → what it is
_STREAMS: tuple[tuple[str, str], ...] = (
    ("Workbook", f"这是旧版 Excel 表格（xls）或 WPS 表格（et）。{_SAVE_SHEET}"),
    ("PowerPoint Document", "这是旧版演示文稿（ppt）。请把要审查的文字复制到 docx 后上传"),
)
# suffix of a file with no telling first bytes → what to do
_BY_SUFFIX: dict[str, str] = {
    ".doc": f"扩展名是 doc，但内容不是可识别的 Word 文档。{SAVE_AS}",
    ".dot": f"扩展名是 dot，但内容不是可识别的 Word 模板。{SAVE_AS}",
    ".wps": f"扩展名是 wps，但内容不是可识别的 WPS 文字。{SAVE_AS}",
    ".xls": f"扩展名是 xls，但内容不是可识别的表格。{_SAVE_SHEET}",
    ".et": f"扩展名是 et，但内容不是可识别的表格。{_SAVE_SHEET}",
    ".mht": f"这是单文件网页（mht）。{SAVE_AS}",
    ".mhtml": f"这是单文件网页（mhtml）。{SAVE_AS}",
    ".xml": f"这是 XML 文件。{SAVE_AS}",
}


def suffix_of(filename: str) -> str:
    """扩展名: the lower-case ending with its dot, "" without one."""
    return PurePosixPath(filename.replace("\\", "/")).suffix.lower()


def detect(data: bytes, filename: str) -> str:
    """识别格式: the suffix whose reader fits the content, whatever the name says.

    Raises:
        UnsupportedFormat: a known kind that has no reader; the detail says what to do.
        EncryptedFile: a password-protected Office file.
        CorruptFile: the content contradicts the name.
    """
    suffix = suffix_of(filename)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _detect_zip(data, suffix)
    if data.startswith(_OLE):
        return _detect_ole(data)
    if b"%PDF-" in data[:1024] and not _HTML.search(data[:64]):
        return ".pdf"
    for magic, kind in _READABLE:
        if data.startswith(magic) and not (magic == b"BM" and b"\0" not in data[:64]):
            return kind
    for magic, detail in _PACKED:
        if data.startswith(magic):
            raise UnsupportedArchive(detail)
    if data[257:262] == b"ustar":
        raise UnsupportedArchive("这是 tar 归档")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return _detect_text(data, suffix)


def _detect_zip(data: bytes, suffix: str) -> str:
    with open_zip(data) as archive:
        names = {entry.filename for entry in archive.infolist()}
    if any(name.startswith("word/") and name.endswith(".xml") for name in names):
        return suffix if suffix in _WORD_SUFFIXES else ".docx"
    if any(name.casefold() == "ofd.xml" for name in names):
        return ".ofd"
    for name, detail in _CONTAINERS:
        if name in names:
            raise UnsupportedFormat(detail)
    if any(name.startswith("xl/") and name.endswith(".xml") for name in names):
        return ".xlsx"
    if suffix in _SHEET_SUFFIXES:
        raise CorruptFile("缺少 Excel 工作簿部件")
    if suffix in _WORD_SUFFIXES or not names:
        raise CorruptFile("缺少 Word 正文部件")
    raise UnsupportedFormat("这是 ZIP 压缩包。请解压后上传其中的文件")


def _detect_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile("Office 文件设有打开密码")
    if "WordDocument".encode("utf-16-le") in data:
        return ".doc"
    for stream, detail in _STREAMS:
        if stream.encode("utf-16-le") in data:
            raise UnsupportedFormat(detail)
    raise UnsupportedFormat(f"这是旧版 Office 文件。{SAVE_AS}")


def _detect_text(data: bytes, suffix: str) -> str:
    head = data[:2048].replace(b"\0", b"")
    if b'progid="Word.Document"' in head or b"schemas.microsoft.com/office/word/2003" in head:
        raise UnsupportedFormat(f"这是 Word 2003 XML 文件。{SAVE_AS}")
    if b'progid="Excel.Sheet"' in head or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise UnsupportedFormat(f"这是 Excel 2003 XML 表格。{_SAVE_SHEET}")
    if head.lstrip().lower().startswith(b"mime-version:"):
        raise UnsupportedFormat(f"这是单文件网页（mht）。{SAVE_AS}")
    if suffix in (*_TEXT_SUFFIXES, *_HTML_SUFFIXES, ".csv"):
        return suffix
    if _HTML.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")) and suffix != ".xml":
        return ".html"
    if suffix in _BY_SUFFIX:
        raise UnsupportedFormat(_BY_SUFFIX[suffix])
    if suffix in _READ:
        raise CorruptFile(f"扩展名是 {suffix[1:]}，内容却不是")
    raise UnsupportedFormat(f"扩展名 {suffix or '（无）'}")
