"""OCR notices (识别提示): every recognised page is named, with how sure the recogniser was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import SourceAnchor, Unread, UnreadKind
from corpus.formats.layout import page_numbers
from corpus.formats.ocr.pages import DOUBTFUL, RecognisedPage

_NAMED = 5
_SHOWN = 20


def recognised_notices(pages: Sequence[RecognisedPage]) -> Iterator[Unread]:
    """识别提示: one notice for the pages without doubts, one for each page with some."""
    sure = [page for page in pages if page.lines and not page.doubts]
    if sure:
        mean = sum(page.confidence for page in sure) / len(sure)
        least = min(page.confidence for page in sure)
        lowest = f"（最低一页 {least:.2f}）" if len(sure) > 1 else ""
        yield _notice(sure, f"平均置信度 {mean:.2f}{lowest}，请对照原件")
    for page in pages:
        if page.doubts:
            named = "；".join(f"第 {d.number} 行“{_short(d.text)}”" for d in page.doubts[:_NAMED])
            more = "等" if len(page.doubts) > _NAMED else ""
            yield _notice(
                [page],
                f"平均置信度 {page.confidence:.2f}；{len(page.doubts)} 行低于 {DOUBTFUL:.2f}，"
                f"请对照原件：{named}{more}",
            )
    empty = [page for page in pages if not page.lines]
    if empty:
        yield _notice(empty, "没有识别出文字，未纳入审查")


def _notice(pages: Sequence[RecognisedPage], words: str) -> Unread:
    numbers = page_numbers(page.number for page in pages)
    place = SourceAnchor("page", page=pages[0].number)
    return Unread(UnreadKind.PAGE, f"第 {numbers} 页：文字识别，{words}", 1, place)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
