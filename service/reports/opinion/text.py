"""Text (文字): pieces of drafts and statutes made fit for a line of an official document."""

from __future__ import annotations

import re

from corpus.numbering import format_number
from service.reports.wording import in_words

_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_LINES = re.compile(r"[ \u3000]*[\n\u2028\u2029]+[ \u3000]*")
_STOPS = "。；！？"
BLANK = "\u3000"


def flat(text: str) -> str:
    """一行: line breaks closed up, cells of a table apart, nothing that XML or a reader cannot take.

    Words of two Latin lines stay apart.
    """
    one = _LINES.sub(_joint, _UNFIT.sub("", text.strip().replace("\r\n", "\n").replace("\r", "\n")))
    return re.sub(r"\s*\t\s*", BLANK, one)


def excerpt(text: str, limit: int) -> str:
    """节录: whole sentences up to `limit` characters, then ……; at least one piece."""
    line = flat(text)
    if len(line) <= limit:
        return line
    end = max(line.rfind(stop, 0, limit) for stop in _STOPS) + 1
    return f"{line[: end if end > limit // 3 else limit]}……"


def ordinal(number: int) -> str:
    """序号: （一）, （二） …."""
    return f"（{format_number(number)}）"


def sentence(text: str) -> str:
    """句子: with a full stop at its end, and only one; days as documents write them."""
    line = in_words(flat(text)).rstrip("。；;，,")
    return line if line.endswith(("！", "？", "……", "”")) or not line else f"{line}。"


def _joint(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1], found.string[found.end() :][:1]
    return " " if before.isascii() and after.isascii() and after else ""
