"""Bare names (不带书名号的法名): known laws in running text, at word boundaries only."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.span import Span

_LAW_END = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|解释|规则|决定|修正案|(?:解释|修正案)[（(].{1,3}[）)])$"
)
_AFTER_LAW = re.compile(  # 公司法|人, 价格法|律; but 处罚法|规定 stands
    r"(?:规(?!定)|[律院人官制治学理式纪则医警国令典益权系源庭务盲度子师网商兰科案援]|定(?!期)|条[文款例]?(?![（(第])"
    r"|实施|施行|司法解释|解释|修正案|草案|修订草案|配套|释义)"
)
_AFTER_OTHER = re.compile(
    r"(?:草案|实施|施行|释义|修正案|性|动作|权|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_LEAD = re.compile(
    r"(?:依照|按照|根据|依据|违反|符合|适用|执行|实施|施行|遵守|贯彻|落实|参照|援引|引用|学习|宣传|修改|修订|废止|触犯"
    r"|和|与|及|或|由|对|在|原|现行|新|旧|我国|国家|按|据|依|即|为|是|的|除|把|将|如|从|经|受|被|到|因|至|有关|关于"
    r"|结合|对照|比照|并|以|有|包括|例如|比如|《|中华人民共和国)$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PROVISION = re.compile(
    r"[ \t\u3000]*(?:[（(][^（）()]{2,20}[）)])?[ \t\u3000]*"
    r"(?:的|中)?第?[ \t\u3000]*[零〇一二三四五六七八九十百千0-9]{1,9}[ \t\u3000]*[条、至]"
)
_UNKNOWN = re.compile(
    r"(?:依照|按照|根据|依据|遵照|参照|违反|符合|适用|执行|按(?!照)|依(?![照据]))"
    r"(?P<name>[\u4e00-\u9fff]{3,30}?(?:条例|办法|规定|细则|规则))"
    r"(?=[ \t\u3000]*的?第[ \t\u3000]*[零〇一二三四五六七八九十百千0-9]{1,9}[ \t\u3000]*条)"
)
_NO_NAME = re.compile(
    r"(?:本|该|其|此|同|上述|前述|有关|相关|法律|法规|以上|下列|现行|国家)"
    r"|.*(?:章程|合同|协议|法律|法规|条例|办法|细则|规则|条|款|项|文件|制度|标准|要求|国家|统一|另行|约定|法)规定$"
    r"|.*(?:依照|按照|根据|依据|违反|本)"
)
_SAYS = re.compile(r"(?:明确)?规定")
_SHORT = 2
_SHORT_OTHER = 5


@dataclass(frozen=True, slots=True)
class NameHit:
    """法名: a known name in running text."""

    span: Span
    name: str


class NameIndex:
    """法名索引: known names by their last two characters; a scan costs one look per ending."""

    def __init__(self, names: Collection[str]) -> None:
        plain = [n for n in names if len(n) >= _SHORT and _LAW_END.search(n)]
        self._names = frozenset(plain)
        lengths: dict[str, set[int]] = {}
        for name in plain:
            lengths.setdefault(name[-2:], set()).add(len(name))
        self._lengths = {end: sorted(sizes, reverse=True) for end, sizes in lengths.items()}
        last = "".join(sorted({n[-1] for n in plain}))
        self._last = re.compile(f"[{re.escape(last)}]") if last else None

    def find(self, text: str) -> Iterator[NameHit]:
        """Yield the longest known names, without regard to word boundaries."""
        before: NameHit | None = None
        for hit in self._endings(text):
            if before is not None and hit.span.start > before.span.start:
                yield before
            before = hit
        if before is not None:
            yield before

    def _endings(self, text: str) -> Iterator[NameHit]:
        for found in self._last.finditer(text) if self._last else ():
            end = found.end()
            for size in self._lengths.get(text[end - 2 : end], ()):
                if size <= end and text[end - size : end] in self._names:
                    yield NameHit(Span(end - size, end), text[end - size : end])
                    break


@lru_cache(maxsize=8)
def name_index(names: frozenset[str]) -> NameIndex:
    """法名索引 for a set of names, kept between calls."""
    return NameIndex(names)


def stands_free(text: str, hit: NameHit) -> bool:
    """词界: whether a name in running text is a word of its own and means the law.

    公司法 does not stand in 公司法人, 合同法 not in 劳动合同法; 刑法 and 宪法 alone, without a
    provision, are words and no citation.
    """
    start, end = hit.span.start, hit.span.end
    law = hit.name.endswith(("法", "法典", "条例"))
    after = _AFTER_LAW if law else _AFTER_OTHER
    if after.match(text, end):
        return False
    provision = bool(_PROVISION.match(text, end))
    if not provision and len(hit.name) <= (_SHORT if law else _SHORT_OTHER):
        return law and bool(_SAYS.match(text, end)) and _led(text, start)
    return _led(text, start) or (provision and text[start - 1] not in "本该法》")


def find_unknown(text: str) -> Iterator[NameHit]:
    """库外法名: 按照某省停车条例第六条: a name that a preposition leads in and an article follows.

    Only where both edges are sure; the library need not know the name.
    """
    for found in _UNKNOWN.finditer(text):
        if not _NO_NAME.match(found["name"]):
            yield NameHit(Span(found.start("name"), found.end("name")), found["name"])


def _led(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    return not before or not _HAN.match(before[-1]) or bool(_LEAD.search(before))
