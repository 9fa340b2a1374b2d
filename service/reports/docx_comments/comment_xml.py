"""Comment XML (批注部件): comments and their marks as WordprocessingML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from service.reports.docx_comments.part_text import PartText
from service.reports.docx_comments.remarks import Remark

AUTHOR = INITIALS = "法审"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARAGRAPH = (
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
)
_SIZE = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
_SMALL = '<w:sz w:val="16"/><w:szCs w:val="16"/>'


def namespace(part: PartText) -> str:
    """The namespace of WordprocessingML that a part uses: the usual or the strict one."""
    return STRICT if STRICT in part.start_tag(part.root) else TRANSITIONAL


def declaration(part: PartText) -> str:
    """The declaration that our elements need in a part where "w" has another meaning or none."""
    if part.root.nsmap.get("w") == TRANSITIONAL:  # of a strict part too, as it was read
        return ""
    return f' xmlns:w="{namespace(part)}"'


def stamp(day: date) -> str:
    """Attributes of who and when."""
    return f'w:author={quoteattr(AUTHOR)} w:date="{day.isoformat()}T00:00:00Z"'


def comment(number: int, remark: Remark, day: date, declared: str) -> str:
    """One w:comment; `declared` is the declaration of the prefix, "" where it holds already."""
    paragraphs = [_paragraph(remark.head, "<w:b/>", sign="<w:r><w:annotationRef/></w:r>")]
    paragraphs += [_paragraph(line, "") for line in remark.lines]
    return (
        f'<w:comment{declared} w:id="{number}" {stamp(day)} w:initials={quoteattr(INITIALS)}>'
        f"{''.join(paragraphs)}</w:comment>"
    )


def new_part(comments: Iterable[str], namespace: str) -> bytes:
    """A part of comments where there was none."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:comments xmlns:w="{namespace}">{"".join(comments)}</w:comments>'
    ).encode()


def range_start(number: int, declared: str) -> str:
    """The mark before the words."""
    return f'<w:commentRangeStart{declared} w:id="{number}"/>'


def range_end(number: int, declared: str) -> str:
    """The mark after the words."""
    return f'<w:commentRangeEnd{declared} w:id="{number}"/>'


def reference(number: int, declared: str) -> str:
    """The run that holds the sign of the comment; small, so that no line grows by it."""
    return f'<w:r{declared}><w:rPr>{_SMALL}</w:rPr><w:commentReference w:id="{number}"/></w:r>'


def _paragraph(text: str, bold: str, sign: str = "") -> str:
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    run = f"<w:r><w:rPr>{bold}{_SIZE}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"
    return f"<w:p>{_PARAGRAPH}{sign}{run}</w:p>"
