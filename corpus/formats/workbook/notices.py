"""Notices (未读提示): what a workbook holds beside the text that is reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import SourceAnchor, Unread, UnreadKind

_NOTES: dict[str, tuple[UnreadKind, str]] = {
    "sheet": (UnreadKind.OTHER, "{} 张隐藏的工作表未纳入审查（{}）"),
    "row": (UnreadKind.OTHER, "{} 行隐藏的内容未纳入审查（{}）"),
    "column": (UnreadKind.OTHER, "{} 列隐藏的内容未纳入审查（{}）"),
    "formula": (
        UnreadKind.FORMULA,
        "{} 个公式没有保存计算结果，未读取（{}）；请用 Excel 或 WPS 打开、保存后重新上传",
    ),
    "error": (UnreadKind.FORMULA, "{} 个公式的结果是错误值，请人工核对（{}）"),
    "image": (UnreadKind.IMAGE, "{} 张图片未读取，图中文字不在审查范围内（{}）"),
    "textbox": (UnreadKind.TEXTBOX, "{} 个文本框未读取（{}）"),
    "object": (UnreadKind.EMBEDDED, "{} 个图表或嵌入对象未读取（{}）"),
    "comment": (UnreadKind.COMMENT, "{} 条批注未纳入审查（{}）"),
    "header": (UnreadKind.HEADER, "{} 处页眉页脚未纳入审查（{}）"),
}
_SHOWN = 5


@dataclass(slots=True)
class Tally:
    """计数: what was met and not read; `where` names the first places (工作表 or 单元格)."""

    counts: dict[str, int] = field(default_factory=dict)
    where: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, SourceAnchor] = field(default_factory=dict)

    def add(self, what: str, where: str, place: SourceAnchor | None = None, count: int = 1) -> None:
        """Count more; `what` is a key of the table of notes."""
        if not count:
            return
        self.counts[what] = self.counts.get(what, 0) + count
        named = self.where.setdefault(what, [])
        if len(named) <= _SHOWN and where not in named:
            named.append(where)
        if place is not None:
            self.places.setdefault(what, place)

    def unread(self) -> Iterator[Unread]:
        """Yield one notice a kind."""
        for what, (kind, note) in _NOTES.items():
            if count := self.counts.get(what, 0):
                named = self.where[what]
                shown = "、".join(named[:_SHOWN]) + ("等" if len(named) > _SHOWN else "")
                yield Unread(kind, note.format(count, shown), count, self.places.get(what))
