"""Office reader (旧版文档读取): doc, wps, rtf and dot converted, then read as docx."""

from __future__ import annotations

from dataclasses import replace

from corpus.document import Unread, UnreadKind
from corpus.errors import EncryptedFile, UnsupportedFormat
from corpus.formats.office.libreoffice import find_soffice, to_docx
from corpus.formats.reading import Reading
from corpus.formats.safety import check_size
from corpus.formats.word import read_docx

SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 后上传"
_WITHOUT = "，本机没有安装 LibreOffice，不能转换。"
_RTF = b"{\\rtf"
_SECTOR = 512
_WORD_97 = b"\xec\xa5"
_FLAGS_AT = 10
_ENCRYPTED = 0x0100


def read_office(data: bytes, filename: str) -> Reading:
    """读取旧版文档: converted by LibreOffice; the review says so.

    Raises:
        UnsupportedFormat: LibreOffice is not installed.
        EncryptedFile: a Word file with a password to open it.
        ConversionFailed: LibreOffice did not finish.
        CorruptFile: it could not open the file.
        FileTooLarge, DecompressionBomb: what came out is too large.
    """
    rich = data.startswith(_RTF)
    name = "RTF 文件" if rich else "旧版 Word 文档（doc）或 WPS 文字（wps）"
    if not rich and _is_encrypted(data):
        raise EncryptedFile("Word 文件设有打开密码")
    soffice = find_soffice()
    if soffice is None:
        raise UnsupportedFormat(f"这是{name}{_WITHOUT}{SAVE_AS}")
    converted = to_docx(data, ".rtf" if rich else ".doc", soffice)
    check_size(converted)
    reading = read_docx(converted, filename)
    note = f"原件是{name}，经 LibreOffice 转换后审查；版式和自动编号可能有出入，请对照原件"
    notice = Unread(UnreadKind.OTHER, note)
    return replace(reading, format="rtf" if rich else "doc", unread=(notice, *reading.unread))


def _is_encrypted(data: bytes) -> bool:
    """Look at the file information block of Word 97–2003, which opens a sector."""
    for at in range(_SECTOR, min(len(data), 64 * 1024 * 1024), _SECTOR):
        if data[at : at + 2] == _WORD_97 and len(data) >= at + _FLAGS_AT + 2:
            flags = int.from_bytes(data[at + _FLAGS_AT : at + _FLAGS_AT + 2], "little")
            return bool(flags & _ENCRYPTED)
    return False
