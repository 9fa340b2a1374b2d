"""Metadata (文件要素): title, issuer, document number, dates, as the document gives them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from corpus.document import Metadata, Provision, ProvisionKind
from corpus.numbering import parse_number
from corpus.span import Span
from corpus.structure.dates import DATE, date_of, find_date
from corpus.structure.lines import BLANK, BLANKS, Line, split_lines
from corpus.structure.signature import DATE_LINE, is_date_line
from corpus.structure.titles import Titled, find_title

_UNITS = frozenset(
    (
        ProvisionKind.BOOK,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.LEVEL,
    )
)
_HEAD_LIMIT = 4000
DOCUMENT_NUMBER = re.compile(
    r"[一-龥]{1,14}(?:[一-龥]|\([一-龥]\)|（[一-龥]）)[〔［\[【(（﹝〈]\s*(?:19|20)\d{2}\s*[〕］\]】)）﹞〉]"
    r"\s*(?:第\s*)?\d{1,5}\s*号"
)
_ORDER_NUMBER = re.compile(
    r"(?:[0-9０-９]\s*日\s*以?\s*)?(?P<own>[一-龥]{1,40}?(?:令|公告)[（(]?\s*(?:(?:19|20)\d{2}\s*年\s*)?"
    r"第\s*(?:\d{1,4}|[一二三四五六七八九十百零〇]+)\s*号[）)]?)"
)
ORGAN = (
    "(?:人民政府办公厅|人民政府办公室|人民政府|国务院办公厅|国务院|办公厅|办公室|委员会|管理局|总局|部|厅|局|"
    "署|院|委|办|会|行|中心|集团|公司|法院|检察院|街道办事处|管委会|党委|县委|市委|省委|组)"
)
_ISSUER_IN_TITLE = re.compile(rf"(?P<issuer>[^《》]{{2,60}}?{ORGAN})[{BLANK}]*关于")
_PARTIES = re.compile("盖章|签字|签章|[甲乙]\\s*方|开户|委托代理人")
_MASTHEAD = re.compile(
    rf"(?:[0-9０-９]{{1,2}}\s*日\s*以?)?(?P<issuer>[一-龥、][一-龥、{BLANK}]{{0,40}}?{ORGAN})[{BLANK}]*(?:文件|令)"
)
_ADOPTED_BY = re.compile(
    r"(?:\d\s*日|由|经)[，,]?\s*(?P<issuer>[一-龥]{2,30}?(?:人民代表大会常务委员会|人民代表大会|人民政府|国务院))"
)
_EFFECT = re.compile(
    rf"(?:自|于|从)[{BLANK}]*(?:(?P<date>{DATE})|(?P<event>公布|发布|印发|签发|颁布|下发|通过|批准)之?日)"
    rf"(?:之日)?[{BLANK}]*起?[{BLANK}]*(?:(?P<days>[0-9一二三四五六七八九十]{{1,4}})[{BLANK}]*(?:个工作)?日(?:之?后|起|内)?)?"
    rf"(?:正式)?[{BLANK}]*(?:施行|实施|执行|生效|试行|起效)"
)
_VALID_FROM = re.compile(
    rf"有效期限?[{BLANK}]*(?:自|从|为)[{BLANK}]*(?P<date>{DATE})(?P<days>(?!))?[{BLANK}]*(?:起|[至到—-])"
)
"""Where a document says no more than how long it is valid, that says from which day it applies."""
_OWN = re.compile("本[一-龥]{1,6}(?:[（(][^）)]{1,6}[）)])?[^。；\n]{0,12}$")


def read_metadata(text: str, root: Provision, *, title_hint: str = "") -> Metadata:
    """文件要素: read what a document says of itself; what it does not say stays None.

    `root` is the tree of `text`. `title_hint` is a title that the file format gives (a markdown
    heading, a core property); it is taken only if the text's head does not contradict it.
    """
    head = [line for line in split_lines(text[:_HEAD_LIMIT]) if line.start < _head_end(root, text)]
    titled = find_title(text, head, title_hint)
    signature = next((c for c in root.children if c.kind is ProvisionKind.SIGNATURE), None)
    number = _document_number(text, head)
    issuer, issuer_span = _issuer(text, head, titled, signature, number)
    issued = _issued_on(text, head, signature)
    effective, effective_span = _effective(text, root, issued)
    return Metadata(
        title=titled.title,
        title_span=titled.span,
        issuer=issuer,
        issuer_span=issuer_span,
        document_number=number.of(text) if number else None,
        document_number_span=number,
        issued_on=issued,
        effective_on=effective,
        effective_span=effective_span,
        signature_span=signature.span if signature else None,
    )


def _head_end(root: Provision, text: str) -> int:
    """Return the offset at which the first unit begins."""
    starts = (c.span.start for c in root.children if c.kind in _UNITS)
    return max(next(starts, len(text)), 1)


def _document_number(text: str, head: list[Line]) -> Span | None:
    """The number that stands on a line of its own or nearly so, never one cited in prose."""
    for pattern in (DOCUMENT_NUMBER, _ORDER_NUMBER):
        for line in head[:30]:
            found = pattern.search(text, line.start, line.end)
            if found is None or _is_cited(text, line, found):
                continue
            group = "own" if "own" in pattern.groupindex else 0
            return Span(found.start(group), found.end(group))
    return None


def _is_cited(text: str, line: Line, found: re.Match[str]) -> bool:
    before = text[line.start : found.start()]
    if before.count("《") > 0 or re.search("根据|按照|依据|废止|同时", before):
        return True
    return len(line.words) > 60 and "。" in line.words


def _issuer(
    text: str,
    head: list[Line],
    titled: Titled,
    signature: Provision | None,
    number: Span | None,
) -> tuple[str | None, Span | None]:
    found = _ISSUER_IN_TITLE.match(titled.title)
    if found:
        return found["issuer"].strip(BLANKS), _locate(text, found["issuer"], head)
    if signature and not _PARTIES.search(signature.span.of(text)):
        for line in split_lines(signature.span.of(text)):
            words = DATE_LINE.sub("", line.words).strip(BLANKS)
            if words and re.search(f"{ORGAN}$", words):
                start = signature.span.start + line.start
                return words, Span(start, start + len(words))
    for line in head[:15]:
        for pattern in (_MASTHEAD, _ADOPTED_BY):
            found = pattern.search(text, line.start, line.end)
            if found:
                words = found["issuer"].strip(BLANKS)
                start = text.index(words, found.start("issuer"))
                return words, Span(start, start + len(words))
    return None, None


def _locate(text: str, words: str, head: list[Line]) -> Span | None:
    stop = head[-1].end if head else 0
    at = text.find(words, 0, stop)
    return Span(at, at + len(words)) if at >= 0 else None


def _issued_on(text: str, head: list[Line], signature: Provision | None) -> date | None:
    if signature:
        signed = find_date(text, signature.span.start, signature.span.end)
        if signed:
            return signed
    for line in head[:30]:
        if is_date_line(line) or re.match("(?:成文|发布|发文|印发|公布)(?:日期|时间)", line.words):
            signed = find_date(text, line.start, line.end)
            if signed:
                return signed
    for line in head[:30]:
        if re.search("通过|公布|发布|修订|修正|印发", line.words):
            signed = find_date(text, line.start, line.end)
            if signed:
                return signed
    return None


def _effective(text: str, root: Provision, issued: date | None) -> tuple[date | None, Span | None]:
    """The day from which the document says that it applies, and where it says so."""
    annexes = [c.span for c in root.children if c.kind is ProvisionKind.ANNEX]
    stop = annexes[0].start if annexes else len(text)
    own, other = None, None
    for found in _EFFECT.finditer(text, 0, stop):
        if _OWN.search(text, max(found.start() - 30, 0), found.start()):
            own = found
        elif not re.search("[“《]", text[max(found.start() - 60, 0) : found.start()]):
            other = found
    chosen = own or other or _VALID_FROM.search(text, 0, stop)
    if chosen is None:
        return None, None
    return _day(chosen, issued), Span(chosen.start(), chosen.end())


def _day(found: re.Match[str], issued: date | None) -> date | None:
    start = date_of(found) if found["date"] else issued
    days = parse_number(found["days"]) if found["days"] else 0
    if start is None or days is None:
        return None
    return start + timedelta(days=days)
