"""Page furniture (页眉页脚): page numbers and running heads, found by place and repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.formats.layout.line import Line

_EDGE = 0.12
_REPEATED_LEAST = 3
_REPEATED_SHARE = 0.4
_DASH = "[-—–―－一_~·•.]"
_PAGE_NUMBER = re.compile(
    rf"(?:{_DASH}\s*)*(?:[0-9０-９]{{1,4}}|[IVXivx]{{1,5}})(?:\s*{_DASH})*"
    r"|第\s*[0-9０-９一二三四五六七八九十]+\s*页(?:[\s/／,，、（(]*共?\s*[0-9０-９一二三四五六七八九十]+\s*页[）)]?)?"
    r"|[0-9０-９]{1,4}\s*[/／]\s*[0-9０-９]{1,4}"
    r"|page\s*\d+(?:\s*of\s*\d+)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """分拣结果: the lines of the text, and the running heads that were taken out."""

    body: tuple[Line, ...]
    heads: tuple[str, ...]


def sort_out(pages: Sequence[tuple[float, Sequence[Line]]]) -> Sorted:
    """分拣: part the text from page numbers and running heads; each page comes with its height.

    A page number goes when it is the outermost line; other lines go when they stand at the edge
    of at least three pages, and of two in five, but for their digits the same.
    """
    counts = Counter(
        key for height, lines in pages for key in {_key(s) for s in lines if _at_edge(s, height)}
    )
    least = max(_REPEATED_LEAST, _REPEATED_SHARE * len(pages))
    repeated = {key for key, count in counts.items() if count >= least}
    body: list[Line] = []
    heads: dict[str, str] = {}
    for height, lines in pages:
        outermost = _outermost(lines)
        for line in lines:
            edge = _at_edge(line, height)
            if edge and line in outermost and _PAGE_NUMBER.fullmatch(line.words):
                continue
            if edge and _key(line) in repeated:
                if not _PAGE_NUMBER.fullmatch(line.words):
                    heads.setdefault(_key(line), line.words)
                continue
            body.append(line)
    return Sorted(tuple(body), tuple(heads.values()))


def _outermost(lines: Sequence[Line]) -> list[Line]:
    if not lines:
        return []
    return [max(lines, key=lambda s: s.top), min(lines, key=lambda s: s.bottom)]


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))
