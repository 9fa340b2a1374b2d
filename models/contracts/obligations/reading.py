"""Reading obligations (梳理履约义务): the rows of a contract's performance ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.contracts.obligations.actions import action_of, segment_start, with_object
from models.contracts.obligations.dues import PERIOD, Found, read_due
from models.contracts.obligations.merging import merged, with_whole_price
from models.contracts.obligations.owing import BOTH, Owing, Roles, is_bound, is_right, modal_end, owing
from models.contracts.obligations.passages import Passage, passages, split
from models.contracts.obligations.places import clause_name
from models.contracts.obligations.prices import Prices, Sum
from models.contracts.obligations.reckoning import Starts, read_starts, reckon
from models.contracts.obligations.row import Row
from models.contracts.obligations.schedules import schedule_rows
from models.contracts.obligations.terms import term_rows
from models.contracts.obligations.types import Due, Duty, Obligation
from models.contracts.obligations.words import DutyRule, duty_rules, sides
from models.contracts.types import Contract

_PAY_LEAD = re.compile(r"付款|支付|缴纳|交纳|缴付|结算|付清|分期")
_STAGE = re.compile(r"^(?:第[一二三四五六\d]+[期次笔阶批][^：:，,]{0,6}|[一-龥]{1,8}(?:款|金))(?=[：:，,])")
_BOND = re.compile(r"保证金|定金|押金|质保金|担保")
_BARE_RETURN = re.compile(r"(?:无息)?(?:返还|退还|退回)(?=[，。；]|给|$)")
_NOT = re.compile(r"(?:不能|未能|未|无法|不予|没有|尚未|不)(?:按时|按期|及时|按约定)?$")
_AS_EVENT = re.compile(r"[^，,。；]{0,16}?(?:后(?!续|期)|(?<!小)时(?!间|限)|之日(?!起[^，]{0,4}$)|之前|前(?!期|款|述))(?=[^，,。；]|[，,])")
_IN_EVENT = re.compile(rf"[^，,。；]{{0,60}}?(?:之日起|之日后|之日|后)(?:的)?{PERIOD}")
_SHORTEST = 2
_PRICE = re.compile("合同(?:总|价|金额)|总价|货款|工程款|进度款|服务费|尾款|余款|预付款|质保金")
_QUALITY = re.compile("质保|保修|质量|报修|缺陷|小时|巡检|维保|售后")
_PERFORMED = (Duty.DELIVERY, Duty.WARRANTY, Duty.INVOICE, Duty.REPORT)


def obligations(contract: Contract) -> tuple[Obligation, ...]:
    """履约义务 of a contract, in document order, numbered from 1; pure.

    Rights, definitions, prohibitions and consequences of breach are none. A duty that the
    contract states twice is one row.
    """
    reader = _Reader(contract)
    rows = sorted(reader.rows(), key=lambda row: (row.span.start, row.span.end))
    kept = with_whole_price(merged(rows), reader.prices, reader.roles.payer)
    return tuple(reader.obligation(i, row) for i, row in enumerate(kept, 1))


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a clause has someone do."""

    rule: DutyRule
    verb: int


class _Reader:
    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.roles = Roles(contract)
        self.prices = Prices(contract)
        self.starts: Starts = read_starts(contract)
        self.passages = passages(contract)

    def rows(self) -> Iterator[Row]:
        yield from schedule_rows(self.contract, self.roles, self.prices)
        yield from term_rows(self.passages, self.contract, self.roles)
        for passage in self.passages:
            if passage.is_row or sides().silent.search(passage.heading):
                continue
            for part in split(passage, self.roles.pattern, _stands_alone):
                row = self._row(part)
                if row is not None:
                    yield row

    def obligation(self, number: int, row: Row) -> Obligation:
        other = self.roles.other(row.role)
        locator, place = clause_name(self.contract, row.span)
        quoted = row.sentence or row.span
        return Obligation(
            number=number,
            role=row.role,
            name=self.roles.name(row.role),
            counterparty=other,
            counterparty_name=self.roles.name(other),
            kind=row.kind,
            action=row.action,
            due=reckon(row.due, self.starts),
            amount=row.amount,
            share=row.share,
            locator=locator,
            place=place,
            span=quoted,
            quote=quoted.of(self.contract.text),
        )

    def _row(self, passage: Passage) -> Row | None:
        """The first deed of a clause that makes a row."""
        rows = (self._row_of(deed, passage) for deed in _deeds(passage))
        return next((row for row in rows if row is not None), None) or self._listed(passage)

    def _row_of(self, deed: _Deed, passage: Passage) -> Row | None:
        who = self._owing(passage, deed)
        start = who.start if who.role else 0
        if is_right(passage.text, start, deed.verb) or _is_breach(passage, deed):
            return None
        bound = is_bound(passage.text, start, deed.verb) or self._is_listed_duty(passage)
        found = read_due(passage.text, deed.verb)
        due = found.due if found.due.is_set else self._due_of_lead(passage)
        total = self._sum(passage, deed)
        told = who.sure or deed.rule.kind is Duty.PAYMENT
        if not (bound or (told and due.is_set)) or not _enough(deed.rule, due, total):
            return None
        role = who.role or self._default(deed.rule.kind, passage)
        action = self._action(passage, deed, modal_end(passage.text, start, deed.verb), found)
        if not role or len(action) < _SHORTEST:
            return None
        if deed.rule.kind in (Duty.GUARANTEE, Duty.PAYMENT) and total == Sum():
            total = self._elsewhere(passage, action)
        return _made(passage, role, _kind(deed.rule.kind, passage), action, due, total)

    def _owing(self, passage: Passage, deed: _Deed) -> Owing:
        own = owing(passage.text, deed.verb, self.roles)
        if own.role and own.sure:
            return own
        default = self._default(deed.rule.kind, passage)
        if default and deed.rule.kind is Duty.PAYMENT and _PRICE.search(passage.text):
            return Owing(default, own.start, sure=True)
        for words in (passage.lead, passage.before):
            if words:
                led = owing(words, len(words), self.roles)
                single = led.role != BOTH or deed.rule.kind not in (Duty.PAYMENT, Duty.GUARANTEE)
                if led.role and single and (led.sure or not own.role):
                    return Owing(led.role, 0, sure=True)
        return Owing(default, own.start, sure=True) if default and own.role else own

    def _default(self, kind: Duty, passage: Passage) -> str:
        """The side that owes such a duty where the clause leaves the party out."""
        if kind is Duty.PAYMENT or (kind is Duty.GUARANTEE and re.search("[返退]", passage.text)):
            return self.roles.payer
        if kind is Duty.GUARANTEE or kind in _PERFORMED:
            return self.roles.performer
        return self.roles.payer if kind is Duty.ACCEPTANCE else ""

    def _is_listed_duty(self, passage: Passage) -> bool:
        return bool(passage.lead) and not sides().rights.search(passage.lead) and bool(
            re.search(r"应当?|须|需|必须|负责|义务|按(?:照)?(?:下列|以下|如下)|分[一二三四五六\d]+[期次]|方式|如下", passage.lead)
        )

    def _due_of_lead(self, passage: Passage) -> Due:
        if not passage.lead:
            return Due()
        return read_due(passage.lead, len(passage.lead)).due

    def _sum(self, passage: Passage, deed: _Deed) -> Sum:
        if deed.rule.kind not in (Duty.PAYMENT, Duty.GUARANTEE):
            return Sum()
        return self.prices.sum_of(passage.span, passage.text, paid=True)

    def _elsewhere(self, passage: Passage, action: str) -> Sum:
        named = self.prices.named(action)
        if named is not None:
            return Sum(amount=named)
        article = self._article_span(passage)
        return self.prices.share_named(action, article, self.contract.text)

    def _article_span(self, passage: Passage) -> Span:
        same = [p.span for p in self.passages if p.article == passage.article]
        return Span(same[0].start, same[-1].end)

    def _action(self, passage: Passage, deed: _Deed, after: int, found: Found) -> str:
        action = action_of(passage.text, deed.verb, after, (found.start, found.end), self.roles, deed.rule.do)
        earlier = self.contract.text[self._article_span(passage).start : passage.span.start]
        topic = re.split("[，,]", passage.text[: found.start])[-1] if found.end else ""
        return with_object(action, f"{passage.heading}\n{earlier}{passage.text[: deed.verb]}", topic)

    def _listed(self, passage: Passage) -> Row | None:
        """An instalment whose verb stands in the lead: 预付款：合同签订后10日内，总价的30%."""
        if not _PAY_LEAD.search(passage.lead) or sides().rights.search(passage.lead):
            return None
        total = self.prices.sum_of(passage.span, passage.text, paid=True)
        found = read_due(passage.text, len(passage.text))
        if total == Sum() or not found.due.is_set or sides().breach.search(passage.text):
            return None
        led = owing(passage.lead, len(passage.lead), self.roles)
        role = led.role or self.roles.payer
        stage = _STAGE.match(passage.text)
        name = stage[0] if stage else "合同价款"
        return _made(passage, role, Duty.PAYMENT, f"支付{name}", found.due, total) if role else None


def _deeds(passage: Passage) -> list[_Deed]:
    """The deeds of a clause: those under a modal word first, then in the order of the rules."""
    found = [_Deed(rule, at) for rule in duty_rules() for at in _places(rule, passage)]
    text = passage.text
    return sorted(found, key=lambda d: not is_bound(text, segment_start(text, d.verb), d.verb))


def _places(rule: DutyRule, passage: Passage) -> Iterator[int]:
    """Where a rule finds its deed in a clause that means nothing else.

    A bare 返还 under a heading of 保证金 or 定金 returns that money.
    """
    text = passage.text
    places = [_place(m) for m in rule.do.finditer(text) if _is_done(m, text)]
    if rule.kind is Duty.GUARANTEE and not places and _BOND.search(passage.heading):
        places = [m.start() for m in _BARE_RETURN.finditer(text)]
    if places and not rule.unless.search(text):
        yield from (at for at in places if not sides().idle.search(_segment(text, at)))


def _segment(text: str, at: int) -> str:
    low = max(text.rfind(mark, 0, at) for mark in "，,；;。：:") + 1
    return re.split("[，,；;。]", text[low:])[0]


def _is_breach(passage: Passage, deed: _Deed) -> bool:
    """A duty that only a breach brings about."""
    return sides().breach.search(passage.text[: deed.verb]) is not None


def _is_done(found: re.Match[str], text: str) -> bool:
    """Neither 不能修复 nor an event (交货时, 支付首期款后)."""
    at = _place(found)
    relative = re.match("[一-龥]{2}的", text[at:])
    return not (relative or _NOT.search(text, 0, at) or _AS_EVENT.match(text, found.end()) or _IN_EVENT.match(text, found.end()))


def _stands_alone(text: str) -> bool:
    """Whether words hold a deed with a period, rhythm or day of its own."""
    for rule in duty_rules():
        found = next((m for m in rule.do.finditer(text) if _is_done(m, text)), None)
        if found:
            return read_due(text, _place(found)).due.is_definite
    return False


def _place(found: re.Match[str]) -> int:
    """Where the deed's own word stands: the group `at` where the pattern has one."""
    at = found.start("at") if "at" in found.re.groupindex else -1
    return at if at >= 0 else found.start()


def _kind(kind: Duty, passage: Passage) -> Duty:
    """Repairs are 质保 where quality is warranted, not where a lessor maintains a house."""
    if kind is Duty.WARRANTY and not _QUALITY.search(passage.text + passage.heading):
        return Duty.OTHER
    return kind


def _enough(rule: DutyRule, due: Due, total: Sum) -> bool:
    if rule.needs == "nothing":
        return True
    if rule.needs == "value":
        return due.is_set or total != Sum()
    return due.is_definite if rule.needs == "definite" else due.is_set


def _made(
    passage: Passage, role: str, kind: Duty, action: str, due: Due, total: Sum
) -> Row:
    notes = [total.note] if total.note else []
    if total.share and not re.search("%|％|百分之", action):
        notes.insert(0, f"合同总价的{_percent(total.share)}")
    note = f"（{'，'.join(notes)}）" if notes else ""
    return Row(
        role, kind, action + note, due, total.amount, total.share,
        passage.span, passage.article, passage.sentence,
    )  # fmt: skip


def _percent(share: Decimal) -> str:
    return f"{share * 100:.4f}".rstrip("0").rstrip(".") + "%"
