"""Picture pages (图片页): pages without words are recognised; their own few words are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import ReadError
from corpus.formats.layout import Line
from corpus.formats.ocr import RecognisedPage, recognise_page
from corpus.formats.ofd.document import OfdPage
from corpus.formats.ofd.package import OfdPackage
from corpus.formats.ofd.sheet import extent, lay_out


@dataclass(frozen=True, slots=True)
class PicturePage:
    """图片页: what was recognised, None if no picture could be opened; all lines, its own too.

    `unread` counts the pictures that could not be opened, `error` says why the first could not.
    """

    recognised: RecognisedPage | None
    lines: tuple[Line, ...]
    unread: int
    error: ReadError | None


def recognise_pictures(
    package: OfdPackage, page: OfdPage, own: Sequence[Line], height: float
) -> PicturePage:
    """识别图片页: `own` are the lines of its text objects, `height` (millimetres) is theirs.

    Raises:
        DecompressionBomb: see `lay_out`.
    """
    sheet = lay_out(package, page, (extent(page)[0], height))
    if sheet.image is None:
        return PicturePage(None, tuple(own), sheet.unread, sheet.error)
    found = recognise_page(sheet.image, page.number, sheet.dpi)
    lines = _woven(found.lines, own)
    numbers = {id(line): number for number, line in enumerate(lines, 1)}
    doubts = tuple(
        replace(doubt, number=numbers[id(found.lines[doubt.number - 1])]) for doubt in found.doubts
    )
    recognised = replace(found, doubts=doubts, frames=sheet.frames)
    return PicturePage(recognised, lines, sheet.unread, sheet.error)


def _woven(lines: Sequence[Line], own: Sequence[Line]) -> tuple[Line, ...]:
    """Put each of the page's own lines before the first recognised one that is lower."""
    woven = list(lines)
    for line in own:
        middle = (line.top + line.bottom) / 2
        lower = (at for at, other in enumerate(woven) if other.top < middle)
        woven.insert(next(lower, len(woven)), line)
    return tuple(woven)
