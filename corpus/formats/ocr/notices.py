"""OCR notices (识别提示): every recognised page is named, with how sure the recogniser was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Unread, UnreadKind
from corpus.formats.layout import page_notice
from corpus.formats.ocr import pages as limits
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
            yield _doubtful(page)
    if empty := [page for page in pages if not page.lines]:
        yield _notice(empty, "没有识别出文字，未纳入审查")
    for page in pages:
        if page.frames:
            words = f"的图片另有 {page.frames} 帧（动画或多页）未读取，不在审查范围内"
            yield page_notice(UnreadKind.IMAGE, [page.number], words, page.frames)


def over_limit(pages: Sequence[int]) -> Iterator[Unread]:
    """超限提示: the pages, numbered from 1, beyond what is recognised of one file."""
    if pages:
        words = f"没有识别：一份文件最多识别 {limits.MAX_PAGES} 页，未纳入审查，请拆分后另行上传"
        yield page_notice(UnreadKind.PAGE, pages, words)


def _doubtful(page: RecognisedPage) -> Unread:
    named = "；".join(f"第 {d.number} 行“{_short(d.text)}”" for d in page.doubts[:_NAMED])
    more = "等" if len(page.doubts) > _NAMED else ""
    return _notice(
        [page],
        f"平均置信度 {page.confidence:.2f}；{len(page.doubts)} 行低于 {DOUBTFUL:.2f}，"
        f"请对照原件：{named}{more}",
    )


def _notice(pages: Sequence[RecognisedPage], words: str) -> Unread:
    return page_notice(UnreadKind.PAGE, [page.number for page in pages], f"：文字识别，{words}")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
