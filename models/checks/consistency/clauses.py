"""Clause references (合同条款引用): 第5.2条 and bare 第八条 of a contract exist (N38)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.numbering import NUMERAL, parse_article_number
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.checks.locate import article_name
from models.finding import Severity

_DECIMAL = re.compile(
    r"第?(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?:条|款|项)|"
    r"(?:违反|按照?|依照?|根据|依据|适用|见|除|本合同)第?(?P<bare>\d{1,2}(?:\.\d{1,2}){1,3})(?:的)?(?:约定|规定|处理|执行|所述|要求|办理)"
)
_ONE = rf"第{NUMERAL}{{1,4}}条(?!例)(?:第{NUMERAL}{{1,3}}[款项])?"
_BARE = re.compile(
    rf"(?:按照?|依照?|参照|比照|遵照|根据|依据|违反|符合|适用|见|上述|前述|除)(?:本?合同|本?协议)?"
    rf"(?P<all>{_ONE}(?:(?:[、和及与或]|以及)(?:本?合同|本?协议)?{_ONE})*)"
)
_EACH = re.compile(rf"第{NUMERAL}{{1,4}}条")
_LINE = re.compile(r"^[ \t\u3000]*(?P<number>\d{1,2}(?:[.．]\d{1,2}){1,3})", re.M)
_BY = re.compile(
    r"(?:本(?:合同|协议)(?:的)?|按照?|依照?|依据|根据|适用|参照|违反|见|执行|符合)(?:本(?:合同|协议)的?)?\s*$"
)
_ELSEWHERE = (
    r"通用|专用|标准|规范|规程|图集|技术|招标|投标|采购文件|"
    r"主合同|原合同|总包|补充协议|附件|导则|GB|章程"
)
_FEWEST = 3
_FOREIGN = re.compile(r"(?:法|法典|条例|规定|办法|解释|细则|规则|》)\s*$")


def check_clause_references(draft: Draft) -> Iterator[Issue | Fine]:
    """合同条款引用 in the decimal style and without 本合同."""
    if not draft.is_contract:
        return
    found = [*_decimals(draft), *_bare(draft), *_chapters(draft)]
    wrong = {span.of(draft.text): span for span, exists in reversed(found) if not exists}
    for span in sorted(wrong.values()):
        yield _issue(span, draft)
    right = sum(exists for _, exists in found)
    if right:
        yield Fine("合同条款引用", f"合同条款引用共{right}处能够对应")


def _decimals(draft: Draft) -> Iterator[tuple[Span, bool]]:
    numbers = {m["number"].replace("．", ".") for m in _LINE.finditer(draft.text)}
    clauses = {number.split(".")[0] for number in numbers}
    for found in _DECIMAL.finditer(draft.text):
        line_start = draft.text.rfind("\n", 0, found.start()) + 1
        heading = not draft.text[line_start : found.start()].strip()
        number = found["number"] or found["bare"]
        if number.split(".")[0] not in clauses and not _is_own(found, clauses, draft):
            continue
        if not heading and not _FOREIGN.search(draft.text[: found.start()][-12:]):
            group = "number" if found["number"] else "bare"
            start = found.start() if group == "number" else found.start("bare")
            end = found.end() if group == "number" else found.end("bare")
            yield Span(start, end), number in numbers


def _is_own(found: re.Match[str], clauses: set[str], draft: Draft) -> bool:
    """按本协议第18.4条: of this contract by its words, though no clause 18 is there."""
    heads = sorted(int(c) for c in clauses)
    if len(heads) < _FEWEST or heads[-1] > len(heads) * 2:
        return False
    before = draft.text[max(0, found.start() - 14) : found.start()]
    before = re.split("[。；，\n]", before)[-1]
    said = found["bare"] is not None or bool(_BY.search(before))
    return said and not _FOREIGN.search(before) and not re.search(_ELSEWHERE, before)


def _chapters(draft: Draft) -> Iterator[tuple[Span, bool]]:
    """按第二十七条 in a contract without 第…条: its clauses are counted 1.1 … 9.4 or 一、 … 九、."""
    if draft.articles:
        return
    heads = {int(m["number"].replace("．", ".").split(".")[0]) for m in _LINE.finditer(draft.text)}
    if len(heads) < _FEWEST or max(heads) != len(heads):
        return
    for chain in _BARE.finditer(draft.text):
        before = draft.text[max(0, chain.start() - 10) : chain.start("all")]
        if _FOREIGN.search(before) or re.search(_ELSEWHERE, before):
            continue
        for found in _EACH.finditer(draft.text, chain.start("all"), chain.end("all")):
            number = parse_article_number(found[0])
            if number is not None and number.main > max(heads):
                yield Span(found.start(), found.end()), False


def _bare(draft: Draft) -> Iterator[tuple[Span, bool]]:
    known = {(a.ordinal, a.sub) for a in draft.articles}
    if len(known) < 3:
        return
    for chain in _BARE.finditer(draft.text):
        if re.search("本(?:合同|协议)第", chain[0][: chain.start("all") - chain.start() + 1]):
            continue  # said of this contract by name: the references rule looks there
        for found in _EACH.finditer(draft.text, chain.start("all"), chain.end("all")):
            number = parse_article_number(found[0])
            if number is not None:
                span = Span(found.start(), found.end())
                yield span, (number.main, number.sub) in known


def _issue(span: Span, draft: Draft) -> Issue:
    words = span.of(draft.text)
    last = f"（最后一条为{article_name(draft.articles[-1])}）" if draft.articles else ""
    return Issue(
        "N38",
        "N38",
        "N38",
        Severity.MAJOR,
        f"{draft.place(span)}引用“{words}”，但合同中没有这一条款{last}，引用落空。",
        "核对拟引用的内容，改为正确的条款号。",
        span,
        source="citation",
        confidence=0.9,
    )
