"""Names (文件名称): the name of a document whatever its stage, and whether two names are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document

Sameness = Literal["same", "near", "different"]
_KINDS: tuple[Sameness, ...] = ("same", "near")
_SIBLINGS = frozenset({"办法", "规定", "规则", "制度"})
_EMPTY = re.compile("管理|服务|工作|实施|使用|若干|规范")
_OLD_WORDS = re.compile("试行|暂行|原|旧")
_LONG_ENOUGH = 6
GENRES = (
    "实施细则|管理细则|细则|实施办法|管理办法|办法|实施意见|意见|管理规定|规定|条例|实施方案|方案|规划纲要|规划|"
    "管理规则|规则|管理规范|规范|规程|标准|指引|指南|指导|清单|目录|措施|政策|计划|纲要|准则|制度|预案|通告|公告|决定|通知|公约"
)
_LETTERS = 0.8
_STAGE = re.compile(
    r"(?:[（(〔\[]?(?:决策|代拟|文本|规章|法规|条例|修订|修正|修改|送审|讨论|第[一二三]次|再次|公开|部门|社会)*"
    r"(?:(?:草案|征求意见|送审|报审|审议|审查|审核|报批|印发|公布|发布|代拟|讨论|修订|修改|表决|建议|正式|论证|评审|上会)"
    r"(?:草案|[一二三]次)?(?:修改|修订)?(?:送审|征求意见)?(?:文本|正文|[稿文])?|(?:[草初定终清征样白]|花脸|报送|备案)稿)(?:[（(]?[一二三0-9]+[）)]?[稿版]?)?[）)〕\]]?)$"
)
_STAGE_IN = re.compile(r"[（(〔\[][^）)〕\]]*(?:草案|[稿]|征求意见|送审)[^）)〕\]]*[）)〕\]]")
_BRINGS = re.compile(
    r"(?:印发|发布|公布|颁布|转发|下发|实施)[《〈]?(?P<name>[^》〉]{3,70}?)[》〉]?(?:[（(][^）)]*[）)])?的?(?:通知|公告|决定|命令|令)"
)
_BROUGHT = re.compile(r"《(?P<name>[^《》]{4,60})》[^。]{0,80}(?:公布|发布|印发|颁布)")
_NUMBER = re.compile(r"[（(][^（()）]{0,14}[〔\[【]\d{4}[〕\]】]\d{1,5}号[）)]")
_TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]")
_NOISE = re.compile(r"[\s《》〈〉“”\"'‘’·,，、—–\-－~～―_]")
_CITY = r"(?:(?!镇(?![江市])|乡(?!市)|街道|县|区)[一-龥]){2,9}?(?<![城超门股])市(?![场容政民区])"
_PLACE = re.compile(
    r"^(?:[一-龥]{1,8}?(?:省|自治区|兵团))?"
    rf"(?:{_CITY}|[一-龥]{{1,9}}?(?:自治州|地区|盟|州))?"
    rf"(?:{_CITY}|[一-龥]{{1,9}}?(?:自治县|县|旗|新区|开发区|"
    r"(?<![社小园景城校厂片山])区(?![域块划位间])))?"
    r"(?:[一-龥]{1,6}?(?:街道(?!路)|苏木|镇(?![域村燃])|乡(?![村镇])))?"
)


@dataclass(frozen=True, slots=True)
class DocumentName:
    """文件名称: `base` without stage, quotes and dashes; `core` without place and genre too."""

    base: str
    core: str
    genre: str

    def __bool__(self) -> bool:
        return bool(self.base)


def document_name(document: Document) -> DocumentName:
    """文件名称 of a draft: by its title; where that is no measure's (人民政府令), by what it brings."""
    name = name_of(document.title)
    if name.genre:
        return name
    brought = _BROUGHT.search(document.text[:800])
    return (
        (name_of(brought["name"]) if brought else None)
        or name_of(document.name.rsplit(".", 1)[0])
        or name
    )


def name_of(title: str) -> DocumentName:
    """文件名称 read from a title or from what stands between 《》."""
    words = re.sub(r"\s", "", title)
    brought = _BRINGS.search(words)
    if brought:
        words = brought["name"]
    words = re.sub(r"^(?:[（(][^）)]*[）)])?(?:关于)?", "", words)
    words = _TRIAL.sub("", _STAGE_IN.sub("", _NUMBER.sub("", words)))
    for _ in range(2):
        words = _STAGE.sub("", words) if len(words) > 4 else words
    base = _NOISE.sub("", words)
    plain = re.sub(r"[（(].*?[）)]", "", base)
    genre = re.search(f"(?:{GENRES})$", plain)
    core = plain[: genre.start()] if genre else plain
    return DocumentName(base, without_place(core), genre[0] if genre else "")


def has_stage(title: str) -> bool:
    """Whether a title says that it is a draft (草案、送审稿、征求意见稿)."""
    return bool(
        re.search(r"草案|征求意见|[送评报]审|[^一-龥]稿|[一-龥]稿[）)]?$", title)
        or re.search(
            r"[（(][^）)]{0,8}[一-龥]稿[vV第]?[0-9.一二三四五六七八九十年月日\-]*[版稿]?[）)]$",
            title,
        )
    )


def without_place(words: str) -> str:
    """The words without the place they begin with."""
    found = _PLACE.match(words)
    rest = words[found.end() :] if found else words
    return rest if len(rest) >= 2 else words


def sameness(one: DocumentName, other: DocumentName) -> Sameness:
    """Whether two names mean one document: same · near (short for it, or a letter off) · different."""
    if one.base == other.base:
        return "same"
    years = re.compile(r"[（(]?(?:20\d{2})年?(?:至|到)?(?:20\d{2})年?[）)]?")
    a, b = (re.sub(r"[（()）]", "", years.sub("", n.base)) for n in (one, other))
    said = [years.findall(n.base) for n in (one, other)]
    if all(said) and said[0] != said[1]:
        return "different"
    if a == b or _is_tail(a, b) or _is_tail(b, a):
        return "same"
    if _short_for(a, b) or _short_for(b, a) or is_reworded(one, other):
        return "near"
    return "different"


def nearest(names: Sequence[DocumentName], other: DocumentName) -> Sameness:
    """What another name is to the nearest of several names of one document."""
    found = {sameness(name, other) for name in names}
    return next((kind for kind in _KINDS if kind in found), "different")


def is_alias(short: DocumentName, name: DocumentName) -> bool:
    """Whether a name may be short for another: the same kind, and hardly a letter that it lacks."""
    if short.genre[-2:] != name.genre[-2:] or len(short.core) < 3:
        return False
    letters = sum(letter in name.base for letter in short.core)
    return letters >= _LETTERS * len(short.core)


def is_predecessor(old: DocumentName, new: DocumentName) -> bool:
    """Whether an old name is that of an earlier text on the same matter (…试行办法、…暂行规定)."""
    kinds = {old.genre[-2:], new.genre[-2:]}
    if not all(kinds) or (len(kinds) > 1 and not kinds <= _SIBLINGS):
        return False
    a, b = (_OLD_WORDS.sub("", _EMPTY.sub("", n.core)) for n in (old, new))
    return a == b and len(a) >= 4


def is_reworded(one: DocumentName, other: DocumentName) -> bool:
    """Whether two names of one kind differ in empty words only (…停放管理办法、…停放管理规定)."""
    kinds = {one.genre[-2:], other.genre[-2:]}
    if len(kinds) > 1 and not kinds <= _SIBLINGS:
        return False
    a, b = (_EMPTY.sub("", n.base.removesuffix(n.genre)) for n in (one, other))
    return a == b and len(a) >= _LONG_ENOUGH


def _is_tail(short: str, full: str) -> bool:
    """Whether one name is the other without the place or body that it begins with."""
    if len(short) < 6 or not full.endswith(short):
        return False
    ahead = full[: len(full) - len(short)]
    return bool(
        re.search("(?:[省市县区州旗盟镇乡局委厅会]|政府|街道|自治区|开发区|办公室|中心)$", ahead)
    )


def _short_for(short: str, full: str) -> bool:
    """Whether a name without a place leaves out words of the other and keeps their order."""
    if not 4 <= len(short) < len(full) or short[-2:] != full[-2:] or _PLACE.match(short)[0]:  # type: ignore[index]
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def one_letter_off(one: DocumentName, other: DocumentName) -> bool:
    """Whether two long names differ in one letter only, as misread scans do."""
    a, b = one.base, other.base
    return len(a) == len(b) >= 8 and sum(x != y for x, y in zip(a, b, strict=True)) == 1
