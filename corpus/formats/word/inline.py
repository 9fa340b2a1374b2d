"""Inline content (段内内容): the runs of a paragraph as Word shows them, changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.document import Part, SourceAnchor
from corpus.formats.reading import Piece
from corpus.formats.word.names import DGM, MC, A, C, M, V, W, is_on
from corpus.formats.word.notices import Tally

if TYPE_CHECKING:
    from lxml import etree

_THROUGH_NAMES = "ins moveTo hyperlink smartTag customXml sdt sdtContent fldSimple bdo dir"
_THROUGH = frozenset(W + name for name in _THROUGH_NAMES.split())
_CHARS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# w:sym names a font and a place in it; these are the ones that forms and formulas use
_SYMBOLS: dict[str, dict[int, str]] = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0xA8: "□", 0x9F: "•",
        0xD8: "➢", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "√", 0x4F: "×", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x98: "•"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB0: "°", 0xB7: "•", 0xB8: "÷"},
}  # fmt: skip
_TEXTBOX = f"{W}txbxContent"


@dataclass(slots=True)
class Fields:
    """域状态: complex fields opened so far; between begin and separate nothing is shown."""

    shown: list[bool] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Take note of a begin, separate or end."""
        if kind == "begin":
            self.shown.append(False)
        elif kind == "separate" and self.shown:
            self.shown[-1] = True
        elif kind == "end" and self.shown:
            self.shown.pop()

    @property
    def visible(self) -> bool:
        """Whether text at this place shows."""
        return all(self.shown)


@dataclass(slots=True)
class Inline:
    """段内结果: the pieces, and the text boxes and notes anchored in the paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class InlineReader:
    """段内读取: reads the paragraphs of one XML part; field state runs on between them."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._fields = Fields()

    def read(self, paragraph: etree._Element, part: Part, index: int) -> Inline:
        """Return what a w:p shows."""
        runs = {run: i for i, run in enumerate(paragraph.iter(f"{W}r"))}
        result = Inline()
        self._walk(paragraph, SourceAnchor(part, paragraph=index), runs, result)
        return result

    def _walk(
        self,
        element: etree._Element,
        place: SourceAnchor,
        runs: dict[etree._Element, int],
        result: Inline,
    ) -> None:
        for item in element.iterchildren("*"):
            if item.tag == f"{W}r":
                _RunReader(self._tally, self._fields, place, runs, result).read(item)
            elif item.tag in _THROUGH:
                self._walk(item, place, runs, result)
            elif item.tag == f"{MC}AlternateContent":
                self._walk(chosen(item), place, runs, result)
            elif item.tag in (f"{M}oMath", f"{M}oMathPara"):
                self._tally.add("formula", place, max(len(list(item.iter(f"{M}oMath"))), 1))
            elif item.tag == f"{W}subDoc":
                self._tally.add("chunk", place)


class _RunReader:
    """Reads one run; nested runs (ruby) are read by a reader of their own."""

    def __init__(
        self,
        tally: Tally,
        fields: Fields,
        place: SourceAnchor,
        runs: dict[etree._Element, int],
        result: Inline,
    ) -> None:
        self._tally, self._fields, self._place = tally, fields, place
        self._runs, self._result = runs, result
        self._index: int | None = None
        self._offset = 0
        self._hidden = False

    def read(self, run: etree._Element) -> None:
        self._index = self._runs.get(run)
        self._hidden = is_on(run, "rPr", "vanish")
        if self._hidden and any(text.text for text in run.iter(f"{W}t")):
            self._tally.add("hidden", self._anchor())
        self._children(run)

    def _children(self, element: etree._Element) -> None:
        for item in element.iterchildren("*"):
            name = str(item.tag).removeprefix(W)
            if name == "t":
                self._stored(item.text or "")
            elif name in _CHARS:
                self._stored(_CHARS[name])
            elif name == "br":
                self._break(item)
            elif name == "sym":
                self._generated(self._symbol(item))
            elif name == "fldChar":
                self._fields.mark(item.get(f"{W}fldCharType", ""))
            else:
                self._other(item, name)

    def _other(self, item: etree._Element, name: str) -> None:
        if name in ("footnoteReference", "endnoteReference"):
            self._result.notes.append((name.removesuffix("Reference"), item.get(f"{W}id", "")))
        elif name in ("drawing", "pict", "object"):
            self._shape(item, name)
        elif item.tag == f"{MC}AlternateContent":
            self._children(chosen(item))
        elif name == "ruby":
            for run in item.iterfind(f"{W}rubyBase/{W}r"):
                _RunReader(self._tally, self._fields, self._place, self._runs, self._result).read(
                    run
                )

    def _anchor(self) -> SourceAnchor:
        place = self._place
        return SourceAnchor(place.part, place.paragraph, self._index, offset=self._offset)

    def _stored(self, text: str) -> None:
        """Text that stands in the run; hidden text is skipped but keeps its place."""
        if text and self._fields.visible and not self._hidden:
            self._result.pieces.append(Piece(text, self._anchor()))
        self._offset += len(text)

    def _generated(self, text: str) -> None:
        if text and self._fields.visible and not self._hidden:
            self._result.pieces.append(Piece(text, self._anchor(), verbatim=False))

    def _break(self, item: etree._Element) -> None:
        if item.get(f"{W}type", "textWrapping") == "textWrapping":
            self._stored("\n")
        else:
            self._generated("\n")

    def _symbol(self, item: etree._Element) -> str:
        code = item.get(f"{W}char", "")
        value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
        known = _SYMBOLS.get(item.get(f"{W}font", "").lower(), {})
        if (value & 0xFF) in known and (value < 0x100 or 0xF000 <= value < 0xF100):
            return known[value & 0xFF]
        if 0x20 < value < 0xE000 and not known:
            return chr(value)
        self._tally.add("symbol", self._anchor())
        return "□"

    def _shape(self, item: etree._Element, name: str) -> None:
        """Text boxes are kept for later; pictures, charts and objects are counted."""
        found = list(_outside_boxes(item))
        self._result.boxes += [e for e in found if e.tag == _TEXTBOX]
        if name == "object":
            self._tally.add("object", self._anchor())
            return
        pictures = sum(e.tag in (f"{A}blip", f"{V}imagedata") for e in found)
        charts = sum(e.tag in (f"{C}chart", f"{DGM}relIds") for e in found)
        if pictures:
            self._tally.add("image", self._anchor(), pictures)
        if charts:
            self._tally.add("chart", self._anchor(), charts)


def _outside_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the descendants outside text boxes; of alternatives only the chosen branch."""
    for item in element.iterchildren("*"):
        yield item
        if item.tag == f"{MC}AlternateContent":
            yield from _outside_boxes(chosen(item))
        elif item.tag != _TEXTBOX:
            yield from _outside_boxes(item)


def chosen(alternatives: etree._Element) -> etree._Element:
    """替代内容: the branch to read: the first choice that holds something, else the fallback."""
    fallback = alternatives.find(f"{MC}Fallback")
    for choice in alternatives.iterfind(f"{MC}Choice"):
        if fallback is None or any(_holds_content(item) for item in choice.iter("*")):
            return choice
    return alternatives if fallback is None else fallback


def _holds_content(item: etree._Element) -> bool:
    return item.tag in (f"{W}t", _TEXTBOX, f"{A}blip", f"{C}chart", f"{DGM}relIds", f"{M}oMath")
