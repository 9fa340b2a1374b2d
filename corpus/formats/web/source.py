"""Page source (网页源码): where the words of a parsed page stand in the decoded source."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>|<[!/?A-Za-z][^>]*>"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});?)",
    re.S | re.I,
)
_WINDOW = 200_000


class PageSource:
    """网页源码: the source without its markup, entities resolved, with the way back."""

    def __init__(self, source: str) -> None:
        parts: list[str] = []
        self._starts: list[int] = []  # of each stretch in the plain text
        self._origins: list[int] = []  # in the source; negative for stretches that were changed
        self._length = 0
        at = 0
        for found in _MARKUP.finditer(source):
            self._add(parts, source[at : found.start()], at)
            changed = html.unescape(found[0]) if found["entity"] else "\0"
            self._add(parts, changed, -1)
            at = found.end()
        self._add(parts, source[at:], at)
        self.plain = "".join(parts)

    def _add(self, parts: list[str], text: str, origin: int) -> None:
        if text:
            parts.append(text)
            self._starts.append(self._length)
            self._origins.append(origin)
            self._length += len(text)

    def find(self, words: str, cursor: int) -> int:
        """Return where `words` next stand in the plain text, -1 if nowhere near."""
        return self.plain.find(words, cursor, cursor + _WINDOW + len(words))

    def offset(self, position: int, length: int) -> int | None:
        """Return the source offset of a stretch of the plain text, None where markup cuts it."""
        index = bisect_right(self._starts, position) - 1
        end = self._starts[index + 1] if index + 1 < len(self._starts) else self._length
        if index < 0 or self._origins[index] < 0 or position + length > end:
            return None
        return self._origins[index] + position - self._starts[index]
