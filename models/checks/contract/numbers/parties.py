"""Parties (当事人): names agree from head to signature, every party is introduced (T60)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_LABELS = ("甲方", "乙方", "丙方", "丁方")
_ORDINAL = "[甲乙丙丁]"
_NAMED = re.compile(
    rf"(?P<label>{_ORDINAL})[ \u3000]*方[ \u3000]*(?:[（(][^（）()\n]{{0,14}}[)）])?[ \u3000]*"
    r"(?:名称|单位名称|全称|单位)?[ \u3000]*(?:[（(][^（）()\n]{0,10}[)）])?[ \u3000]*"
    r"[：:][ \u3000]*"
    r"(?P<name>[\u4e00-\u9fff（）()·A-Za-z0-9]{4,40})"
)
_CALLED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff（）()·]{{4,40}})[ \u3000]*"
    r"[（(][ \u3000]*(?:以下)?(?:简)?称?(?:为|：)?"
    rf"[“\"]?(?P<label>{_ORDINAL})方[”\"]?[ \u3000]*[)）](?![ \u3000]*[：:])"
)
_ROLED = re.compile(
    rf"^[ \u3000]*[\u4e00-\u9fff]{{2,8}}[ \u3000]*[（(][ \u3000]*(?P<label>{_ORDINAL})方[ \u3000]*[)）]"
    r"[ \u3000]*[：:][ \u3000]*(?P<name>[\u4e00-\u9fff（）()·A-Za-z0-9]{4,40})",
    re.M,
)
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff]{2,26}(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|委员会|管理局|教育局|人民政府|研究院|大学|医院|中心|局)"
)
_TAIL = re.compile(
    r"[（(](?:受|经|由|代表|根据|依)[^（）()]{3,}[)）]?$|[（(](?:事业单位|个人独资|个体工商户?|自然人|普通合伙|有限合伙|国有独资|民办)[^（）()]*[)）]?$|[（(][^（）()]{1,10}$|[（(](?:以下|下称|简称|本合同|本协议).*$|[（(](?:盖章|公章|签章|签字|章|签名|单位公章|合同专用章)[^（）()]*[)）].*$|[（(][^（）()]{0,6}(?:企业|单位)[^（）()]*[)）]$|(?:盖章|签字|签章).*$"
)
_JOINED = re.compile(r"[)）](?:与|和|、|及|同)")
_NOT_NAMES = re.compile(
    "地址|住所|电话|法定代表|代表|身份证|签字|盖章|账号|开户|应|须|有权|负责|承担|同意|保证|责任"
)


def check_parties(draft: Draft) -> Iterator[Issue | Fine]:
    """当事人 of a contract."""
    if not draft.is_contract:
        return
    yield from _unknown(draft)
    names = _names(draft)
    drifts = [*_between_blocks(names, draft), *_in_passing(names, draft)]
    yield from drifts
    if not drifts and any(len(places) > 1 for places in names.values()):
        yield Fine("当事人名称", "合同首部与签署处的当事人名称一致")


def _names(draft: Draft) -> dict[str, list[tuple[str, Span]]]:
    """Names by label, in document order."""
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    matches = [m for pattern in (_NAMED, _CALLED, _ROLED) for m in pattern.finditer(draft.text)]
    for match in sorted(matches, key=lambda m: m.start()):
        last = _JOINED.split(match["name"])[-1]
        start = match.end("name") - len(last)
        name = _TAIL.sub("", last).rstrip("（(")
        if len(name) < 4 or _NOT_NAMES.search(name) or _is_contact(draft.text, match, name):
            continue
        if not name.startswith(_LABELS) and _is_whole(draft.text, start, name):
            found[match["label"] + "方"].append((name, Span(start, start + len(name))))
    return found


def _is_contact(text: str, match: re.Match[str], name: str) -> bool:
    """甲方：生产部汪宁，0633-2208117: who is called on, not who signs."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    told = re.match(r"[\s，,（(]*(?:电话|手机|联系)?[：:]?\s*\d{3,}", text[match.end("name") :])
    called = told or re.search("联系|送达|通知|收件", line)
    return bool(called) and not _ORGANISATION.search(name)


def _is_whole(text: str, start: int, name: str) -> bool:
    """A name beside blanks of a form is a piece of one."""
    after = re.match(r"[ \u3000]*(.?)", text[start + len(name) :])
    blank = bool(after and after[1] and after[1] in "_＿【[")
    return not blank and text[start - 1 : start] not in tuple("_＿】]")


def _between_blocks(names: dict[str, list[tuple[str, Span]]], draft: Draft) -> Iterator[Issue]:
    """Compare the last name of a label with its first."""
    for label, places in names.items():
        (first, _), (last, span) = places[0], places[-1]
        if len(places) > 1 and _plain(first) != _plain(last):
            yield _drift(
                draft, span, f"{label}在合同首部为“{first}”，在{draft.place(span)}为“{last}”"
            )


def _in_passing(names: dict[str, list[tuple[str, Span]]], draft: Draft) -> Iterator[Issue]:
    """Names in running text that differ from a party's by one character."""
    known = {places[0][0] for places in names.values()}
    listed = {name for places in names.values() for name, _ in places}
    for found in _ORGANISATION.finditer(draft.text):
        for name in known:
            tail = found[0][-len(name) :]
            if tail not in listed and _differs_by_one(tail, name):
                span = Span(found.end() - len(tail), found.end())
                yield _drift(
                    draft, span, f"{draft.place(span)}写作“{tail}”，与当事人名称“{name}”相差一字"
                )


def _differs_by_one(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < 6:
        return False
    unlike = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(unlike) == 1 and unlike[0] > 0


def _plain(name: str) -> str:
    return name.replace("（", "(").replace("）", ")")


def _drift(draft: Draft, span: Span, what: str) -> Issue:
    return Issue(
        "T60",
        "T60",
        "T60",
        Severity.MAJOR,
        f"当事人名称前后不一致：{what}。名称不符会影响主体认定和付款、诉讼。",
        "按营业执照或者统一社会信用代码证书核对全称，全文改为一致。",
        span,
        source="comparison",
        confidence=0.95,
    )


def _unknown(draft: Draft) -> Iterator[Issue]:
    """A label that the text uses and nobody introduced, though others were."""
    introduced = {label for label in _LABELS if _is_introduced(label, draft.text)}
    if not introduced:
        return
    for label in _LABELS:
        at = draft.text.find(label)
        if label in introduced or at < 0 or draft.text[at - 1 : at] in "某第":
            continue
        span = Span(at, at + len(label))
        yield Issue(
            "T60",
            "T60",
            "T60",
            Severity.MINOR,
            f"{draft.place(span)}出现“{label}”，但合同首部没有写明{label}是谁。",
            f"在合同首部补写{label}的名称、住所等信息；属于笔误的，改为正确的当事人。",
            span,
            confidence=0.8,
        )


def _is_introduced(label: str, text: str) -> bool:
    spaced = r"[ \u3000]*".join(label)
    return bool(
        re.search(
            rf"{spaced}[ \u3000]*(?:[（(][^（）()\n]{{0,20}}[)）])?[^，。；\n]{{0,8}}?[：:]", text
        )
        or re.search(rf"(?:称|为|：|[（(“\"])[ \u3000]*{spaced}[ \u3000]*[)）”\"]", text)
        or re.search(rf"^[ \u3000]*{spaced}(?:[ \u3000_＿（(]|$)", text[:1500], re.M)
    )
