"""What tests ask of an annotated docx, read with lxml alone, nothing of the writer's."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree
from made_up_reviews import made_up

from corpus.document import Document
from corpus.formats import read_document
from corpus.span import Span
from models.finding import Finding, Locator, Severity
from models.review import Review

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
MAY_CHANGE = {
    "word/document.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A comment as Word shows it: who, what, and the words it stands on."""

    number: str
    author: str
    day: str
    text: str
    words: str


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert max(Counter(archive.namelist()).values()) == 1
        return {name: archive.read(name) for name in archive.namelist()}


def root(data: bytes, part: str = "word/document.xml") -> etree._Element:
    content = parts(data)[part].replace(
        b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()
    )
    return etree.fromstring(content)


def comments(data: bytes) -> list[Seen]:
    """All comments, in their order; each has one start, one end after it, and one sign."""
    tree = root(data)
    marks = Counter((e.tag, e.get(f"{W}id")) for e in tree.iter(*MARKS))
    seen = []
    for comment in root(data, "word/comments.xml").iter(f"{W}comment"):
        number = comment.get(f"{W}id")
        assert [marks[tag, number] for tag in MARKS] == [1, 1, 1], number
        lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")]
        day = comment.get(f"{W}date", "")[:10]
        words = covered(tree, number)
        seen.append(Seen(number, comment.get(f"{W}author"), day, "\n".join(lines), words))
    return seen


def covered(tree: etree._Element, number: str) -> str:
    """The words between the marks of a comment, changes accepted, boxes left out."""
    words, inside = [], False
    for element in tree.iter("*"):
        if element.get(f"{W}id") == number and element.tag in MARKS[:2]:
            assert inside is (element.tag == MARKS[1]), "the end stands before the start"
            inside = not inside
        elif inside and not gone(element):
            words.append(character(element))
    return "".join(words)


def gone(element: etree._Element) -> bool:
    around = element.iterancestors(
        f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{MC}Fallback", f"{W}rt"
    )
    return next(around, None) is not None


def character(element: etree._Element) -> str:
    if element.getparent().tag != f"{W}r":
        return ""
    if element.tag == f"{W}t":
        return element.text or ""
    return {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}.get(element.tag, "")


def stream(tree: etree._Element) -> list[tuple[str, ...]]:
    """The document as a row of tags and, of runs, of single characters with their format.

    Two documents of the same row look the same: only the number of runs and of w:t may differ.
    """
    row: list[tuple[str, ...]] = []

    def walk(element: etree._Element) -> None:
        if element.tag in MARKS:
            return
        if element.tag == f"{W}r":
            run(element)
            return
        row.append(("<", element.tag, repr(sorted(element.attrib.items())), element.text or ""))
        for item in element:
            walk(item)
        row.append((">", element.tag))

    def run(element: etree._Element) -> None:
        properties = element.find(f"{W}rPr")
        form = "" if properties is None else etree.tostring(properties, method="c14n").decode()
        form += repr(sorted(element.attrib.items()))
        for item in element:
            if item.tag == f"{W}t":
                row.extend(("c", char, form) for char in shown(item))
            elif item.tag not in (f"{W}rPr", *MARKS):
                row.append(("i", form))
                walk(item)

    walk(tree)
    return row


def shown(item: etree._Element) -> str:
    text = item.text or ""
    space = "{http://www.w3.org/XML/1998/namespace}space"
    return text if item.get(space) == "preserve" else text.strip(" \t\r\n")


def assert_only_comments_were_added(before: bytes, after: bytes) -> None:
    """Part by part: the bytes are the same, but for what was put in between in four parts."""
    old, new = parts(before), parts(after)
    assert [name for name in old if name not in new] == []
    assert set(new) - set(old) <= {"word/comments.xml", "word/_rels/document.xml.rels"}
    for name, content in old.items():
        if name not in MAY_CHANGE:
            assert content == new[name], name
        else:
            assert_put_in_between(content, new[name], name)
    assert stream(root(before)) == stream(root(after))
    assert read_document(before, "a.docx").text == read_document(after, "a.docx").text


def assert_put_in_between(old: bytes, new: bytes, name: str) -> None:
    """Everything that was there is there still, in its order, before and after what was added."""
    if new == old:
        return
    assert len(new) > len(old), name
    opened = re.sub(rb"<(\S+)([^<>]*)/>\s*$", rb"<\1\2></\1>", old)
    old = opened if name != "word/document.xml" else old
    rest = iter(re.findall(rb"<[^>]*>|[^<]+", new))
    left = b""
    for piece in re.findall(rb"<[^>]*>|[^<]+", old):
        while piece:
            left = left or next(rest, b"")
            assert left, f"{name}: {piece!r} is gone"
            if piece.startswith(left):
                piece, left = piece[len(left) :], b""
            elif left.startswith(piece):
                piece, left = b"", left[len(piece) :]
            elif left.replace(b' xml:space="preserve"', b"") == piece:
                piece, left = b"", b""
            else:
                left = b""


def finding_on(document: Document, words: str | Span, **more: object) -> Finding:
    """A finding on these words of a document."""
    if isinstance(words, str):
        start = document.text.index(words)
        words = Span(start, start + len(words))
    made = Finding(
        check_id="content",
        category="sets_fee",
        severity=Severity.MAJOR,
        message="无依据收费。",
        source="rule",
        span=words,
        quote=words.of(document.text),
        locator=Locator("第一条", None, None, "art_1"),
        suggestion="删去。",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def review_of(data: bytes, *words: str | Span, name: str = "draft.docx") -> Review:
    """A review of a docx with findings on these words."""
    document = read_document(data, name)
    review = made_up(findings=tuple(finding_on(document, one) for one in words))
    submission = replace(review.submission, document=document)
    return replace(review, submission=submission, as_of=date(2026, 11, 24))


def markable(document: Document, span: Span) -> str:
    """The words of a span that a comment can stand on: no automatic numbers, boxes and notes."""
    return "".join(
        Span(max(span.start, one.span.start), min(span.end, one.span.end)).of(document.text)
        for one in document.locate(span)
        if one.anchor.run is not None and one.anchor.part in ("body", "table")
    )


def squeezed(text: str) -> str:
    """Without spaces: line breaks and tabs of the text stand for paragraphs and cells."""
    return re.sub(r"\s+", "", text)
