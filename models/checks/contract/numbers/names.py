"""Names (名称一致, T60): a party and the project are called the same from head to annex."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.contract.numbers.parties import check_parties
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Issue
from models.contracts.roles import WORDS

_FORM = re.compile(r"(?:有限责任公司|股份有限公司|集团有限公司|有限公司|公司)$")
_FIRM = re.compile(
    r"[一-龥A-Za-z（）()·]{4,36}?(?:有限责任公司|股份有限公司|有限公司|集团公司|"
    r"人民政府|委员会|管理局|事务所|医院|学校|大学|中心|(?<![一-龥]布)局|公司)"
)
_SIGN = re.compile(
    rf"^[ \t\u3000]*(?P<word>{'|'.join(WORDS)})[ \t\u3000]*(?:[（(][^（()）\n]{{0,14}}[)）])?[ \t\u3000]*"
    r"(?:名称)?(?:[：:]|(?<=[)）]))[ \t\u3000]*(?P<name>[一-龥A-Za-z（）()·]{4,40})",
    re.M,
)
_PROJECT = re.compile(
    r"(?:项目|工程)名称[ \u3000]*[：:\t][ \t\u3000]*(?P<name>[一-龥A-Za-z0-9（）()\-—·“”]{4,50})"
)
_DEFINED = re.compile(
    r"(?P<name>[一-龥A-Za-z0-9]{6,40}(?P<form>项目|工程))[”\"]?[ ]?[（(](?:以下|下称|简称)"
)
_BUILT = re.compile(
    r"投资建设|合作建设|投资|建设(?=[一-龥]{5})|实施|承建|开展|开发(?=[一-龥]{5})|承接|就|对|关于|将|的"
)
_ANOTHER = re.compile("[一二三四五六]期|子项|配套|标段|公司|协议|合同")
_CODE = re.compile(
    r"(?:合同|协议|项目|采购|"
    r"招标)编号[ \u3000]*[：:\t][ \t\u3000]*(?P<code>[A-Za-z0-9一-龥\-—〔〕\[\]（）()]{4,30})"
)


def check_names(view: Numbers) -> Said:
    """当事人名称、项目名称、编号."""
    found = list(check_parties(view.draft))
    yield from found
    said = [one.span for one in found if isinstance(one, Issue) and one.span]
    for one in [*_signed(view), *_passing(view)]:
        if one.span and not any(one.span.overlaps(span) for span in said):
            said.append(one.span)
            yield one
    yield from _projects(view)
    yield from _labelled(view, _PROJECT, "name", "项目名称")
    yield from _labelled(view, _CODE, "code", "编号")


def _names(view: Numbers) -> dict[str, str]:
    """Name by the words that call it."""
    return {w: p.name.value for p in view.contract.parties if p.name for w in p.titles}


def _signed(view: Numbers) -> Iterator[Issue]:
    """A party word with another name behind it than in the head, roles such as 采购人 included."""
    names = _names(view)
    for found in _SIGN.finditer(view.text):
        known = names.get(found["word"])
        name = re.sub(
            r"[（(](?:盖章|公章|签章|签字|章|单位公章|全称).*$|(?:盖章|签字|签章|法定代表人|地址|住所|统一社会).*$|[（(](?:以下|下称|简称|委托|授权|受|经|由|代表|根据|依).*$|[（(][^（）()]{0,6}(?:企业|单位)[^（）()]*[)）]?$",
            "",
            found["name"],
        ).rstrip("（(")
        start = found.start("name")
        after = view.text[start + len(name) : start + len(name) + 1]
        if (
            known is None
            or len(name) < 4
            or _plain(name) == _plain(known)
            or after in tuple("_＿*×【")
        ):
            continue
        if (not _FIRM.search(name) and len(name) > 4) or name in known or _is_word(name):
            continue
        if _resembles(name, known):
            yield _drift(view, Span(start, start + len(name)), known, name)


def _passing(view: Numbers) -> Iterator[Issue]:
    """A name in running text that is a party's with a word more, less or other in it."""
    names = {n for n in _names(view).values() if len(n) >= 6 and _FORM.search(n)}
    listed = {_plain(n) for n in _names(view).values()}
    heads = {n: n[:4] for n in names}
    for name, head in heads.items():
        body = _plain(_FORM.sub("", name))
        for at in re.finditer(re.escape(head), view.text):
            found = _FIRM.match(view.text, at.start())
            if not found or _plain(found[0]) in listed:
                continue
            other = _plain(_FORM.sub("", found[0]))
            longer = re.match(
                r"[一-龥（）()]{0,12}(?:分公司|分行|支行|分院|工会|项目部)",
                view.text[found.end() :],
            )
            if (
                other == body
                and _FORM.search(found[0])
                and found[0].endswith("公司")
                and _plain(found[0]) not in listed
            ):
                if _is_abbreviated(view, found[0]):
                    continue
            elif (
                longer
                or abs(len(other) - len(body)) > 4
                or not _near(other, body)
                or _is_abbreviated(view, found[0])
            ):
                continue
            yield _drift(view, Span(found.start(), found.end()), name, found[0])
            break


def _is_abbreviated(view: Numbers, short: str) -> bool:
    """以下简称“…公司” makes a short name lawful."""
    return bool(re.search(rf"简称[为：]?[“\"]?{re.escape(short)}", view.text))


def _is_word(name: str) -> bool:
    return name in WORDS


def _plain(name: str) -> str:
    return re.sub(r"\s", "", name).replace("（", "(").replace("）", ")")


def _near(one: str, other: str) -> bool:
    """One is the other with up to two characters put in, left out or changed."""
    if one == other:
        return False
    return 0 < _distance(one, other) <= 2


def _resembles(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    return 0 < _distance(_plain(one), _plain(other)) <= max(2, longest // 2)


def _distance(one: str, other: str) -> int:
    """Edits from one to the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _drift(view: Numbers, span: Span, known: str, name: str) -> Issue:
    return issue(
        "T60",
        span,
        f"当事人名称前后不一致：合同首部为“{known}”，{view.place(span)}写作“{name}”。名称不符会影响主体认定和付款、诉讼。",
        "按营业执照或者统一社会信用代码证书核对全称，全文改为一致。",
        source="comparison",
        confidence=0.9,
    )


def _projects(view: Numbers) -> Iterator[Issue]:
    """项目名称 defined with 以下简称 and called by a like name elsewhere."""
    for found in _DEFINED.finditer(view.text):
        name = _BUILT.split(found["name"])[-1]
        if not 6 <= len(name) <= 30:
            continue
        start = found.end("name") - len(name)
        head, form = re.escape(name[:3]), found["form"]
        for other in re.finditer(
            rf"{head}[一-龥A-Za-z0-9]{{1,24}}?{form}(?!公司|部|经理|名称|编号)", view.text
        ):
            words = other[0]
            if words == name or name in words or words in name or other.start() == start:
                continue
            if _ANOTHER.search(words) or _is_abbreviated(view, words):
                continue
            if len(words) - len(name) > 8 or _distance(words, name) > max(3, len(name) // 2):
                continue
            span = Span(other.start(), other.end())
            where = view.place(Span(start, found.end()))
            yield issue(
                "T60",
                span,
                f"项目名称前后不一致：{where}为“{name}”，{view.place(span)}写作“{words}”。",
                "核对立项、采购文件上的项目名称，全文改为一致；确为另一项目的，写明两者的关系。",
                source="comparison",
                confidence=0.85,
            )
            return


def _labelled(view: Numbers, pattern: re.Pattern[str], group: str, what: str) -> Iterator[Issue]:
    """项目名称：… and 合同编号：… written twice, almost but not quite the same."""
    first: dict[str, tuple[str, Span]] = {}
    for found in pattern.finditer(view.text):
        label = re.sub(r"\s", "", found[0].split(found[group])[0]).rstrip("：:")
        value = found[group].strip()
        known = first.setdefault(label, (value, Span(found.start(group), found.end(group))))
        if (
            known[0] != value
            and _plain(known[0]) != _plain(value)
            and _distance(known[0], value) <= 3
        ):
            span = Span(found.start(group), found.end(group))
            yield issue(
                "T60",
                span,
                f"{what}前后不一致：{view.place(known[1])}为“{known[0]}”，{view.place(span)}为“{value}”。",
                "核对立项、采购文件上的名称和编号，全文改为一致。",
                source="comparison",
                confidence=0.85,
            )
            return
