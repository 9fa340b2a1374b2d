"""Near names (形近名称, T60): 岚亭花园 beside 岚庭花园, 刘思佳 beside 刘思嘉: one character off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Issue
from models.contracts.types import Nature

_TAIL = re.compile(
    r"(?:业主委员会|业主大会|村民委员会|居民委员会|股份经济合作社|经济合作社|合作社|人民政府|管理委员会|委员会|"
    r"(?:股份|集团)?有限(?:责任)?公司|公司|个体工商户|经营部|事务所)$"
)
TITLE_TAIL = re.compile(
    r"(?:项目|工程|设备|物业|服务|采购|租赁|施工|委托|合作|经营|承包|运营|管理|建设|开发|买卖|补充|特许|框架|技术|养护|运维|采购|"
    r"运输|仓储|供应|培训|广告|设计|安装|改造|维护|转让|流转|投资|劳务|食堂|的|分包|咨询|代理)*(?:合同书?|协议书?|契约)$"
)
_PROJECT = re.compile(
    r"(?:项目|工程|标的|课题|系统|平台)名称[ \u3000]*[：:\t][ \t\u3000]*[“\"《]?(?P<name>[一-龥]{5,24})"
)
_QUOTED = re.compile(r"[“\"「](?P<name>[一-龥]{5,20})[”\"」]")
_PEOPLE = re.compile(
    r"(?:法定代表人|负责人|经营者|联系人|委托代理人)[^：:\n]{0,12}"
    r"[：:][ \u3000]*(?P<name>[一-龥]{2,4})(?![一-龥])"
)
_RELATIVE = re.compile(
    r"(?:紧急联系人|配偶|妻子?|丈夫|父亲?|母亲?|儿子|女儿|子女|[兄弟姐妹]|亲属|共有人|同住人|继承人)[：:（(、，\s]$"
)
_NO_SLIP = frozenset(
    "一二三四五六七八九十两东南西北上下前后左右内外新老旧大小甲乙丙丁省市县区镇乡村街道路期号年月的和与及在由向为是将本该"
)


def check_near_names(view: Numbers) -> Said:
    """Names of parties, their core, the project and people with one character changed."""
    said: list[Span] = []
    for name in _names(view):
        for span in _slips(view, name):
            if not any(span.overlaps(other) for other in said):
                said.append(span)
                yield _issue(view, name, span)
    yield from _people(view)


def _names(view: Numbers) -> list[str]:
    """The full names first, then their cores; all of at least five characters."""
    parties = [p.name.value for p in view.contract.parties if p.name]
    firms = [n for n in parties if len(n) > 5]
    names = [*firms, *(_TAIL.sub("", n) for n in firms)]
    heads = {n[:2] for n in firms}
    others = [TITLE_TAIL.sub("", view.draft.title.strip("“”《》"))]
    others += [m["name"] for m in _QUOTED.finditer(view.text) if view.text.count(m["name"]) > 1]
    names += [n for n in others if n[:2] in heads]  # what bears the name of a place or a firm
    names += [m["name"] for m in _PROJECT.finditer(view.text)]
    plain = (re.sub(r"\s", "", n) for n in names)
    return [n for n in dict.fromkeys(plain) if len(n) >= 5 and re.fullmatch("[一-龥（）()]+", n)]


def _slips(view: Numbers, name: str) -> Iterator[Span]:
    """The places where all but one character of a name stand, the first one among them."""
    tries = "|".join(
        re.escape(name[:i]) + "[一-龥]" + re.escape(name[i + 1 :])
        for i in range(1, len(name))
        if name[i] not in "（）()" and not (i == len(name) - 1 and len(name) < 8)
    )
    own = view.text.count(name)
    for found in re.finditer(tries, view.text):
        words = found[0]
        if words == name or view.text.count(words) > max(1, own - 1):
            continue
        at = next(i for i, (a, b) in enumerate(zip(words, name, strict=True)) if a != b)
        if {words[at], name[at]} & _NO_SLIP:
            continue
        yield Span(found.start(), found.end())


def _issue(view: Numbers, name: str, span: Span) -> Issue:
    words = span.of(view.text)
    return issue(
        "T60",
        span,
        f"名称前后不一致：{view.place(span)}写作“{words}”，与“{name}”相差一字。名称不符会影响主体、标的的认定。",
        "核对登记、立项文件上的名称，全文改为一致；确为另一主体或者项目的，写明两者的关系。",
        source="comparison",
        confidence=0.9,
    )


def _people(view: Numbers) -> Said:
    """A person's name with one character of the given name changed, standing alone."""
    names = [p.name.value for p in view.contract.parties if p.name and p.nature is Nature.PERSON]
    names += [m["name"] for m in _PEOPLE.finditer(view.text)]
    known = [n for n in dict.fromkeys(names) if 2 < len(n) <= 4]
    heads = {n: view.text.find(n) for n in known}
    own = {p.name.value for p in view.contract.parties if p.name}
    for name in known:
        tries = "|".join(name[:i] + "[一-龥]" + name[i + 1 :] for i in range(1, len(name)))
        for found in re.finditer(rf"(?<![一-龥])(?:{tries})(?![一-龥])", view.text):
            if found[0] == name or found[0] in own or found.start() < heads[name]:
                continue
            before = view.text[max(0, found.start() - 8) : found.start()]
            if not re.search(r"[：:（(、，\s]$", before) or _RELATIVE.search(before):
                continue
            span = Span(found.start(), found.end())
            yield issue(
                "T60",
                span,
                f"姓名前后不一致：{view.place(span)}写作“{found[0]}”，前文为“{name}”，相差一字。",
                "与身份证件、营业执照核对姓名，全文改为一致。",
                source="comparison",
                confidence=0.85,
            )
            return
