"""HTML reader (网页读取): a saved web page to a `Reading`, without the site around the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.document import Unread, UnreadKind
from corpus.errors import CorruptFile, NoText
from corpus.formats.decode import decode
from corpus.formats.lines import text_anchor
from corpus.formats.reading import Block, Piece, Reading, opens_with
from corpus.formats.tails import is_page_sign, kept_range
from corpus.formats.web.blocks import BlockReader, Places
from corpus.formats.web.content import main_content, page_title
from corpus.formats.web.prune import prune, words_of
from corpus.formats.web.source import PageSource

if TYPE_CHECKING:
    from lxml import etree

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ATTACHMENT = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|pptx?)(?:$|[?#])", re.I)
_HEAD_LINES = 8


def read_html(data: bytes, filename: str) -> Reading:
    """读取网页: the document in a saved page; menus, share bars and imprints are left out.

    Raises:
        UnknownEncoding, CorruptFile: see `decode`.
        NoText: a page without a body.
    """
    declared = _CHARSET.search(data[:4096])
    source = decode(data, declared=declared[1].decode("ascii") if declared else "")
    page = _parse(source)
    body = page.find("body")
    if body is None:
        raise NoText
    places = Places(page, PageSource(source))
    title = page_title(page)
    visible = len(words_of(body))
    prune(body)
    content = main_content(body)
    blocks = _without_signs(BlockReader(places).blocks(content))
    blocks = _with_title(blocks, title, body, places)
    read = sum(len(re.sub(r"\s", "", block.text)) for block in blocks)
    unread = tuple(_unread(content, max(visible - read, 0)))
    return Reading("html", tuple(blocks), unread, title)


def _parse(source: str) -> etree._Element:
    from lxml import etree, html

    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    text = _CONTROLS.sub(" ", _DECLARATION.sub("", source))
    try:
        page: etree._Element = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CorruptFile("网页结构无法解析") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise CorruptFile("网页嵌套过深，无法读全")
    return page


def _without_signs(blocks: list[Block]) -> list[Block]:
    start, end = kept_range([block.text for block in blocks], head=True)
    head, rest = blocks[start:end][:_HEAD_LINES], blocks[start:end][_HEAD_LINES:]
    return [block for block in head if not is_page_sign(block.text)] + rest


def _with_title(
    blocks: list[Block], title: str, body: etree._Element, places: Places
) -> list[Block]:
    """Put the page's title in front where the content itself does not begin with it."""
    if not title or not blocks or opens_with(blocks, title):
        return blocks
    shown = (
        item for item in body.iter("h1", "h2", "h3", "div", "td", "p", "span", "strong", "font")
    )
    for item in shown:
        if words_of(item) == title:
            found = BlockReader(places).blocks(item)
            return [*(Block(block.pieces, "title") for block in found), *blocks]
    return [Block((Piece(title, text_anchor(paragraph=0), verbatim=False),), "title"), *blocks]


def _unread(content: etree._Element, left_out: int) -> Iterator[Unread]:
    if left_out:
        note = f"网站框架（导航、分享、版权等）共 {left_out} 字未纳入审查"
        yield Unread(UnreadKind.CHROME, note, left_out)
    images = sum(1 for image in content.iter("img"))
    if images:
        note = f"{images} 张图片未读取，图中文字不在审查范围内"
        yield Unread(UnreadKind.IMAGE, note, images)
    links = [link.get("href", "") for link in content.iter("a")]
    if attached := sum(bool(_ATTACHMENT.search(link)) for link in links):
        yield Unread(UnreadKind.EMBEDDED, f"网页链接的 {attached} 个附件未读取", attached)
