"""Minutes (会议纪要): the items of a meeting that deal with the draft, and whether it was adopted."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.document import Document
from models.checks.procedure.naming import mentions
from models.packages.types import Package

_ADOPTED = re.compile(
    "(?:审议|讨论|表决|一致|原则上?|决定|全票|投票|研究|审定|会议)(?:并|后|予以|获得|了)?[^。；\\n]{0,8}(?:通过|同意|赞成)|"
    "(?:予以|获得|获|表决)通过|通过(?:了)?(?:该|本|此|《)|"
    "同意(?:该|本|按|印发|发布|出台|《|提请|以|草案|送审稿|方案)|"
    "会议决定[^。；\\n]{0,20}(?:印发|出台|发布|公布|实施|施行)"
)
_POSTPONED = re.compile(
    "(?:暂不|未能|未予|未获|不予|暂缓)(?:予以)?(?:审议)?(?:通过|同意|表决|决定)|没有(?:审议)?(?:通过|表决|形成决定)|"
    "修改(?:完善)?后(?:再|另行|重新)[^。\\n]{0,8}(?:审议|研究|上会|提请|提交)|下次会议|择期(?:再|另)"
)
_TOPICS = re.compile("^[ 　]*(?:[一二三四五六七八九十]+、|议题|第[一二三四五六七八九十]+项)", re.M)
_ITEMS = re.compile("^[ 　]*(?:（[一二三四五六七八九十]+）|\\d+[.．、])", re.M)


def about_draft(package: Package, minutes: Document) -> list[str]:
    """The parts of minutes that deal with this draft, topic by topic.

    Where only the heading names it, the whole meeting was about it. Numbered remarks below a topic
    belong to the topic; where there are no topics, the numbers are the topics.
    """
    text = minutes.text
    starts = [m.start() for m in _TOPICS.finditer(text)]
    starts = starts or [m.start() for m in _ITEMS.finditer(text)]
    parts = [text[a:b] for a, b in pairwise([0, *starts, len(text)]) if b > a]
    kept = [part for part in parts if mentions(package, part)]
    return [text] if len(parts) > 1 and kept == parts[:1] else kept


def adopts(package: Package, minutes: Document) -> bool:
    """Whether minutes tell that the draft was adopted, in full or in principle."""
    parts = about_draft(package, minutes)
    return any(_ADOPTED.search(part) and not _POSTPONED.search(part) for part in parts)
