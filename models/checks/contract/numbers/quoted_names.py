"""Quoted names (引号名称, T60): a work, patent or person called otherwise than where it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.contract.numbers.near_names import TITLE_TAIL
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Issue
from models.contracts.types import Nature

_WHAT = (
    "项目|工程|标的|课题|系统|平台|技术|专利|软件|产品|作品|课程|活动|节目|影片|展览|发明|实用新型|外观设计|成果|商标|品种|"
    "剧本|栏目|赛事|设备|工艺"
)
_NAME = r"[一-龥A-Za-z0-9（）()\-—]{5,40}"
_LABELLED = re.compile(
    rf"(?:{_WHAT})(?:的)?(?:名称|全称)(?:为|是|：|:|\t|系)?[\s\u3000]*[“\"「《]?(?P<name>{_NAME})"
)
_INTRODUCED = re.compile(rf"(?:{_WHAT})[^，。；“\"「《]{{0,6}}[“\"「《](?P<name>{_NAME})[”\"」》]")
_QUOTED = re.compile(rf"[“\"「《](?P<name>{_NAME})[”\"」》]")
_NUMBERED = re.compile(
    r"^[”\"」》）)]?[^，。；\n]{0,6}[，,、（(]?(?:专利|申请|登记|注册|备案|证书|软著|品种)?(?:权)?(?:号|ZL)"
)
_LISTED = re.compile(r"^[”\"」》][、和及与]?[“\"「《]|^[”\"」》](?:等|及其|和|、)")
_ANOTHER = re.compile(
    r"[一二三四五六七八九十两东南西北上下前后左右内外新老旧大小甲乙丙丁0-9A-Za-z]"
)
_LABEL = re.compile(
    r"图签|封面|封皮|抬头|标题|题写|题为|标注|注明|写明|标明|印有|铭牌|标牌|横幅|字样|署名"
)
_MOST, _SHORT = 3, 4
_TO = re.compile(
    r"(?:[向由与和给将交对为至及以经让请归把跟：:，、（(]|汇入|员工|专员|同意|通知|委派|指派|乙方|甲方|本人)$"
)
_DOES = re.compile(
    r"(?:的|本人|出具|支付|签收|签字|签名|发放|归还|负责|保管|名下|账户|提供|承担|同志|先生|女士|应|须|可|一|到|离|领)"
)


def check_quoted_names(view: Numbers) -> Said:
    """专利“一种甲装置” in one place, “一种乙装置” of the same sort in another."""
    named = [*_named(view)]
    own = {name for name, _ in named}
    for found in _QUOTED.finditer(view.text):
        words = found["name"]
        if words in own or _LISTED.match(view.text[found.end("name") :]):
            continue
        near = next((n for n in named if _is_drift(view, n[0], words, found)), None)
        if near is None or found.start("name") <= near[1].start:
            continue
        span = Span(found.start("name"), found.end("name"))
        yield _issue(view, span, "名称", near[0], words)
        return


def _named(view: Numbers) -> Iterator[tuple[str, Span]]:
    """What is named, with the place; a later name with a number of its own is another thing."""
    title = TITLE_TAIL.sub("", view.draft.title.strip("“”《》"))
    if len(title) >= 6:
        yield title, Span(0, 0)
    first: set[str] = set()
    for found in [*_LABELLED.finditer(view.text), *_INTRODUCED.finditer(view.text)]:
        numbered = _NUMBERED.match(view.text[found.end("name") :])
        quoted = view.text[found.end("name") : found.end("name") + 1] in '”"」》'
        labelled = "名称" in found[0][: found.start("name") - found.start()]
        if found["name"] in first or not (labelled or numbered or (quoted and not first)):
            continue
        first.add(found["name"])
        yield found["name"], Span(found.start("name"), found.end("name"))


def _is_drift(view: Numbers, name: str, words: str, found: re.Match[str]) -> bool:
    """Up to three characters other, the start or the end the same; not the next of a series."""
    if abs(len(name) - len(words)) > 2 or min(len(name), len(words)) < 6 or name in words:
        return False
    if words in name or view.text.count(words) > max(1, view.text.count(name)):
        return False
    low, high = _common(name, words)
    middle, other = name[low : len(name) - high], words[low : len(words) - high]
    if low + high < max(4, len(words) // 2) or max(len(middle), len(other)) > _MOST + 2:
        return False
    around = view.text[max(0, found.start() - 14) : found.start()] + view.text[found.end() :][:4]
    series = _ANOTHER.fullmatch(middle) and _ANOTHER.fullmatch(other)
    edits = sum(a != b for a, b in zip(middle, other, strict=False)) + abs(len(middle) - len(other))
    return edits <= _MOST and (not series or bool(_LABEL.search(around)))


def _common(one: str, other: str) -> tuple[int, int]:
    """How many characters of the start and of the end are the same."""
    most = min(len(one), len(other))
    low = next((i for i in range(most) if one[i] != other[i]), most)
    left = most - low
    high = next((i for i in range(left) if one[-1 - i] != other[-1 - i]), left)
    return low, high


def check_person_names(view: Numbers) -> Said:
    """A natural person of the contract with one character changed, in running text."""
    parties = view.contract.parties
    people = [p.name.value for p in parties if p.name and p.nature is Nature.PERSON]
    others = {p.name.value for p in parties if p.name}
    for name in people:
        if len(name) < 3 or len(name) > _SHORT:
            continue
        tries = "|".join(name[:i] + "[一-龥]" + name[i + 1 :] for i in range(1, len(name)))
        for found in re.finditer(tries, view.text):
            if found[0] == name or found[0] in others or _is_introduced(view, found[0]):
                continue
            before = view.text[max(0, found.start() - 4) : found.start()]
            if _TO.search(before) and _DOES.match(view.text, found.end()):
                yield _issue(view, Span(found.start(), found.end()), "姓名", name, found[0])
                return


def _is_introduced(view: Numbers, name: str) -> bool:
    """Somebody else with a like name is introduced: 配偶韦国安, 韦国安，身份证号….

    Brothers and sisters share the first two characters.
    """
    named = rf"(?:[：:]|配偶|妻|夫|父|母|子|女|兄|弟|姐|妹|同住人|共有人){re.escape(name)}"
    papers = rf"{re.escape(name)}[，,（(、\s]*(?:身份证|公民|男|女|电话)"
    return bool(re.search(f"{named}|{papers}", view.text))


def _issue(view: Numbers, span: Span, what: str, known: str, words: str) -> Issue:
    return issue(
        "T60",
        span,
        f"{what}前后不一致：{view.place(span)}写作“{words}”，前文为“{known}”。{what}不符会影响主体、标的的认定。",
        "与证件、登记和立项文件核对，全文改为一致；确为另一人或者另一标的的，写明两者的关系。",
        source="comparison",
        confidence=0.85,
    )
