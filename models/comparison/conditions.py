"""Conditions (适用条件): alternatives joined, exceptions dropped, filing made approval, fees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.comparison.difference import Difference, DifferenceType, Kind, difference
from models.comparison.overlap import similar, window
from models.comparison.sides import Pair

_JOINED = re.compile("同时(?:符合|具备|满足|具有|存在)")
_ANY = re.compile("之一|或者|其中一项")


def compare_alternatives(pair: Pair) -> Iterator[Difference]:
    """选择条件变并列: any of several suffices by law, the draft wants all."""
    joined, any_of = (
        _JOINED.search(pair.draft.text),
        re.search("情形之一|条件之一|之一的", pair.law.text),
    )
    if joined and any_of and "同时" not in pair.law.text:
        yield _at(
            pair,
            "condition",
            "alternatives_joined",
            joined,
            any_of,
            "上位法规定具备情形之一即可，草案要求同时具备，增加了适用条件。",
        )


_UNIVERSAL = re.compile("一律|任何情形|无论|不论|不分")
_LIMITED = re.compile("另有规定的除外|除外|必要时|可以(?:根据|视)|根据需要|确有必要")


def compare_exceptions(pair: Pair) -> Iterator[Difference]:
    """例外被删: the law has an exception or a discretion, the draft says 一律."""
    for match in _UNIVERSAL.finditer(pair.draft.text):
        if match[0] in pair.law.text:
            continue
        norm = pair.draft.norm_at(match.start())
        for law in pair.nearest(norm.sentence):
            limit = _LIMITED.search(law.span.of(pair.law.text))
            if limit:
                place = Span(*limit.span()).shift(law.span.start)
                yield difference(
                    "condition",
                    "exception_dropped",
                    (pair.draft.text, Span(*match.span())),
                    (pair.law.text, place),
                    f"上位法留有“{place.of(pair.law.text)}”，草案规定“{match[0]}”，未保留例外。",
                )
                break


_APPROVAL = re.compile("批准|审批|核准|许可|审查同意|同意后")
_FILING = re.compile("备案|报告|告知")


def compare_filing(pair: Pair) -> Iterator[Difference]:
    """备案变审批: the law wants a filing of the thing, the draft an approval."""
    if _FILING.search(pair.draft.text):
        return
    for approval in _APPROVAL.finditer(pair.draft.text):
        norm = pair.draft.norm_at(approval.start())
        around = window(pair.draft.text, Span(*approval.span()), 18, 4, norm.span)
        for filing in re.finditer("备案", pair.law.text):
            held = pair.law.norm_at(filing.start()).span
            theirs = window(pair.law.text, Span(*filing.span()), 18, 4, held)
            if approval[0][:2] not in held.of(pair.law.text) and similar(around, theirs) >= 0.4:
                yield _at(
                    pair,
                    "condition",
                    "filing_to_approval",
                    approval,
                    filing,
                    f"上位法规定的是备案，草案改为“{approval[0]}”，增设了前置环节。",
                )
                return


_FREE = re.compile(
    "不得(?:[^，。；]{0,12})收(?:取|费)|不收(?:取|费)|免费|不承担[^，。；]{0,16}费用|免收"
)
_PAID = re.compile(
    "(?<!不得)(?<!不)(?<!代)收取[^，。；]{0,16}(?:费|金|元)"
    "|费用由(?:申请|当事|经营|被)[^，。；]{0,8}(?:承担|负担|缴纳)"
    "|预缴[^，。；]{0,10}费|承担[^，。；]{0,10}费用"
)


def compare_fees(pair: Pair) -> Iterator[Difference]:
    """收费: free of charge by law, charged by the draft."""
    free, paid = _FREE.search(pair.law.text), _PAID.search(pair.draft.text)
    if free and paid and not _FREE.search(pair.draft.text):
        before = pair.draft.text[max(0, paid.start() - 8) : paid.start()]
        if not re.search("不得|不再|不|禁止|违规|由(?:[^，。；]{0,8})?(?:机关|财政|部门)", before):
            yield _at(
                pair,
                "condition",
                "fee_added",
                paid,
                free,
                f"上位法规定“{free[0]}”，草案规定“{paid[0]}”。",
            )


_LOCAL = re.compile(
    "本[市省县区][^，。；]{0,6}(?:户籍|户口|缴纳社会保险|注册满|居住满|纳税)"
    "|(?:具有|持有)本[市省县区][^，。；]{0,4}(?:户籍|户口)"
)


def compare_residence(pair: Pair) -> Iterator[Difference]:
    """地域条件: a local register, residence or insurance that the law does not ask for."""
    found = _LOCAL.search(pair.draft.text)
    if found and not re.search("户籍|户口|居住|社会保险|注册地", pair.law.text):
        yield difference(
            "condition",
            "condition_added",
            (pair.draft.text, Span(*found.span())),
            (pair.law.text, Span(0, 0)),
            f"草案要求“{found[0]}”，所对照的上位法条文没有这一条件。",
        )


def _at(
    pair: Pair,
    type_: DifferenceType,
    kind: Kind,
    draft: re.Match[str],
    law: re.Match[str],
    message: str,
) -> Difference:
    return difference(
        type_,
        kind,
        (pair.draft.text, Span(*draft.span())),
        (pair.law.text, Span(*law.span())),
        message,
    )
