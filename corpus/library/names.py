"""Names of instruments (名称): one key for all spellings of a law's name or document number."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s《》〈〉<>「」『』“”\"‘’'　]+")
STATE = "中华人民共和国"
"""国名, which names of laws may leave out."""
_VERSION = re.compile(
    r"[（(](?=[^（）()]*(?:修订|修正|修改|公布|发布|通过|施行|[版本]$|[版本][）)]))[^（）()]*[）)]$"
)
_BRACKETS = str.maketrans("[]【】〔〕﹝﹞{}", "()()()()()")


def name_key(name: str) -> str:
    """名称键: what all spellings of one name share.

    Drops blanks, quotes, title brackets of both kinds and 中华人民共和国; unifies brackets.
    """
    plain = _DROPPED.sub("", _folded(name))
    return plain.replace(STATE, "") or plain


def without_version(name: str) -> str:
    """去掉版本括注: the name without a trailing （2023年修订）; （试行） and （一） stay."""
    return _VERSION.sub("", name.strip().rstrip("》"))


def short_name(name: str) -> str:
    """简称: the name without a leading 中华人民共和国."""
    return name.removeprefix(STATE) or name


def number_key(number: str) -> str:
    """文号键: a document number with brackets, blanks and the state's name unified."""
    plain = re.sub(r"\s+", "", _folded(number))
    return plain.replace(STATE, "").replace(")第", ")")


def _folded(text: str) -> str:
    """Fold full-width forms, and brackets of all shapes into round ones."""
    return unicodedata.normalize("NFKC", text).translate(_BRACKETS)
