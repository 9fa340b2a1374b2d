"""Signature block (落款): who signs, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.lines import BLANK, STRUCTURAL, Line

_N = "[0-9０-９一二三四五六七八九十×xX*_ \u3000]{0,4}"
DATE_LINE = re.compile(
    rf"[（(]?[{BLANK}]*(?:(?:签[订署])?(?:日期|时间)[：:])?"
    rf"[{BLANK}]*"
    rf"[0-9０-９零〇○ＯO一二三四五六七八九×xX*_ \u3000]{{0,8}}年"
    rf"[{BLANK}]*{_N}月[{BLANK}]*{_N}日[）)]?"
)
_DATES = re.compile(rf"(?:{DATE_LINE.pattern}[{BLANK}]*){{1,3}}")
_PARTY = (
    "(?:甲|乙|丙|丁|买|卖|供|需|发包|承包|出租|承租|委托|受托|转让|受让|出让|用电|供电|用热|供热|"
    "出卖|买受|采购|供应|服务|双|各|见证|担保|保证|贷款|借款|抵押|出借|建设|施工|受让|用人)"
)
_SIGN_WORDS = re.compile(
    "盖章|签章|签字|签名|公章|法定代表人|授权代表|委托代理人|代理人|代表[：:（(]|负责人[：:（(]|"
    "签[订约署](?:时间|日期|地点|地)|经办人"
)
_CONTACT_WORDS = re.compile(
    rf"{_PARTY}(?:方|人|单位)?[{BLANK}]*(?:[（(][^）)]{{1,20}}[）)])?[{BLANK}]*(?:[：:]|$)|"
    "(?:地址|住所|电话|传真|开户|账号|帐号|邮编|邮政编码|户名|日期|身份证|联系人|税号|单位名称)"
)
_TAIL = re.compile(
    "[（(]?此件|抄送|主送|印发|责任编辑|联系人|联系电话|[（(]?附[件表录：:]|信息公开|公开方式|来源|编辑|打印|"
    r"[（(].{0,20}公开.{0,6}[）)]|\d{1,3}$|[—－-]+\s*\d+\s*[—－-]+$"
)
_LOOK_BACK = 12
_LONGEST = 45


def signature_range(lines: Sequence[Line]) -> tuple[int, int] | None:
    """落款: the index range of the signature block near the end of `lines`, None without one."""
    return _dated_block(lines) or _party_block(lines)


def is_date_line(line: Line) -> bool:
    """日期行: tell whether a line is nothing but a date (blanks to fill in count)."""
    return DATE_LINE.fullmatch(line.words) is not None


def _dated_block(lines: Sequence[Line]) -> tuple[int, int] | None:
    """An issuer's lines with a date below, only lines of a tail after it."""
    for i in range(len(lines) - 1, max(len(lines) - _LOOK_BACK, 0), -1):
        if is_date_line(lines[i]):
            start = i
            while start > 1 and i - start < 6 and _names_issuer(lines[start - 1]):
                start -= 1
            if start < i or i == len(lines) - 1:
                contract = _party_block(lines[: i + 1])
                return (min(start, contract[0]) if contract else start), i + 1
            return None
        if not (_TAIL.match(lines[i].words) or len(lines[i].words) <= _LONGEST):
            return None
    return None


def _names_issuer(line: Line) -> bool:
    words = line.words
    if line.mark is not None or len(words) > _LONGEST or words[-1] in "。；：，:;,！？”":
        return False
    return not re.search("[。；，？]|^附|^《|^“", words)


def _party_block(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The lines in which the parties of a contract sign, from the end upwards."""
    stop = len(lines)
    while stop > 1 and re.match("[（(]?附[件表录图：:]", lines[stop - 1].words):
        stop -= 1
    start, signed = stop, 0
    for i in range(stop - 1, max(stop - 40, 0) - 1, -1):
        line = lines[i]
        words = line.words
        if len(words) > 120 or line.style in STRUCTURAL or re.search("[。；]|^[“附]", words):
            break
        signs = _SIGN_WORDS.search(words) is not None
        if signs or _DATES.fullmatch(words) or _CONTACT_WORDS.match(words):
            if line.mark is not None and not signs:
                break
            if line.mark is not None and len(words) > _LONGEST:
                break
            start = i
            signed += signs
        elif start < stop and i < start - 3:
            break
    return (start, stop) if signed and start > 0 else None
