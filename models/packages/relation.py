"""Relation (材料与本件的关系): is a paper about this draft, about another, or does it not say?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.packages.names import (
    DocumentName,
    Sameness,
    is_predecessor,
    name_of,
    nearest,
    one_letter_off,
    sameness,
    without_place,
)
from models.packages.papers import Paper
from models.packages.types import Relation

_NAMED = re.compile(r"《(?P<name>(?:[^《》]|《[^《》]*》)*)》|〈(?P<inner>[^〈〉]*)〉")
_BASIS = re.compile(
    r"(?:根据|依据|按照|依照|遵照|对照|参照|贯彻落实|落实|贯彻|违反|执行)[^。；\n]{0,40}$"
)
_NATIONAL = re.compile("^(?:中华人民共和国|国务院|中共中央|全国)|(?<!办)法$")
_SUBJECT_FIELD = re.compile(
    r"^(?:文件|项目|政策措施|政策|评估|决策|送审|审查|审核|议题|事项|稿件|材料|备案)?(?:名称|标题|事项|文件|对象|题目|题名|措施名称|议题)[：:|](?P<value>.{4,100})$"
)
_BARE = re.compile(
    "(?:^[^\n]{2,24}关于)?(?P<name>[一-龥（）()—0-9年]{3,40}?(?:办法|规定|细则|条例|方案|规划|规则|实施意见|若干措施|政策))(?:[（(][^）)]{0,16}[）)])?"
    "(?:的)?(?:[^一-龥]|稿|公开|征求|起草|编制|制定|草案|送审|合法|公平|专家|社会|风险|论证|座谈|听证|意见|评估|备案|解读|说明|审[查核]|会签|公众|实施情况|$)"
)
_ASKS = re.compile("^(?:请|恳请|对|就|关于|征求|提请|报请|审议|审核|审查|研究|讨论)+")
_BRINGS = re.compile("印发|发布|公布|颁布|转发|下发")
_PROJECT = re.compile(
    "(?:关于)?(?P<name>[一-龥0-9（）()—、“”]{6,40}?(?:项目|工程))(?:的)?"
    "(?:重大|社会稳定|稳定|环境|风险|专家|听证|可行性|合法性|公平|征求|公开|论证|评估|审|备案|稳评|$)"
)
_PROCEDURE = re.compile(
    "部门|单位|乡镇|镇|街道|社会|公众|公开|征求|听取|收集|意见|建议|回函|复函|汇编|汇总|封面|采纳|情况|反馈|处理|结果|报告|说明|"
    "材料|记录|纪要|座谈会|论证会|听证会|会议|笔录|公告|通知|专家|评审|论证|评估|风险|稳定|合法性|公平竞争|审[查核]|结论|备案|登记|"
    "起草|编制|制定|征集|关于|目录|附件|合订|一览|表|书|函|的|和|及|与|各"
)
_ACTS = re.compile(
    r"(?:起草|报送|送来|送审|提请|报请|审议|审查|审核|征求|论证|制定|出台|拟定|修订|评估|通过|讨论|研究)(?:了|的|好)?(?:《|关于《)?$"
)
_TOPIC_LINE = re.compile(
    r"^(?:议题)?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[（(][一二三四五六七八九十\d]{1,2}[）)])?(?:[、．.：:]|项|议题)?"
    "(?:关于|审议|讨论|研究|听取|审定|通过)*(?P<name>[一-龥（）()]{3,30}?(?:办法|规定|细则|条例|方案|规划|意见|措施|政策|规则))"
    "(?:[（(][^）)]{0,12}[）)])?(?:草案|送审稿|的)?(?:汇报|事项|议题|事|问题|情况)?[：:。，,]?$"
)
_CALLS = re.compile("(?:座谈|恳谈|论证|听证|协调|评审|征求意见)会?[^。]{0,6}(?:通知|邀请|函|预告)")
_PLAN = re.compile("(?:年度[^，。]{0,12}(?:计划|目录|清单)|立法计划|规章(?:制定)?(?:工作)?计划)$")
_LISTS = frozenset({"EV-12", "EV-13", "EV-15", "EV-18", "EV-19", "EV-20", "EV-24", "EV-27"})
_EARLIER = frozenset({"EV-17", "EV-20"})
_PICTURES = frozenset({"png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "webp"})
_LONG = 400
_TOPIC = 8
_STRANGE = 0.34
_SLIGHT = 0.2


@dataclass(frozen=True)
class Subject:
    """本件: the main draft as other papers may name it; the first of `names` is its own title's."""

    names: tuple[DocumentName, ...]
    text: str

    def nearness(self, words: str) -> Sameness:
        """What a name is to the nearest of the draft's names."""
        return nearest(self.names, name_of(words))

    @cached_property
    def replaced(self) -> tuple[DocumentName, ...]:
        """Earlier documents that the draft names where it speaks of repeal or of the old ones."""
        found = []
        for hit in _NAMED.finditer(self.text):
            after = re.split("[。；\n]", self.text[hit.end() : hit.end() + 90])[0]
            old = (
                self.text[max(hit.start() - 3, 0) : hit.start()]
                .rstrip("（(")
                .endswith(("原", "旧"))
            )
            if old or re.search("废止|失效|停止执行", after):
                found.append(name_of(hit["name"] or hit["inner"] or ""))
        return tuple(found)

    @cached_property
    def cited(self) -> tuple[DocumentName, ...]:
        """All documents that the draft names."""
        return tuple(name_of(h["name"] or h["inner"] or "") for h in _NAMED.finditer(self.text))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The letter pairs of what the name is about, without place and genre."""
        longest = max((name.core for name in self.names), key=len)
        core = re.sub("管理|实施|工作|若干|建设|本市|有关|促进|服务", "", longest)
        return frozenset(core[i : i + 2] for i in range(len(core) - 1))

    def share(self, words: str) -> float:
        """How much of the draft's subject words stand in these words, 0..1."""
        if not self.pairs:
            return 0.0
        return sum(pair in words for pair in self.pairs) / len(self.pairs)


@dataclass(frozen=True, slots=True)
class Related:
    """关系: with the reason for the user."""

    relation: Relation
    reason: str


def relation_of(
    subject: Subject, parts: Sequence[Paper], roles: Sequence[str], file_format: str = ""
) -> Related:
    """材料与本件的关系, from what title and fields name, else from the text."""
    if not parts:
        return Related("unclear", "没有可读的文字")
    text = "\n".join(paper.text for paper in parts)
    head = list(head_names(parts))
    if _LISTS & set(roles[:1]):
        found = _in_list(subject, text, head, roles)
    else:
        found = _by_head(subject, head, roles) or _by_text(subject, parts[0], text, roles)
    if found.relation == "other" and file_format in _PICTURES:
        named = [name_of(words) for words in (*head, *_names(text))]
        if any(one_letter_off(name, own) for name in named for own in subject.names):
            return Related("unclear", "所载名称与本件只差一字，可能是识别误差，请核对原件")
    return found


def named_documents(parts: Sequence[Paper]) -> tuple[str, ...]:
    """所述文件: the documents that a file is about, as its title or else its text names them."""
    named = tuple(head_names(parts))
    return named or tuple(_drafted("\n".join(paper.text for paper in parts)))


def head_names(parts: Sequence[Paper]) -> Iterator[str]:
    """所载名称: what the title and the fields of the first paper name between 《》 or in a field."""
    if not parts:
        return
    paper = parts[0]
    joined = "".join(paper.head)
    yield from _names(joined)
    for line in paper.lines[:25]:
        field = _SUBJECT_FIELD.match(line)
        if field:
            inner = list(_names(field["value"]))
            yield from inner or [_told_in(field["value"])]


def _told_in(value: str) -> str:
    """The document that a field speaks of without 《》 (请对…办法提意见), else the field itself."""
    hit = _BARE.search(value) if _ASKS.search(value) and not _BRINGS.search(value) else None
    return _ASKS.sub("", hit["name"]) if hit else value


def _names(text: str) -> Iterator[str]:
    for hit in _NAMED.finditer(text):
        name = hit["name"] or hit["inner"] or ""
        yield name
        yield from (h["inner"] for h in re.finditer("[〈《](?P<inner>[^〈〉《》]*)[〉》]", name))


def _by_head(subject: Subject, head: Sequence[str], roles: Sequence[str]) -> Related | None:
    """What title and fields decide; None where they name nothing that decides."""
    named = [(words, name_of(words)) for words in head]
    named = [(w, n) for w, n in named if not _is_law(n) and not _is_generic(n)]
    named = [(w, n) for w, n in named if not _PLAN.search(w)]
    for words, _ in named:
        if subject.nearness(words) == "same":
            return Related("own", f"标题写明《{words}》")
    for words, _ in named:
        if subject.nearness(words) == "near":
            return Related("unclear", f"标题写《{words}》，与本件名称相近，请核对")
    if not named:
        return None
    words, name = named[0]
    if set(roles) & _EARLIER and _replaces(subject, name):
        return Related("own", f"《{words}》是本件要替代或者修订的文件")
    if not name.genre:
        return None
    return Related("other", f"标题写的是《{words}》，不是本件")


def _by_text(subject: Subject, paper: Paper, text: str, roles: Sequence[str]) -> Related:
    """What the text decides where title and fields name no document."""
    own = _mention(subject, text)
    bare = _bare(subject, paper)
    if bare and not (own and bare.relation == "other"):
        return bare
    if own:
        return Related("own", f"文中写明《{own}》")
    drafted = _drafted(text)
    if drafted:
        if any(subject.nearness(d) == "near" for d in drafted):
            return Related("unclear", f"文中写《{drafted[0]}》，与本件名称相近，请核对")
        if set(roles) & _EARLIER and any(_replaces(subject, name_of(d)) for d in drafted):
            return Related("own", f"《{drafted[0]}》是本件要替代或者修订的文件")
        return Related("other", f"文中说的是《{drafted[0]}》，没有提到本件")
    share = subject.share(text)
    if subject.share("".join(paper.head)) >= 0.6:
        return Related("own", "标题的主题词与本件相同")
    if _CALLS.search("".join(paper.head)) and subject.share("".join(paper.head)) >= _STRANGE:
        return Related("unclear", "是会议通知，所说的事项与本件相近，没有写明文件名称")
    if _is_elsewhere(subject, paper, share, text, roles):
        return Related("other", "没有提到本件，内容也与本件的事项不同")
    return Related("unclear", "没有写明针对哪一份文件")


def _is_elsewhere(
    subject: Subject, paper: Paper, share: float, text: str, roles: Sequence[str]
) -> bool:
    """Whether a paper that names no document is about something else all the same."""
    if not roles:
        return share < 0.6
    topic = without_place(_PROCEDURE.sub("", paper.head[0])) if paper.head else ""
    letters = len(re.findall("[一-龥]", topic))
    return share < 0.2 and len(text) > _LONG and letters >= _TOPIC


def _in_list(subject: Subject, text: str, head: Sequence[str], roles: Sequence[str]) -> Related:
    """Minutes, plans, gazettes: own if they name ours among others."""
    own = _mention(subject, text)
    if own:
        return Related("own", f"其中有《{own}》")
    names = [n for n in (*head, *_names(text)) if not _is_generic(name_of(n))]
    if set(roles) & _EARLIER:
        for words in names:
            if _replaces(subject, name_of(words)):
                return Related("own", f"《{words}》是本件要替代或者修订的文件")
    if any(subject.nearness(n) == "near" for n in names):
        return Related("unclear", "其中有与本件名称相近的文件，请核对")
    if "EV-12" in roles[:1] and (topic := _topic(subject, text)):
        return Related("unclear", f"议题写作“{topic}”，与本件名称相近，请核对")
    sentences = re.split("[。；\n]", text)
    if max((subject.share(s) for s in sentences), default=0) >= 0.75:
        return Related("unclear", "其中有与本件事项相同的内容，没有写明文件名称")
    others = [n for n in names if name_of(n).genre and not _is_law(name_of(n))]
    told = "EV-13" in roles[:1] and not others and subject.share(text) >= _SLIGHT
    if told or {"EV-15", "EV-27"} & set(roles[:1]) or (len(text) < 60 and not others):
        return Related("unclear", "没有写明针对哪一份文件")
    shown = f"，所列的是《{others[0]}》等" if others else ""
    return Related("other", f"其中没有本件{shown}")


def _topic(subject: Subject, text: str) -> str:
    """A topic of minutes that is short for the draft's name, "" for none."""
    for line in text.split("\n"):
        hit = _TOPIC_LINE.match(line)
        name = re.sub("的(?=[一-龥]{2}$)", "", hit["name"]) if hit else ""
        if name and subject.nearness(name) in ("same", "near"):
            return name
    return ""


def _mention(subject: Subject, text: str) -> str:
    """The words by which a text names the draft, "" where it does not."""
    for words in _names(text):
        if subject.nearness(words) == "same":
            return words
    plain = re.sub(r"[（()）“”\"—\-–－]|20\d{2}年?", "", text)
    bases = [re.sub(r"[（()）]|20\d{2}年?", "", name.base) for name in subject.names]
    for words in (short for base in bases for short in (base, without_place(base))):
        at = plain.find(words)
        if len(words) >= 6 and at >= 0 and _ends_there(plain, at + len(words)):
            return words
    return ""


def _ends_there(text: str, end: int) -> bool:
    """Whether a name ends here, and does not go on as the name of its own rules (…办法实施细则)."""
    return not re.match(
        "(?:的)?(?:实施|操作|配套)?(?:细则|办法|方案|意见|规程|指引|解释)(?!草案)",
        text[end : end + 8],
    )


def _bare(subject: Subject, paper: Paper) -> Related | None:
    """A document or a project named in the title without 《》."""
    for words in (*paper.titles, paper.name):
        hit = _BARE.search(re.sub("^关于|^附件[0-9]*", "", words)) if "《" not in words else None
        if hit is None:
            continue
        named = re.split("[（(](?=[^）)]*$)", hit["name"])[-1]
        name = name_of(named)
        if _is_rules_of(subject, name):
            return Related("other", f"标题写的是“{named}”，是本件的实施性文件，不是本件")
        same = subject.nearness(named)
        if same == "same" or (
            name.core and subject.share(name.core) >= 0.75 and _same_genre(name, subject.names[0])
        ):
            return Related("own", f"标题写明“{named}”")
        if same == "near" or subject.share(name.core) >= 0.4:
            return Related("unclear", f"标题写“{named}”，与本件名称相近，请核对")
        if len(name.core) >= 4:
            return Related("other", f"标题写的是“{named}”，不是本件")
    for words in paper.head:
        hit = _PROJECT.match(words)
        if hit and subject.pairs and subject.share(hit["name"]) < _STRANGE:
            return Related("other", f"标题写的是“{hit['name']}”，不是本件")
    return None


def _is_rules_of(subject: Subject, name: DocumentName) -> bool:
    """Whether a name goes on from the draft's, as its detailed rules do (…办法实施细则)."""
    bases = (own.base for own in subject.names if own.genre)
    return any(
        base in name.base and not _ends_there(name.base, name.base.find(base) + len(base))
        for base in bases
    )


def _same_genre(one: DocumentName, other: DocumentName) -> bool:
    return one.genre[-2:] == other.genre[-2:]


def _drafted(text: str) -> list[str]:
    """Names of documents that a text treats as being drafted or decided on, laws apart."""
    found = []
    for hit in _NAMED.finditer(text):
        words = hit["name"] or hit["inner"] or ""
        name = name_of(words)
        if _is_law(name) or _is_generic(name) or not name.genre:
            continue
        before = text[max(hit.start() - 45, 0) : hit.start()]
        staged = bool(re.search("草案|[^一-龥]?稿[）)]?$", words))
        if staged or (_ACTS.search(before) and not _BASIS.search(before)):
            found.append(words)
    return found


def _replaces(subject: Subject, name: DocumentName) -> bool:
    return any(sameness(name, old) == "same" for old in subject.replaced) or any(
        is_predecessor(name, own) for own in subject.names
    )


def _is_law(name: DocumentName) -> bool:
    return bool(_NATIONAL.search(name.base))


def _is_generic(name: DocumentName) -> bool:
    """《办法》《条例（草案）》: short for whatever the paper is about."""
    return not name.core or len(name.base) <= 4
