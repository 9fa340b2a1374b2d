"""Markdown (标记文本): front matter, VuePress containers, tables and pandoc escapes to clean text.

Two dialects are told apart: pandoc breaks paragraphs over several lines, with a backslash for a
real line break; everywhere else a line is a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Unread, UnreadKind
from corpus.formats.decode import decode
from corpus.formats.inline import Edit, apply_edits, clean_inline
from corpus.formats.lines import BLANK, joint, opens_unit, text_anchor
from corpus.formats.reading import Block, Piece, Reading, Role, opens_with

_PANDOC = re.compile(r"\\[_*.\[\]]|\]\{\.[a-z]+\}|\\\n")
_PANDOC_SIGNS = 3
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>[^\r\n]*?)[\"']?[ \t]*\r?$", re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_CONTENTS = re.compile(
    r"^:::+ *\w+ +目录[ \t]*\r?$.*?^:::[ \t]*\r?$(?:\s*^:::[ \t]*\r?$)*", re.M | re.S
)
_CONTAINER = re.compile(r":::+\s*(?:\w+)?\s*(?P<title>.*)")
_HEADING = re.compile(r"(?P<hashes>#{1,6})(?:\s+|(?=[^\s#]))(?P<rest>.*?)(?:\s+#+)?")
_UNDERLINE = re.compile(r"(?P<sign>[=-])(?P=sign){2,}")
_RULE = re.compile(r"([-*_=])(?:\s*\1){2,}")
_DASHES = re.compile(r"-{2,}(?:\s+-{2,})*")
_GRID = re.compile(r"\+(?:[-=:]+\+)+|\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*")
_QUOTE = re.compile(rf"(?:>[{BLANK}]?)+")
_BULLET = re.compile(r"[-*+]\s+(?=\S)")
_NOISE = re.compile(r"\[\[toc\]\]|\[toc\]|@tab\b.*|`{3,}.*|~{3,}.*", re.I)
_LINE = re.compile(r"^[^\n]*", re.M)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line's own content: `source[start:end]` without prefix signs and blanks around."""

    start: int
    end: int
    kind: str  # text, heading, row, columns, blank, drop
    level: int = 0
    breaks: bool = False


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line] = field(default_factory=list)
    role: Role = "paragraph"


def read_markdown(data: bytes, filename: str) -> Reading:
    """读取 markdown: md files.

    Raises:
        UnknownEncoding: no encoding gives readable text.
        CorruptFile: binary content.
    """
    return read_markdown_source(decode(data), "md")


def looks_like_pandoc(source: str) -> bool:
    """是否 pandoc 文本: escapes and attributes that only pandoc writes, more than a few times."""
    return sum(1 for _ in _PANDOC.finditer(source[:200_000].replace("\r\n", "\n"))) >= _PANDOC_SIGNS


def read_markdown_source(source: str, format_name: str) -> Reading:
    """读取 markdown 文本: decoded markdown, named to the user as `format_name`."""
    hidden = _hidden(source)
    masked = _mask(source, [span for spans in hidden.values() for span in spans])
    lines = _classify(masked)
    pandoc = looks_like_pandoc(source)
    blocks: list[Block] = []
    images = 0
    for paragraph in _paragraphs(lines, masked, pandoc=pandoc):
        block, shown = _block(masked, paragraph)
        blocks.append(block)
        images += shown
    title = _front_title(source)
    blocks = _with_title(blocks, title)
    hint = "".join(p.text for p in title) or _only_heading(masked, lines)
    return Reading(format_name, tuple(blocks), tuple(_unread(hidden, images)), hint)


def _hidden(source: str) -> dict[str, list[tuple[int, int]]]:
    front = _FRONT.match(source)
    after = front.end() if front else 0
    comments = [found.span() for found in _COMMENT.finditer(source, after)]
    contents = [found.span() for found in _CONTENTS.finditer(source, after)]
    return {
        "front": [front.span()] if front and ":" in front["body"] else [],
        "comment": comments,
        "contents": contents,
    }


def _mask(source: str, spans: list[tuple[int, int]]) -> str:
    """Blank out hidden parts and lone carriage returns; every offset stays."""
    for start, end in spans:
        blank = re.sub(r"[^\n]", " ", source[start:end])
        source = source[:start] + blank + source[end:]
    return source.replace("\r", " ").replace("\t", " ")


def _classify(source: str) -> list[_Line]:
    lines: list[_Line] = []
    fenced = False
    for found in _LINE.finditer(source):
        line = _classify_line(source, found.start(), found.end(), lines[-1] if lines else None)
        if _DASHES.fullmatch(source, line.start, line.end) and line.kind == "drop":
            fenced = not fenced if found[0].startswith(" ") or " " in found[0].strip() else fenced
        elif fenced and line.kind == "text":
            line = _Line(line.start, line.end, "columns")
        lines.append(line)
    return lines


def _classify_line(source: str, start: int, end: int, before: _Line | None) -> _Line:
    hard = source[start:end].endswith("  ") or source[start:end].rstrip().endswith("\\")
    start, end = _trim(source, start, end)
    if quote := _QUOTE.match(source, start, end):
        start, end = _trim(source, quote.end(), end)
    words = source[start:end]
    if not words:
        return _Line(start, end, "blank")
    if underline := _UNDERLINE.fullmatch(words):
        level = 1 if underline["sign"] == "=" else 2
        is_title = before is not None and before.kind == "text"
        return _Line(start, end, "under" if is_title else "drop", level)
    if _GRID.fullmatch(words) or _RULE.fullmatch(words) or _NOISE.fullmatch(words):
        return _Line(start, end, "drop")
    if _DASHES.fullmatch(words):
        return _Line(start, end, "drop")
    if container := _CONTAINER.fullmatch(words):
        return _Line(
            start + container.start("title"), end, "heading" if container["title"] else "drop", 7
        )
    if words.startswith("|"):
        return _Line(start, end, "row")
    if heading := _HEADING.fullmatch(words):
        return _Line(
            start + heading.start("rest"),
            start + heading.end("rest"),
            "heading",
            len(heading["hashes"]),
        )
    if bullet := _BULLET.match(words):
        return _Line(start + bullet.end(), end, "item", breaks=hard)
    return _Line(start, end, "text", breaks=hard)


def _trim(source: str, start: int, end: int) -> tuple[int, int]:
    words = source[start:end]
    lead = len(words) - len(words.lstrip())
    return start + lead, max(start + lead, start + len(words.rstrip()))


def _paragraphs(lines: list[_Line], source: str, *, pandoc: bool) -> Iterator[_Paragraph]:
    current = _Paragraph()
    for line in lines:
        alone = line.kind in ("heading", "row", "columns")
        continues = line.kind == "text" and pandoc and current.lines
        if not continues and current.lines:
            yield current
            current = _Paragraph()
        if alone:
            yield _Paragraph([line], "table_row" if line.kind != "heading" else "paragraph")
        elif line.kind in ("text", "item"):
            current.lines.append(line)
    if current.lines:
        yield current


def _block(source: str, paragraph: _Paragraph) -> tuple[Block, int]:
    raw, where = "", []
    edits: list[Edit] = []
    for i, line in enumerate(paragraph.lines):
        if i:
            before = paragraph.lines[i - 1]
            edits.append(Edit(len(raw), len(raw) + 1, _between(source, before, line)))
            raw += "\n"
            where.append(before.end)
        raw += source[line.start : line.end]
        where += range(line.start, line.end)
    cleaned = clean_inline(raw)
    if paragraph.role == "table_row":
        edits += _cells(raw, paragraph.lines[0].kind)
    every = sorted((*cleaned.edits, *edits), key=lambda edit: edit.start)
    return Block(apply_edits(raw, where, every), paragraph.role), cleaned.images


def _between(source: str, before: _Line, line: _Line) -> str:
    if before.breaks:
        return "\n"
    return joint(source[before.start : before.end], source[line.start : line.end]) or " "


def _cells(raw: str, kind: str) -> Iterator[Edit]:
    """The bars or gaps of a table row become tabs."""
    if kind == "columns":
        yield from (
            Edit(gap.start(), gap.end(), "\t") for gap in re.finditer(r"[ \u00a0]{2,}", raw)
        )
        return
    for bar in re.finditer(r"[ \u00a0]*(?<!\\)\|[ \u00a0]*", raw):
        edge = bar.start() == 0 or bar.end() == len(raw)
        yield Edit(bar.start(), bar.end(), "" if edge else "\t")


def _front_title(source: str) -> tuple[Piece, ...]:
    front = _FRONT.match(source)
    found = _FRONT_TITLE.search(source, 0, front.end()) if front else None
    if found is None or not found["title"]:
        return ()
    return (Piece(found["title"], text_anchor(found.start("title"))),)


def _with_title(blocks: list[Block], title: tuple[Piece, ...]) -> list[Block]:
    """Put the front matter's title in front, as the page shows it, unless the body repeats it."""
    words = re.sub(r"\s", "", "".join(piece.text for piece in title))
    if not words or opens_with(blocks, words):
        return blocks
    return [Block(title, "title"), *blocks]


def _only_heading(source: str, lines: list[_Line]) -> str:
    titles = [
        source[line.start : line.end]
        for line in lines
        if line.kind == "heading" and line.level == 1
    ]
    titles += [
        source[lines[i - 1].start : lines[i - 1].end]
        for i, line in enumerate(lines)
        if line.kind == "under" and line.level == 1
    ]
    plain = [apply_edits(t, range(len(t)), clean_inline(t).edits) for t in titles[:1]]
    words = "".join(piece.text for pieces in plain for piece in pieces).strip()
    return "" if opens_unit(words) else words


def _unread(hidden: dict[str, list[tuple[int, int]]], images: int) -> Iterator[Unread]:
    notes = {
        "front": (UnreadKind.OTHER, "文件开头的元数据区（front matter）未纳入审查"),
        "comment": (UnreadKind.COMMENT, "文件中的注释（HTML 注释）未纳入审查"),
        "contents": (UnreadKind.CHROME, "页面目录（跳转链接）未纳入审查"),
    }
    counts = Counter({name: len(spans) for name, spans in hidden.items()})
    for name, (kind, note) in notes.items():
        if counts[name]:
            yield Unread(kind, note, counts[name])
    if images:
        yield Unread(UnreadKind.IMAGE, f"{images} 张图片未读取，图中文字不在审查范围内", images)
