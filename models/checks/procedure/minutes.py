"""Minutes (会议纪要): the items of a meeting that deal with the draft, and whether it was adopted."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.document import Document
from models.checks.procedure.naming import mentions
from models.packages.types import Package

_ADOPTED = re.compile(
    "(?:审议|讨论|表决|一致|原则上?|决定|全票|投票|研究|审定|会议)(?:并|后|予以|获得|了)?[^。；\\n]{0,8}(?:通过|同意|赞成)|"
    "(?:予以|获得|获|表决)通过|[，,：:][ 　]*通过[。！!\\n]|通过(?:了)?(?:该|本|此|《)|"
    "同意(?:该|本|按|印发|发布|出台|《|提请|以|草案|送审稿|方案)|"
    "(?:会议)?决定(?!于)[^。；\\n]{0,40}(?:印发|出台|发布|公布|实施|施行)|就这么定|(?:那就|就)定(?:了|下来)|没意见[，,]?(?:就)?(?:通过|印发)|"
    "(?:办法|方案|规定|细则|草案|意见|规划|条例|议题|文件|稿子?)[^。；，\\n不未没]{0,4}通过(?!率)"
)
_POSTPONED = re.compile(
    "(?:暂不|未能|未予|未获|未|不予|暂缓|不)(?:予以)?(?:审议)?(?:通过|表决|决定)|(?:暂不|未能|未予|未获|不予|暂缓)(?:予以)?同意|"
    "没有(?:审议)?(?:通过|表决|形成(?:一致)?(?:决定|决议|意见))|未(?:能)?形成(?:一致)?(?:决定|决议|意见)|否决|"
    "(?:修改|补充|完善|论证|测算|协调|调研)[^。；\\n]{0,12}后?[^。；\\n]{0,4}(?:再|另行|重新)[^。\\n]{0,8}(?:审议|研究|上会|提请|提交|讨论|议)|"
    "缓议|再议|下次(?:会议|再)|择期(?:再|另)|(?:先|暂)?(?:放一放|搁置|缓一缓|撤回|撤下)|改(?:日|天|期)再"
)
_OF_IT = re.compile(
    "[该本此](?:办法|文件|方案|规定|细则|稿|议题|件|草案|意见)|会议(?:决定|认为)|本次不|大家|分歧"
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
    return any(_adopts(package, part) for part in about_draft(package, minutes))


def _adopts(package: Package, part: str) -> bool:
    """Adopted, and not put off; once it is, what is put off of another thing does not count."""
    if not _ADOPTED.search(part):
        return False
    if not _POSTPONED.search(part):
        return True
    sentences = re.split("[。；\n]", part)
    plain = [s for s in sentences if _ADOPTED.search(s) and not _POSTPONED.search(s)]
    put_off = [s for s in sentences if _POSTPONED.search(s)]
    named = any(mentions(package, s) for s in plain)
    return named and not any(_OF_IT.search(s) or mentions(package, s) for s in put_off)
