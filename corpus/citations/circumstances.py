"""Circumstances of a citation (引用情形): is the text cited in order to repeal it, or as history?"""

from __future__ import annotations

import re

from corpus.citations.types import Citation

_LOOK = 400
_TITLES = r"(?:\s|[、和及与以]|《(?:[^《》]|《[^《》]*》)*》|[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)])*"
_REPEALED = re.compile(
    rf"{_TITLES}[^，。；：;\n《（(]{{0,30}}?(?:废止|停止执行|停止施行|不再执行|不再施行|终止执行|宣布失效|自行失效|失效)"
)
_CONDITION = re.compile(r"(?:不一致|相抵触|抵触|为准|规定|依照|根据|按照)")
_REPEALING = re.compile(
    rf"(?:废止|宣布失效|停止执行|停止施行)(?:了|下列[^。\n]{{0,20}}：)?{_TITLES}$"
)
_LISTED = re.compile(r"(?:废止|失效|停止执行)[^。；\n]{0,30}[：:]?\s*\n(?:[^\n]*\n)*[^\n。]*$")
_PAST = re.compile(
    r"(?:原|旧|修改前的?|修订前的?|修正前的?|已(?:经|被)?废止的?|已失效的?|曾经的|当时的|时行的|原有的|原来的|废止前的"
    r"|当时(?:施行|适用|有效)的?|行为时的?)(?:中华人民共和国)?[《“\"]?$"
)
_NOW_GONE = re.compile(
    r"[》”\"]?\s*[（(]\s*(?:现)?(?:已|现已|已经|已被)?(?:被)?(?:废止|失效|修订前|修改前|修正前)[^（）()]{0,20}[）)]"
)
_NOT_OLD = re.compile(r"(?:平|高|草|中|太|还|复|燃|病|抗)原$")


def is_repeal_clause(text: str, citation: Citation) -> bool:
    """废止条款: whether the text cites the instrument in order to repeal it.

    《某办法》同时废止; 废止《某办法》; a list under a heading that repeals.
    """
    if citation.article is not None:
        return False
    span = citation.law_span or citation.span
    after = _REPEALED.match(text, span.end, min(len(text), span.end + _LOOK))
    if after and not _CONDITION.search(re.sub(r"《[^》]*》", "", after[0])):
        return True
    before = text[max(0, span.start - _LOOK) : span.start]
    sentence = re.split(r"[。；;\n]", before)[-1]
    return bool(_REPEALING.search(sentence)) or _in_repeal_list(before)


def _in_repeal_list(before: str) -> bool:
    """A numbered line under 下列文件予以废止：."""
    lines = before.split("\n")
    if not re.match(r"^[\s\d一二三四五六七八九十、.．（()）]*$", lines[-1]):
        return False
    for line in reversed(lines[:-1]):
        if line.rstrip().endswith(("：", ":")):
            return bool(re.search(r"废止|失效|停止执行", line))
        if not re.match(r"^\s*[（(]?[\d一二三四五六七八九十]+[）)、.．]?\s*《", line):
            return False
    return False


def is_historical(text: str, citation: Citation) -> bool:
    """历史引用: whether the text itself says that it means an earlier or repealed text.

    原《某法》, 修改前的《某法》, 《某法》（已废止）.
    """
    span = citation.law_span or citation.span
    before = text[max(0, span.start - 14) : span.start]
    if _PAST.search(before) and not _NOT_OLD.search(before):
        return True
    return bool(_NOW_GONE.match(text, span.end))
