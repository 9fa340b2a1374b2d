"""References within the document (本文件内的引用): 本办法第十条, 前款, 本条第二款."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.provisions import Place, read_places
from corpus.citations.types import Citation, CitationForm
from corpus.span import Span

SELF_WORDS = (
    "法典|法|办法|条例|规定|细则|合同|协议|决定|规则|通知|意见|方案|规程|规范|制度|准则|标准|章程|公约"
    "|解释|公告|纲要|指引|指南|实施细则|实施办法|暂行办法|暂行规定|实施意见|试行办法|补充协议|预案|通则"
)
_SELF = re.compile(
    rf"本(?:{SELF_WORDS})(?=[ \t\u3000]*(?:的|中)?第?[ \t\u3000]*[（(零〇一二三四五六七八九十百千0-9])"
)
_RELATIVE = re.compile(
    r"前(?P<many>[一二两三四五六七八九十]{0,2})(?P<unit>[款项条])(?!项目|项资金|项费|件)"
    r"|(?P<here>本条|本款)(?P<tail>(?=[ \t]*第)|(?=规定|所称|所列|前))"
    r"|(?P<above>上述|前述)(?P<what>(?=第[零〇一二三四五六七八九十百千0-9]+[条款项])|条款|各款|两款|条文)"
)
_NOT_BEFORE = re.compile(r"[目之以从提预当此空]$")


def find_self(text: str) -> Iterator[Citation]:
    """本法引用: 本办法第十条 and its lists, one citation an article."""
    for found in _SELF.finditer(text):
        places, _ = read_places(text, found.end(), bare_number=False)
        law = Span(found.start(), found.end())
        for index, place in enumerate(places):
            start = found.start() if index == 0 else place.start
            yield at_place(place, Span(start, place.end), CitationForm.SELF, law_span=law)


def find_relative(text: str) -> Iterator[Citation]:
    """相对引用: 前款, 前两条, 本条第二款, 上述第三条."""
    for found in _RELATIVE.finditer(text):
        if found["unit"] and _NOT_BEFORE.search(text[max(0, found.start() - 1) : found.start()]):
            continue
        root = Place(found.start(), found.end())
        places, end = read_places(text, found.end(), bare_number=False, root=root)
        if found["unit"] or not places:
            end = places[0].end if len(places) == 1 else found.end()
            place = places[0] if len(places) == 1 else root
            yield at_place(place, Span(found.start(), end), CitationForm.RELATIVE)
            continue
        for index, place in enumerate(places):
            start = found.start() if index == 0 else place.start
            yield at_place(place, Span(start, place.end), CitationForm.RELATIVE)


def at_place(
    place: Place, span: Span, form: CitationForm, *, law: str = "", law_span: Span | None = None
) -> Citation:
    """A citation of one place."""
    return Citation(
        span=span,
        form=form,
        law=law,
        law_span=law_span,
        article=place.article,
        paragraph=place.paragraph,
        item=place.item,
        point=place.point,
    )
