"""Copies (合同份数, N01): 一式六份，甲方执三份，乙方执二份 must add up."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.contracts.figures.numerals import parse_decimal, shown
from models.finding import Severity

_COPIES = re.compile(
    r"(?:一式|正副本共|正本(?:一式)?|共)(?P<n>[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾\d]{1,3})份(?P<rest>[^。；\n]{4,70})"
)
_HELD = re.compile(
    r"(?P<who>[^，。；]*?)(?P<n>[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾\d]{1,2})份"
)
_COPIES_AFTER = re.compile(
    r"(?P<who>[双两三四各])方各(?:执|持|存)?(?P<n>[一二两三四五六\d])份，(?:合计|总计|总共|一共|共)(?P<all>[一二两三四五六七八九十\d]{1,2})份"
)
_JOINED = re.compile(r"[、和及与]")


def check_copies(view: Numbers) -> Said:
    """份数: the copies handed out are all of them."""
    yield from _copies_after(view)
    parties = max(2, len(view.contract.parties))
    for found in _COPIES.finditer(view.text):
        whole = parse_decimal(found["n"])
        rest = found["rest"]
        if not whole or re.search("其余|剩余|若干|余下|副本|以上", rest):
            continue
        shares = [*_HELD.finditer(rest)]
        given = [_given(share, parties) for share in shares]
        held = sum((g for g in given if g is not None), Decimal(0))
        if None in given or len(rest) > 60 or held == whole or held <= 1 or held == 0:
            continue
        if len(shares) == 1 and "各" not in shares[0]["who"]:
            continue
        span = Span(found.start(), found.start("rest") + shares[-1].end())
        yield issue(
            "N01",
            span,
            f"{view.place(span)}写一式{found['n']}份，各方所持份数合计{shown(held)}份，"
            f"相差{shown(abs(whole - held))}份。",
            "核对总份数和各方所持份数，改为一致。",
            severity=Severity.MINOR,
            source="comparison",
            confidence=0.85,
        )


def _copies_after(view: Numbers) -> Said:
    """三方各执一份，共四份."""
    for found in _COPIES_AFTER.finditer(view.text):
        each, whole = parse_decimal(found["n"]), parse_decimal(found["all"])
        many = {"双": 2, "两": 2, "三": 3, "四": 4}.get(found["who"], len(view.contract.parties))
        if each and whole and many > 1 and each * many != whole:
            span = Span(found.start(), found.end())
            yield issue(
                "N01",
                span,
                f"{view.place(span)}各方所持份数合计{shown(each * many)}份，与写明的{shown(whole)}份相差"
                f"{shown(abs(whole - each * many))}份。",
                "核对总份数和各方所持份数，改为一致。",
                severity=Severity.MINOR,
                source="comparison",
                confidence=0.85,
            )


def _given(share: re.Match[str], parties: int) -> Decimal | None:
    """How many copies 双方各执三份 or 县政府、县财政局各一份 hands out; None where it is unclear."""
    number, who = parse_decimal(share["n"]), re.sub(r"^[，、；]", "", share["who"])
    if number is None:
        return None
    if "各" not in who:
        return number
    names = who[: who.index("各")]
    if re.search("双方|两方|甲乙", names):
        return number * 2
    if re.search("[一-龥]方$", names) or not names.strip():
        return number * parties
    many = len(_JOINED.findall(names)) + 1
    return number * many if many > 1 else None
