"""Notices (未读提示): counts of what a Word document holds beside its reviewed text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.document import SourceAnchor, Unread, UnreadKind
from corpus.formats.word.names import W

if TYPE_CHECKING:
    from lxml import etree

_NOTES: dict[str, tuple[UnreadKind, str]] = {
    "image": (UnreadKind.IMAGE, "{} 张图片未读取，图中文字不在审查范围内"),
    "formula": (UnreadKind.FORMULA, "{} 个公式未读取，请人工核对"),
    "object": (UnreadKind.EMBEDDED, "{} 个嵌入对象（附件、表格等）未读取"),
    "chart": (UnreadKind.EMBEDDED, "{} 个图表或智能图形未读取"),
    "chunk": (UnreadKind.EMBEDDED, "{} 处外部内容（altChunk、子文档）未读取"),
    "hidden": (UnreadKind.OTHER, "{} 处隐藏文字未纳入审查"),
    "symbol": (UnreadKind.OTHER, "{} 个特殊字体符号无法识别，以 □ 代替"),
    "contents": (UnreadKind.OTHER, "自动生成的目录（{} 行）未纳入审查"),
    "comment": (UnreadKind.COMMENT, "{} 条批注未纳入审查"),
    "missing_note": (UnreadKind.FOOTNOTE, "{} 处脚注或尾注缺少内容"),
}


@dataclass(slots=True)
class Tally:
    """计数: what was met and not read, with the place of the first one."""

    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, SourceAnchor] = field(default_factory=dict)

    def add(self, what: str, place: SourceAnchor | None = None, count: int = 1) -> None:
        """Count one more; `what` is a key of the table of notes."""
        self.counts[what] = self.counts.get(what, 0) + count
        if place is not None:
            self.places.setdefault(what, place)

    def unread(self) -> Iterator[Unread]:
        """Yield one notice a kind."""
        for what, (kind, note) in _NOTES.items():
            if count := self.counts.get(what, 0):
                yield Unread(kind, note.format(count), count, self.places.get(what))


def tracked_changes(roots: list[etree._Element]) -> Iterator[Unread]:
    """修订痕迹: how many insertions and deletions by how many authors."""
    inserted, deleted, authors = 0, 0, set()
    for root in roots:
        for name, into in (("ins", True), ("moveTo", True), ("del", False), ("moveFrom", False)):
            for element in root.iter(W + name):
                inserted += into
                deleted += not into
                authors.add(element.get(f"{W}author", ""))
    if inserted or deleted:
        note = (
            f"文件带修订痕迹：插入 {inserted} 处、删除 {deleted} 处，涉及 {len(authors)} 位作者；"
            "按接受全部修订后的文本审查"
        )
        yield Unread(UnreadKind.TRACKED_CHANGE, note, inserted + deleted)


def unknown_formats(formats: set[str]) -> Iterator[Unread]:
    """编号样式: automatic numbers in a style that could only be shown as 1, 2, 3."""
    if formats:
        note = f"自动编号样式 {'、'.join(sorted(formats))} 以阿拉伯数字代替，请对照原文"
        yield Unread(UnreadKind.NUMBERING, note, len(formats))
