"""Terms (期间届满): expiry of the contract, warranty periods, confidentiality, dates of works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from models.contracts.figures.calendar import DATE, date_of
from models.contracts.figures.numerals import plain
from models.contracts.obligations.dues import tidy
from models.contracts.obligations.owing import BOTH, Roles, owing
from models.contracts.obligations.passages import Passage
from models.contracts.obligations.row import Row
from models.contracts.obligations.time_words import PERIOD, read_period
from models.contracts.obligations.types import Due, Duty, Period
from models.contracts.types import Contract

_LABEL = (
    r"(?P<label>[一-龥]{0,8}?(?:期限|有效期限?|租期|服务期|租赁期|合同期|承包期|经营期|借款期|保证期间|"
    r"委托期|使用期|履行期|合作期|供应期|聘用期)限?)"
)
_SPAN = re.compile(
    rf"{_LABEL}[^。；]{{0,40}}?(?:自|从)?\s*{DATE.pattern}\s*(?:零时)?(?:起|始|开始)?[，,]?\s*"
    r"(?:至|到|—+|-+|~)\s*(?P<to>[^。；，,]{6,18}日)"
)
_LENGTH = re.compile(
    rf"{_LABEL}(?:限)?(?:共计|共|约定)?(?:为|是|：|:)?\s*"
    r"(?:(?:自|从|(?<=为))(?P<from>[^，。；]{2,30}?)(?:之日)?起(?:至[^，。；]{2,16})?\s*)?"
    rf"(?P<period>{PERIOD})(?:[，,]\s*(?:自|从)(?P<from2>[^，。；]{{2,30}}?)(?:之日)?起)?"
)
_WARRANTY = re.compile(
    r"(?P<label>质量保证期限?|质保期限?|质量保修期|保修期限?|缺陷责任期|(?:免费)?(?:维护|维保|运维|质量保证)(?:服务)?期)"
    r"(?!届满|满|内|间|外|后|结束|终止|自动)"
)
_FROM = re.compile(r"(?:自|从)(?P<from>[^，。；]{2,36}?)(?:之日|当日|次日)?(?:起|开始)")
_WORKS = re.compile(
    rf"(?P<label>(?:计划)?(?:开工|竣工|完工|交货|交付|供货|交房|交楼|完成|上线|交地|提交)(?:日期|时间|期限|日))\s*(?:为|：|:|是)?\s*(?:[^，。；\n]{{0,6}}?){DATE.pattern}(?P<tail>之?前|以前)?"
)
_SECRET = re.compile(
    r"保密义务|予以保密|保守[^，。；]{0,16}秘密|承担保密|负有保密|严格保密|保密责任|保密期限?"
)
_SECRET_END = re.compile(
    rf"(?:[^，。；]{{0,30}}?(?:终止|解除|届满|期满|结束|完毕|签订|生效|披露)(?:之日|后|之后|之日起|后的)?[^，。；]{{0,4}}?|"
    rf"保密期限?(?:为|：)?)(?P<period>{PERIOD})|长期|永久|不受[^，。；]{{2,16}}影响|不因[^，。；]{{2,16}}(?:免除|终止|失效)|直至[^，。；]{{2,24}}"
)


def term_rows(found: Sequence[Passage], contract: Contract, roles: Roles) -> Iterator[Row]:
    """期间届满 rows, each of them once for a contract or an article."""
    yield from _expiries(found)
    yield from _warranties(found, roles)
    yield from _works(found, roles)
    yield from _secrecy(found, roles)


def _expiries(found: Sequence[Passage]) -> Iterator[Row]:
    """The end of the contract's term, dated or counted from an event."""
    seen: set[str] = set()
    for passage in found:
        text = _with_heading(passage)
        span = _SPAN.search(text)
        if span:
            close = _last_date(span["to"])
            due = Due(f"{close.year}年{close.month}月{close.day}日止", day=close) if close else None
        else:
            due = _length(text)
            span = _LENGTH.search(text) if due else None
        if (
            due is None
            or span is None
            or re.search("质保|保修|保密|试用|付款|建设期", text[: span.end()])
        ):
            continue
        label = _label(span["label"])
        if label not in seen and "合同期限" not in seen:
            seen.add(label)
            yield Row(
                BOTH,
                Duty.OTHER,
                f"{label}届满{_next_step(label)}",
                due,
                None,
                None,
                passage.span,
                passage.article,
            )


def _with_heading(passage: Passage) -> str:
    """自…起至…止 under a heading 服务期限 reads as if the heading stood before it."""
    text = plain(passage.text)
    heading = passage.heading.split("／")[-1]
    return f"{heading}：{text}" if re.match(r"自|从|\d{4}年", text) else text


def _next_step(label: str) -> str:
    if "保证期" in label:
        return ""
    return "，结清本息" if re.search("借款|贷款", label) else "，办理续签或者终止"


def _length(text: str) -> Due | None:
    found = _LENGTH.search(text)
    start = (found["from"] or found["from2"]) if found else None
    if found is None or not start or re.search("[_＿]{2}", found["period"]):
        return None
    period = read_period(found)
    if period.count is None or period.unit not in ("month", "year", "day"):
        return None
    return Due(f"自{start}之日起{found['period']}", f"{start}之日起", period)


def _label(words: str) -> str:
    words = re.sub("^.*(?:的|项下|约定)", "", words)
    words = re.sub("^(?:本合同|本协议)", "合同", words)
    if words in ("期限", "有效期", "有效期限"):
        words = "合同有效期" if "有效" in words else "合同期限"
    return words


def _last_date(words: str) -> date | None:
    found = DATE.search(words)
    return date_of(found) if found else None


def _warranties(found: Sequence[Passage], roles: Roles) -> Iterator[Row]:
    """质保期 with its length; who grants it is the performing side unless the clause says."""
    seen: set[tuple[str, str, str]] = set()
    for passage in found:
        text = plain(passage.text)
        label = _WARRANTY.search(text)
        length = re.compile(PERIOD).search(text, label.end()) if label else None
        if label is None or length is None or re.search("延长|顺延|重新计算|返还|退还|支付", text):
            continue
        period = read_period(length)
        if period.unit not in ("month", "year", "day") or length.start() - label.end() > 50:
            continue
        start = _FROM.search(text)
        event = start["from"] if start else ""
        words = f"自{event}之日起{length[0]}" if event else length[0]
        due = Due(tidy(words), f"{event}之日起" if event else "", period)
        who = owing(text, label.start(), roles)
        role = who.role if who.sure and who.role else roles.performer
        thing = re.search(
            r"[一-龥]{2,12}(?:的)?$", re.split("[，,：:（(]", text[: label.start()])[-1]
        )
        head = thing[0].removesuffix("的") if thing and not roles.pattern.search(thing[0]) else ""
        key = (label["label"], head, words)
        if role and key not in seen:
            seen.add(key)
            action = f"承担{head}质量保证（{label['label']}{tidy(length[0])}）"
            yield Row(role, Duty.WARRANTY, action, due, None, None, passage.span, passage.article)


def _works(found: Sequence[Passage], roles: Roles) -> Iterator[Row]:
    """竣工日期：2026年9月30日 and the like."""
    for passage in found:
        text = plain(passage.text)
        for dated in _WORKS.finditer(text):
            day = date_of(dated)
            if day is None or not roles.performer or passage.is_row:
                continue
            word = re.sub("^计划|日期$|时间$|期限$|日$", "", dated["label"])
            due = Due(f"{day.year}年{day.month}月{day.day}日{dated['tail'] or ''}", day=day)
            yield Row(
                roles.performer, Duty.DELIVERY, word, due, None, None, passage.span, passage.article
            )


def _secrecy(found: Sequence[Passage], roles: Roles) -> Iterator[Row]:
    """保密: one row for each article that binds to secrecy, with how long it lasts."""
    seen: set[str] = set()
    for passage in found:
        if passage.article in seen or not _SECRET.search(passage.text) or passage.is_row:
            continue
        same = [p for p in found if p.article == passage.article]
        last = max(m.start() for m in re.finditer("保密|保守", passage.text))
        who = owing(passage.text, last, roles)
        if not who.role or re.search("违反|赔偿|有权|违约", passage.text):
            continue
        seen.add(passage.article)
        due = next((d for p in same if (d := _lasting(p.text)) is not None), Due())
        yield Row(
            who.role, Duty.CONFIDENTIALITY, _secret(passage.text, who.start), due, None, None,
            passage.span, passage.article,
        )  # fmt: skip


def _lasting(text: str) -> Due | None:
    half = plain(text)
    if not re.search("保密", half):
        return None
    found = _SECRET_END.search(half)
    if found is None:
        return None
    words = re.sub(r"^(?:的?保密(?:期限?|义务))?(?:为|在|：|自)?", "", found[0].strip())
    match = re.compile(PERIOD).search(found[0])
    period = read_period(match) if match else None
    if isinstance(period, Period) and period.count is None:
        period = None
    return Due(tidy(words), "", period)


def _secret(text: str, start: int) -> str:
    found = re.search(
        r"对(?P<what>[^，。；]{4,40}?)(?:负有|承担|予以|严格|进行|的?保密)", text[start:]
    )
    return f"对{found['what']}保密" if found else "对履行合同中知悉的对方秘密保密"
