"""References of a contract (编号与条款引用, N38): 第X条第Y款, numbered clauses, numbered annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.numbering import NUMERAL, parse_number
from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine

_HEADING = re.compile(rf"^[ \t\u3000]*附(?:件|表|录)[ \t]*(?P<n>{NUMERAL}{{1,3}})(?!条)", re.M)
_NAMED = re.compile(rf"附(?P<what>件|表|录)[ \t]*(?P<n>{NUMERAL}{{1,3}})(?!份|页|套|个|张|式)")
_LIST = re.compile(
    rf"(?:^|[\n。；])[ \t\u3000]*(?:[（(]?{NUMERAL}{{1,3}}[)）]?[.．、]?)?[ \t\u3000]*"
    rf"(?:本(?:合同|协议))?附件(?:包括|清单|目录|如下)?[：:]"
    rf"(?P<all>[^\n]*(?:\n[ \t\u3000]*{NUMERAL}{{1,2}}[.．、][^\n]*)*)"
)
_ITEM = re.compile(rf"(?:^|[\s；;，,：:（(])(?P<n>{NUMERAL}{{1,2}})[.．、)）]")
_ONE = rf"第?[（(]?{NUMERAL}{{1,3}}[)）]?[条部](?:分)?(?:第{NUMERAL}{{1,3}}[款项])?"
_CHAIN = re.compile(
    rf"(?:按照?|依照?|参照|比照|遵照|适用|对照|照|根据|依据|违反|见|本合同|本协议|上述|前述|除)(?P<all>{_ONE}(?:(?:[、和及与或]|以及){_ONE})*)"
)
_POINT = re.compile(r"^[ \t\u3000]*(\d{1,2})[.．、](?!\d)", re.M)
_PARAGRAPH = re.compile(rf"第(?P<n>{NUMERAL}{{1,3}})条第(?P<p>{NUMERAL}{{1,3}})[款项]")
_EACH = re.compile(rf"第?[（(]?(?P<n>{NUMERAL}{{1,3}})[)）]?[条部](?:分)?")


def check_contract_references(view: Numbers) -> Said:
    """附件编号 that the text names are there; 第X条 of a contract counted 一、二、三 exists."""
    yield from _annexes(view)
    yield from _levels(view)
    yield from _paragraphs(view)


def _annexes(view: Numbers) -> Said:
    """Only where at least one annex with a number stands in the text or in the list of annexes."""
    headings = {parse_number(m["n"]) for m in _HEADING.finditer(view.text)}
    known = {n for n in headings | _listed(view.text) if n is not None}
    if not known:
        return
    spoken = [m for m in _NAMED.finditer(view.text) if not _is_heading(m, view.text)]
    missing = [
        m for m in spoken if parse_number(m["n"]) not in known and not _foreign(m, view.text)
    ]
    for found in _first_of_each(missing):
        span = Span(found.start(), found.end())
        listed = "、".join(f"附件{n}" for n in sorted(known))
        yield issue(
            "N38",
            span,
            f"{view.place(span)}引用“{found[0]}”，但合同只有{listed}，引用落空。",
            "核对附件的数量和编号，改为正确的附件，或者补齐所缺的附件。",
            source="citation",
            confidence=0.9,
        )
    if spoken and not missing:
        yield Fine("附件引用", f"正文引用附件{len(spoken)}处能够对应")


def _listed(text: str) -> set[int | None]:
    """附件：1.刊例价目表；2.监播标准: the numbers of a list that runs 1, 2, 3 …."""
    found = _LIST.search(text)
    if not found:
        return set()
    numbers = [parse_number(m[1]) for m in _ITEM.finditer(found["all"].split("。")[0])]
    in_order = numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1
    return set(numbers) if in_order else set()


def _is_heading(found: re.Match[str], text: str) -> bool:
    start = text.rfind("\n", 0, found.start()) + 1
    return not text[start : found.start()].strip(" \t\u3000")


def _foreign(found: re.Match[str], text: str) -> bool:
    before = text[max(0, found.start() - 14) : found.start()]
    return bool(
        re.search(
            r"(?:招标|投标|采购|磋商|响应|主合同|总包合同|原合同|通知|办法|规定|文件|标准|》)[的之]?$",
            before,
        )
    )


def _first_of_each(found: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    seen: set[str] = set()
    for one in found:
        if one["n"] not in seen:
            seen.add(one["n"])
            yield one


def _levels(view: Numbers) -> Said:
    """Clauses counted 一、 or 1. through the whole text: a number beyond the last is not there."""
    if view.draft.articles:
        return
    last = _last_level(view.text[: view.figures.annex_start])
    if last is None:
        return
    for chain in _CHAIN.finditer(view.text):
        before = view.text[max(0, chain.start() - 8) : chain.start() + 2]
        if re.search(r"法|条例|规定|办法|解释|》|细则", before):
            continue
        for found in _EACH.finditer(view.text, chain.start("all"), chain.end("all")):
            number = parse_number(found["n"])
            if number is None or number <= last:
                continue
            span = Span(found.start(), found.end())
            yield issue(
                "N38",
                span,
                f"{view.place(span)}引用“{found[0]}”，但合同只有{last}条，引用落空。",
                "核对拟引用的内容，改为正确的条款号。",
                source="citation",
                confidence=0.9,
            )


def _paragraphs(view: Numbers) -> Said:
    """第四条第9款 of a contract counted 一、 and 1.: the ninth item of 四 is there."""
    text = view.text[: view.figures.annex_start]
    heads = [*re.finditer(r"^[ \t\u3000]*([一二三四五六七八九十]{1,3})、", text, re.M)]
    in_order = [parse_number(m[1]) for m in heads] == [*range(1, len(heads) + 1)]
    if view.draft.articles or len(heads) < 2 or not in_order:
        return
    ends = [*(m.start() for m in heads[1:]), len(text)]
    items = [
        max((int(m[1]) for m in _POINT.finditer(text, h.end(), e)), default=0)
        for h, e in zip(heads, ends, strict=True)
    ]
    for found in _PARAGRAPH.finditer(view.text):
        number, point = parse_number(found["n"]), parse_number(found["p"])
        before = view.text[max(0, found.start() - 8) : found.start()]
        if (
            not number
            or not point
            or number > len(items)
            or re.search("法|条例|规定|办法|》", before)
        ):
            continue
        if 1 < items[number - 1] < point:
            span = Span(found.start(), found.end())
            yield issue(
                "N38",
                span,
                f"{view.place(span)}引用“{found[0]}”，但该条只有{items[number - 1]}款，引用落空。",
                "核对拟引用的内容，改为正确的条款号。",
                source="citation",
                confidence=0.9,
            )


def _last_level(text: str) -> int | None:
    """The number of the last clause where the marks run 1, 2, 3 … without a gap."""
    for pattern in (
        r"^[ \t\u3000]*([一二三四五六七八九十]{1,3})、",
        r"^[ \t\u3000]*(\d{1,2})[.．、](?!\d)",
    ):
        numbers = [parse_number(m[1]) for m in re.finditer(pattern, text, re.M)]
        if len(numbers) > 3 and numbers == list(range(1, len(numbers) + 1)):
            return len(numbers)
    return None
