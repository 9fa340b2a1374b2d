"""Own names (本文件名称): under which names a document speaks of itself or of its annexed measure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.citations.titles import nested_names
from corpus.library.names import name_key, without_version

_ISSUED = re.compile(
    r"(?:关于)?(?:印发|发布|公布|颁布|转发|批转|下发)(?P<name>.+?)(?:》|〉)?的(?:通知|公告|决定|通告|令)$"
)
_BODY = re.compile(r"第一[条章]|。")
_ANNEX = re.compile(r"^附[件录][一二三四五六七八九十\d]{0,3}[：:][ \t\u3000]*(?=.{4,})")
_LONGEST_HEADING = 70
_NAMED = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|规则|意见|通知|方案|规程|规范|标准|准则|决定|指南|指引|纲要|合同|协议|章程|基准|清单|目录|制度|要点|计划|规划|公告|解释|预案)(?:[（(][^（）()]{1,12}[）)])*$"
)


@dataclass(frozen=True, slots=True)
class OwnNames:
    """本文件名称: keys of the document's titles, and of headings that stand in its text.

    A heading may be a law's name in a list, so it counts only where the library does not know it.
    """

    titles: frozenset[str]
    headings: frozenset[str]

    def has(self, name: str, *, known: bool) -> bool:
        """Tell whether a cited name is one of the document's own."""
        key = _key(name)
        return key in self.titles or (not known and key in self.headings)

    def ends_with(self, word: str) -> bool:
        """Tell whether the document is, or issues, an instrument of this kind (办法)."""
        plain = (re.sub(r"（[^）]*）$", "", key) for key in self.titles | self.headings)
        return any(key.endswith(word) for key in plain)


def own_names(text: str, title: str | None = None) -> OwnNames:
    """本文件名称: all names that mean the document itself or what it issues.

    Besides the title: the measure named in 印发…的通知, and headings that stand as lines of their
    own (the annexed measure's title, also broken over two lines).
    """
    body = _BODY.search(text)
    head = text[: body.start() if body else 400]
    titles = [*([title] if title else []), *_headings(head)]
    return OwnNames(_keys(titles), _keys(_headings(text)))


def _keys(names: list[str]) -> frozenset[str]:
    keys = {_key(name) for name in names}
    for name in names:
        keys.update(_issued(name))
    return frozenset(k for k in keys if len(k) > 3)


def _issued(name: str) -> list[str]:
    found = _ISSUED.search(re.sub(r"\s+", "", name))
    if not found:
        return []
    inner = nested_names(found["name"] + "》")
    return [_key(n) for n in (*inner, found["name"].strip("《〈"))]


def _headings(text: str) -> list[str]:
    """Short lines that end like a title; two lines joined where the first does not end a sentence."""
    lines = [_ANNEX.sub("", line.strip(" \t\u3000#*")) for line in text.split("\n")]
    found: list[str] = []
    previous = ""
    for line in lines:
        if not line or len(line) > _LONGEST_HEADING or line[-1] in "。；：，、:;,":
            previous = ""
            continue
        if _NAMED.search(line) and not line.startswith(("第", "《", "（", "(")):
            found.append(line)
            if previous:
                found.append(previous + line)
        previous = line
    return found


def _key(name: str) -> str:
    return name_key(without_version(name))
