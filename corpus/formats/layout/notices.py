"""Page notices (版面未读提示): what every page format says about what it left out, in one wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import SourceAnchor, Unread, UnreadKind
from corpus.formats.layout.blocks import page_numbers

_SHOWN = 60


def page_notice(
    kind: UnreadKind, pages: Sequence[int], words: str, count: int | None = None
) -> Unread:
    """页面提示: what `words` say of these pages (at least one, numbered from 1, in order).

    It counts the pages, unless `count` says what else was left out.
    """
    place = SourceAnchor("page", page=pages[0])
    note = f"第 {page_numbers(pages)} 页{words}"
    return Unread(kind, note, len(pages) if count is None else count, place)


def pictures_unread(pages: Sequence[int], count: int) -> Iterator[Unread]:
    """图片提示: so many pictures on these pages; none without pages."""
    if pages:
        words = f"有 {count} 张图片未读取，图中文字不在审查范围内"
        yield page_notice(UnreadKind.IMAGE, pages, words, count)


def heads_unread(heads: Sequence[str]) -> Iterator[Unread]:
    """页眉页脚提示: the running heads and feet that were taken out; none without any."""
    if heads:
        shown = "；".join(head[:_SHOWN] for head in heads)
        yield Unread(UnreadKind.HEADER, f"页眉页脚未纳入审查：{shown}", len(heads))
