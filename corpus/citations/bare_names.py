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
    return _led(text, start) or (
        provision and len(hit.name) > _SHORT and text[start - 1] not in "本该法》"
    )


def _led(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    return not before or not _HAN.match(before[-1]) or bool(_LEAD.search(before))
