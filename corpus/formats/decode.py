"""Decoding (解码): bytes of a text file to characters, with the encodings Chinese offices use."""

from __future__ import annotations

import re

from corpus.errors import CorruptFile, UnknownEncoding

_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CANDIDATES = ["gb18030", "big5"]
_SAMPLE = 256 * 1024
_ODD_SHARE = 0.05
_DAMAGED = 0.002
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_COMMON = frozenset(
    "的一是在和有不人中大为上国我以到他会作地于要出就分对成可主生年动同工也能下过子说产"
    "第条章款项应当依法规定管理办法合同甲方乙方政府机关部门单位公司责任元日月本"
)
_COMMON_TRADITIONAL = frozenset(
    "國會為這個們條規應當機關務與於發業產後對開電時長門實現經過動學點體頁單"
)


def decode(data: bytes, *, declared: str = "") -> str:
    """解码: the characters of a text file, without a byte order mark.

    Tries the byte order mark, UTF-8, the pattern of NUL bytes of UTF-16, the `declared` encoding,
    and then GB18030 and Big5 by what the text looks like.

    A few broken bytes in UTF-8 or GB18030 are let pass as U+FFFD.

    Raises:
        CorruptFile: binary content under the name of a text.
        UnknownEncoding: no encoding gives readable text.
    """
    text = _by_mark(data)
    if text is None:
        text = _strictly(data, "utf-8")
    if text is None or "\0" in text:
        text = _by_nul_pattern(data) or text
    if text is None and data[:_SAMPLE].count(0) == 0:
        text = _nearly(data, "utf-8-sig") or _by_content(data, declared)
        if text is None:
            raise UnknownEncoding
    if text is None or _odd_share(text) > _ODD_SHARE or text.count("\0") > _DAMAGED * len(text):
        raise CorruptFile("内容是二进制数据，不是文本")
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    return None


def _by_nul_pattern(data: bytes) -> str | None:
    """UTF-16 without a mark: line ends and ASCII leave NULs on one side only."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(data, encoding)
    return text if text is not None and _odd_share(text) < _ODD_SHARE / 5 else None


def _nearly(data: bytes, encoding: str) -> str | None:
    """Text with a few broken bytes; each becomes U+FFFD, which the document's notes count."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    sound = len(data) - len(text) > 50 * broken  # bytes of whole characters beyond ASCII
    return text if sound and broken <= max(3, _DAMAGED * len(text)) else None


def _by_content(data: bytes, declared: str) -> str | None:
    found = {name: text for name in _CANDIDATES if (text := _strictly(data, name)) is not None}
    scored = {name: _likeness(text) for name, text in found.items()}
    best = max(scored, key=lambda name: scored[name], default=None)
    if best is not None and scored[best] > 0:
        return found[best]
    guessed = _strictly(data, declared) if declared else None
    if guessed is not None:
        return guessed
    damaged = _nearly(data, "gb18030")
    return damaged if damaged and _likeness(damaged) > 0 else _by_detector(data)


def _by_detector(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE], cp_isolation=["gb18030", "big5", "utf_16", "utf_8"]).best()
    text = _strictly(data, match.encoding) if match is not None else None
    return text if text is not None and _likeness(text) >= 0 else None


def _likeness(text: str) -> float:
    """How much like Chinese prose: share of everyday characters less three times the odd ones."""
    sample = text[:20000]
    wide = [char for char in sample if char > "\x7f"]
    if not wide:
        return 0.0
    common = sum(
        char in _COMMON or char in _COMMON_TRADITIONAL or char in "，。、；：《》（）“”"
        for char in wide
    )
    return common / len(wide) - 3 * _odd_share(sample) - 0.03


def _odd_share(text: str) -> float:
    return len(_ODD.findall(text)) / max(len(text), 1)
