"""Reading obligations (梳理履约义务): the rows of a contract's performance ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.contracts.obligations.actions import action_of, with_object
from models.contracts.obligations.deeds import Deed, deeds, is_breach, stands_alone
from models.contracts.obligations.dues import Found, read_due
from models.contracts.obligations.merging import merged, with_whole_price
from models.contracts.obligations.owing import (
    ALL,
    BOTH,
    Owing,
    Roles,
    is_bound,
    is_right,
    modal_end,
    owing,
)
from models.contracts.obligations.passages import Passage, passages, split
from models.contracts.obligations.places import clause_name
from models.contracts.obligations.prices import Prices, Sum
from models.contracts.obligations.reckoning import Starts, read_starts, reckon
from models.contracts.obligations.row import Row
from models.contracts.obligations.schedules import schedule_rows
from models.contracts.obligations.terms import term_rows
from models.contracts.obligations.types import Due, Duty, Obligation
from models.contracts.obligations.words import DutyRule, sides
from models.contracts.types import Contract

_PAY_LEAD = re.compile(r"付款|支付|缴纳|交纳|缴付|结算|付清|分期")
_STAGE = re.compile(
    r"^(?:第[一二三四五六\d]+[期次笔阶批][^：:，,]{0,6}|[一-龥]{1,8}(?:款|金))(?=[：:，,])"
)
_LIST_OF_DUTIES = re.compile(
    r"应当?|须|需|必须|负责|义务|按(?:照)?(?:下列|以下|如下)|分[一二三四五六\d]+[期次]|方式|如下"
)
_RISING = re.compile("递增|逐年|上浮|上调|每年增长")
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
            for part in split(passage, self.roles.pattern, stands_alone):
                row = self._row(part)
                if row is not None:
                    yield row

    def obligation(self, number: int, row: Row) -> Obligation:
        other = self.roles.other(row.role)
        role = ALL if row.role == BOTH and len(self.roles.parties) > 2 else row.role
        locator, place = clause_name(self.contract, row.span)
        quoted = row.sentence or row.span
        return Obligation(
            number=number,
            role=role,
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
        rows = (self._row_of(deed, passage) for deed in deeds(passage))
        return next((row for row in rows if row is not None), None) or self._listed(passage)

    def _row_of(self, deed: Deed, passage: Passage) -> Row | None:
        who = self._owing(passage, deed)
        start = who.start if who.role else 0
        if is_right(passage.text, start, deed.verb) or is_breach(passage, deed):
            return None
        bound = is_bound(passage.text, start, deed.verb) or _is_listed_duty(passage)
        found = read_due(passage.text, deed.verb)
        due = found.due if found.due.is_set else _due_of_lead(passage)
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

    def _owing(self, passage: Passage, deed: Deed) -> Owing:
        own = owing(passage.text, deed.verb, self.roles)
        if own.role and own.sure:
            return own
        default = self._default(deed.rule.kind, passage)
        if default and deed.rule.kind is Duty.PAYMENT and _PRICE.search(passage.text):
            return Owing(default, own.start, sure=True)
        if own.role and own.role == default:
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

    def _sum(self, passage: Passage, deed: Deed) -> Sum:
        if deed.rule.kind not in (Duty.PAYMENT, Duty.GUARANTEE):
            return Sum()
        return self.prices.sum_of(passage.span, passage.text, paid=True)

    def _elsewhere(self, passage: Passage, action: str) -> Sum:
        article = self._article_span(passage)
        if _RISING.search(article.of(self.contract.text)):
            return Sum()
        named = self.prices.named(action)
        if named is not None:
            return Sum(amount=named)
        return self.prices.share_named(action, article, self.contract.text)

    def _article_span(self, passage: Passage) -> Span:
        same = [p.span for p in self.passages if p.article == passage.article]
        return Span(same[0].start, same[-1].end)

    def _action(self, passage: Passage, deed: Deed, after: int, found: Found) -> str:
        action = action_of(
            passage.text, deed.verb, after, (found.start, found.end), self.roles, deed.rule.do
        )
        earlier = self.contract.text[self._article_span(passage).start : passage.span.start]
        topic = re.split("[，,]", passage.text[: found.start])[-1] if found.end else ""
        action = re.sub(r"^(支付|付)(剩余|余款)?(?=\d+(?:\.\d+)?[%％])", r"\1合同价款的\2", action)
        return with_object(
            action, f"{passage.heading}\n{earlier}{passage.text[: deed.verb]}", topic
        )

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


def _is_listed_duty(passage: Passage) -> bool:
    """Whether the lead of a list makes duties of its items."""
    lead = passage.lead
    return bool(lead) and not sides().rights.search(lead) and bool(_LIST_OF_DUTIES.search(lead))


def _due_of_lead(passage: Passage) -> Due:
    return read_due(passage.lead, len(passage.lead)).due if passage.lead else Due()


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


def _made(passage: Passage, role: str, kind: Duty, action: str, due: Due, total: Sum) -> Row:
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
