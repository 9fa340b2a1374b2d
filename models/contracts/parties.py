"""Parties (当事人): who signs, under which words, read from the head of the contract."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from corpus.span import Span
from models.contracts.nature import nature_of
from models.contracts.roles import ORDINALS, WORD, WORDS, plain
from models.contracts.types import Field, Nature, Party

_LABEL = re.compile(
    rf"(?:^|(?<=[\s，,；;。：:]))(?P<word>{WORD})[ \t\u3000]*"
    rf"(?:[（(][ \t]*(?:以下)?(?:简称|称为|称)?[：:“\"]?(?P<other>[^（）()\n]{{1,14}}?)[”\"]?[ \t]*[)）])?"
    r"[ \t\u3000]*(?:(?:全称|名称|单位|姓名)[ \t]*|[（(](?:全称|名称|公章|单位)[)）][ \t]*)?"
    r"[：:\t][ \t\u3000]*(?P<rest>[^\n]*)",
    re.M,
)
_ALONE = re.compile(
    rf"^[ \t\u3000]*(?P<word>{WORD})[ \t\u3000]*(?:[（(](?P<other>[^（）()\n]{{1,14}})[)）])?[ \t\u3000]*$",
    re.M,
)
_UNKNOWN_WORD = re.compile(
    r"^[ \t\u3000]*(?P<word>[一-龥]{2,8})[ \t]*[（(][ \t]*(?P<other>[甲乙丙丁戊]方)[ \t]*[)）]"
    r"[ \t]*[：:][ \t\u3000]*(?P<rest>[^\n]*)",
    re.M,
)
"""A party word that we do not know: 配送单位（乙方）：某某公司."""
_CALLED = re.compile(
    r"(?P<name>[一-龥A-Za-z0-9（）()·]{2,40}?)[ \u3000]*[（(，,][ \u3000]*(?:以下)?"
    r"(?:简称|称为?|下称)[ \u3000]*(?:为|：)?[“\"‘「]?"
    rf"(?P<word>{WORD})[”\"’」]?[ \u3000]*[)）；。，]"
)
_LINE = re.compile(
    r"^[ \t\u3000]*(?:\d{1,2}[.．、][ \t]*)?(?P<word>[一-龥]{1,7}"
    r"(?:人|方|单位|者|户|商|机构|部门|股东|企业|公司|院|校|局|镇|村|社))"
    r"[ \t\u3000]*[：:\t][ \t\u3000]*(?P<rest>[^\n]+)",
    re.M,
)
"""A line that names somebody by a word that no list has: 原股东：孟昭阳."""
_NO_PARTY = re.compile(
    "代表人|负责人|联系人|经办人|代理人|联络人|收款人|付款人|收件人|签收人|见证|担保人|"
    "户名|开户|备案|鉴证|主管|指定"
)
_SOMEBODY = re.compile("信用代码|身份证|住所|住址|地址|法定代表|负责人|执行事务")
_ANY_NAME = re.compile(
    r"(?P<name>[一-龥A-Za-z0-9（）()·]{4,40}?)[ \u3000]*[（(][ \u3000]*(?:以下)?"
    r"(?:简称|称为?|下称)[ \u3000]*(?:为|：)?[“\"‘「](?P<word>[一-龥]{2,8})[”\"’」][ \u3000]*[)）]"
)
"""A name with a short name that no list has: 某某县水利局（以下简称“水利局”）."""
_SHORT = re.compile(rf"(?:以下)?(?:简称|称为?|下称)[：“\"‘「]?(?P<word>{WORD})")
_NAME = re.compile(r"^[一-龥A-Za-z（(×*][一-龥A-Za-z0-9（）()·\-×*＊&. ]{1,48}")
_NAMED = re.compile(
    r"^[ \t\u3000]*(?:单位|企业|机构)?(?:名称|全称|姓名|名)[ \t\u3000]*[：:\t][ \t\u3000]*(?P<name>[^\n\t]+)",
    re.M,
)
_BLANK = re.compile(r"^[\s_＿{}\[\]【】/—\-.…·*＊×]*$|\{\{")
_END = re.compile(
    r"[（(](?:以下|下称|简称|代表|盖章|公章|签章|签字|受|经(?!济|营|贸|纬|典)|[^（）()\n]{0,10}[：:])|"
    r"(?<=[司局院厂馆店社心校会所府部场站队行])[（(](?![^（）()\n]{0,6}(?:合伙|独资))[^（）()\n]{0,16}"
    r"(?:企业|单位|户|人|法人|机构|告知|资质)[^（）()\n]{0,12}[)）]|"
    r"[，,；;。\t\u3000]| {2,}|"
    r"(?:法定代表|统一社会|地址|住所|住址|身份证|电话|联系)"
)
_SIGN = re.compile(r"盖章|签章|签字|公章|签名")
_FIELDS = {
    "code": re.compile(
        r"(?:统一社会信用代码|信用代码|身份证号码?|证件号码?|公民身份号码)[^\n：:]{0,10}[：:\t][ \t]*"
        r"(?P<v>[0-9A-Za-z]{15,18})"
    ),
    "representative": re.compile(
        r"(?:法定代表人|负责人|代表人)[^\n：:\t]{0,10}[：:\t][ \t\u3000]*"
        r"(?P<v>[一-龥·]{2,6})(?=[\s，,；;。（(]|$)"
    ),
    "address": re.compile(
        r"(?:住所地?|地址|住址|注册地)[^\n：:\t]{0,8}[：:\t][ \t\u3000]*"
        r"(?P<v>[一-龥](?:(?!  )[^\n\t\u3000]){3,60})"
    ),
}
_LEADING = re.compile(r"^(?:由|与|和|及|是|为|系|即|一方|以及|兹有)+")
_GENERAL = re.compile(
    r"姓名|名称|单位名称|全称|(?:明确|规范|保障|维护|保证)[一-龥]*|双方|各方|一方|另一方|"
    r"[一-龥]{0,4}(?:用户|电户|企业)"
)
_MASKED = tuple("_＿】]*＊")


@dataclass
class _Found:
    """A label in the head with the name beside it."""

    words: list[str]
    label: Span
    name: Field | None
    until: int = 0
    extra: dict[str, Field] = field(default_factory=dict)


def read_parties(text: str, head_end: int) -> tuple[Party, ...]:
    """当事人 named in `text[:head_end]`, in order; each role once.

    A blank name gives a party without one. Where two words stand for one party (甲方（采购人）),
    the 甲乙丙丁 word is the role.
    """
    known = [*_labelled(text, head_end), *_called(text, head_end)]
    if not any(set(one.words) & set(ORDINALS) for one in known):
        known += _by_line(text, head_end, known)
    if not known:
        known = _by_short_name(text, head_end)
    found = sorted(known, key=lambda f: f.label.start)
    merged: list[_Found] = []
    for one in found:
        twin = next((m for m in merged if set(m.words) & set(one.words)), None)
        if twin is None:
            merged.append(one)
            continue
        twin.words += [w for w in one.words if w not in twin.words]
        twin.name = twin.name or one.name
    merged = _without_doubles(merged)
    for one, after in zip_longest(merged, merged[1:]):
        one.until = after.label.start if after else head_end
        _read_fields(one, text)
    return tuple(_party(one, text) for one in merged)


def _labelled(text: str, end: int) -> list[_Found]:
    found = []
    known = list(_LABEL.finditer(text, 0, end))
    starts = {match.start("word") for match in known}
    for match in _UNKNOWN_WORD.finditer(text, 0, end):
        if match.start("word") not in starts and not _SIGN.search(match["rest"]):
            name = _name_at(text, match.start("rest"), match.end("rest"))
            label = Span(match.start("word"), match.end("word"))
            found.append(_Found([match["word"], match["other"]], label, name))
    for match in known:
        if _SIGN.search(match["other"] or ""):
            continue
        words = _words(match["word"], match["other"], match["rest"])
        name = _name_at(text, match.start("rest"), match.end("rest"))
        name = name or _named_below(text, match.end(), end)
        found.append(_Found(words, Span(match.start("word"), match.end("word")), name))
    for match in _ALONE.finditer(text, 0, end):
        if _SIGN.search(match["other"] or ""):
            continue
        name = _named_below(text, match.end(), end)
        words = _words(match["word"], match["other"], "")
        found.append(_Found(words, Span(match.start("word"), match.end("word")), name))
    return found


def _called(text: str, end: int) -> list[_Found]:
    found = []
    for match in _CALLED.finditer(text, 0, end):
        raw = match["name"]
        cut = (
            max(raw.rfind(mark) + len(mark) for mark in ("与", "和", "：", "及"))
            if _joined(raw)
            else 0
        )
        lead = _LEADING.match(raw[cut:])
        start = match.start("name") + cut + (lead.end() if lead else 0)
        name = text[start : match.end("name")]
        if len(name) < 4 or not _is_name(name) or text[start - 1 : start] in _MASKED:
            continue
        span = Span(start, start + len(name))
        found.append(_Found([plain(match["word"])], span, Field(name, span)))
    return found


def _by_line(text: str, end: int, known: list[_Found]) -> list[_Found]:
    """Parties under words of the contract's own, told by the particulars below the name."""
    taken = {one.label.start for one in known}
    found = []
    for match in _LINE.finditer(text, 0, end):
        if match.start("word") in taken or _NO_PARTY.search(match["word"]):
            continue
        name = _name_at(text, match.start("rest"), match.end("rest"))
        told = _SOMEBODY.search(text, match.start("rest"), min(match.end() + 60, len(text)))
        nature = nature_of(name.value) if name else Nature.UNKNOWN
        if told and (nature not in (Nature.UNKNOWN, Nature.PERSON) or "身份证" in told[0]):
            label = Span(match.start("word"), match.end("word"))
            found.append(_Found([match["word"]], label, name))
    return found


def _by_short_name(text: str, end: int) -> list[_Found]:
    """Parties that go by short names: two bodies at least, else the words are mere definitions."""
    found = []
    for match in _ANY_NAME.finditer(text, 0, end):
        start = match.start("name")
        raw = match["name"]
        cut = max(raw.rfind(mark) + 1 for mark in ("与", "由", "：")) if _joined_by(raw) else 0
        name = raw[cut:]
        if nature_of(name) not in (Nature.UNKNOWN, Nature.PERSON):
            span = Span(start + cut, start + len(raw))
            found.append(_Found([match["word"]], span, Field(name, span)))
    return found if len(found) >= 2 else []


def _joined_by(raw: str) -> bool:
    return bool(re.match("由|与|[^与]{0,4}：|[）)]?与", raw))


def _is_name(value: str) -> bool:
    bare = re.sub(r"^[（(](.*)[)）]$", r"\1", value)
    word = plain(bare) in WORDS
    return len(bare) >= 2 and not word and not _BLANK.match(bare) and not _GENERAL.fullmatch(bare)


def _joined(raw: str) -> bool:
    return bool(re.search("[）)](?:与|和|及)|：", raw))


def _words(word: str, other: str | None, rest: str) -> list[str]:
    words = [plain(word)]
    more = [plain(w) for w in re.split("[/、，,或]", other or "")]
    short = _SHORT.search(rest) or re.match(rf"[（(](?P<word>{WORD})[)）]", rest)
    if short:
        more.append(plain(short["word"]))
    return words + [w for w in more if w in WORDS and w not in words]


def _name_at(text: str, start: int, end: int) -> Field | None:
    rest = text[start:end]
    stop = _END.search(rest)
    raw = rest[: stop.start()] if stop else rest
    match = _NAME.match(raw.strip())
    if _BLANK.match(raw) or match is None or "{{" in raw or "__" in raw or "＿" in raw:
        return None
    value = match[0].strip()
    if not _is_name(value):
        return None
    at = start + rest.index(value)
    return Field(value, Span(at, at + len(value)))


def _named_below(text: str, start: int, end: int) -> Field | None:
    """Look for 名称：… in the lines right below a label, before the next label."""
    stop = min(end, start + 60)
    match = _NAMED.search(text, start, stop)
    if match is None:
        return None
    between = text[start : match.start()]
    if re.search(rf"(?:^|\n)[ \t]*{WORD}", between):
        return None
    return _name_at(text, match.start("name"), min(match.end("name"), len(text)))


def _without_doubles(found: list[_Found]) -> list[_Found]:
    """Where 甲方 and 乙方 exist, a stray word without a name is no third party."""
    ordinals = [f for f in found if set(f.words) & set(ORDINALS)]
    if len(ordinals) < 2:
        return [f for f in found if f.words != ["代理人"]][:6]
    named = {f.name.value for f in ordinals if f.name}
    return [
        f
        for f in found
        if f in ordinals or (f.name and f.name.value not in named and "公司" in f.name.value)
    ]


def _read_fields(one: _Found, text: str) -> None:
    for key, pattern in _FIELDS.items():
        match = pattern.search(text, one.label.start, min(one.until, one.label.start + 400))
        if match:
            one.extra[key] = Field(match["v"].strip(), Span(match.start("v"), match.end("v")))


def _party(one: _Found, text: str) -> Party:
    role = next((w for w in ORDINALS if w in one.words), one.words[0])
    nature = nature_of(one.name.value) if one.name else Nature.UNKNOWN
    if nature is Nature.UNKNOWN and re.search(
        "身份证|公民", text[one.label.start : one.until][:200]
    ):
        nature = Nature.PERSON
    party = Party(role, tuple(one.words), one.label, one.name, nature)
    return replace(
        party,
        code=one.extra.get("code"),
        representative=one.extra.get("representative"),
        address=one.extra.get("address"),
    )
