"""Folding (归一): text without what an edit of the form changes: blanks, width, quotation marks."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_MARKS = str.maketrans(dict.fromkeys("“”„‟〝〞＂", '"') | dict.fromkeys("‘’‚‛", "'"))


def fold(text: str) -> str:
    """归一: no blanks, half-width letters, digits and punctuation, straight quotation marks."""
    return unicodedata.normalize("NFKC", _BLANKS.sub("", text)).translate(_MARKS)
