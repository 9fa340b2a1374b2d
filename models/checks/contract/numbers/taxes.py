"""Taxes (税价关系, N03): net, rate, tax and gross fit together, and the rate is one in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import percent
from models.contracts.figures.rates import Rate
from models.contracts.figures.tables import Row
from models.contracts.figures.taxes import TaxColumns, tax_columns

_RATE = re.compile(r"(?<!不)含$|(?:增值税|税率|征收率|专用发票|税票|税点)[^，。；%]{0,16}$")
_OTHER_TAX = re.compile(
    "所得税|契税|印花|附加|房产税|关税|个税|个人|城建|教育|土地|车辆|资源|消费税"
)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Prices:
    """Net, tax and gross that belong together; `span` is the place to show."""

    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None
    rate: Decimal | None
    span: Span
    slack: Decimal = Decimal(1)


def check_taxes(view: Numbers) -> Said:
    """税价关系 in sentences and in tables."""
    groups = [*_in_text(view), *_in_tables(view)]
    right = 0
    for prices in groups:
        wrong = _wrong(view, prices)
        if wrong:
            yield wrong
        else:
            right += 1
    if right:
        yield Fine("税价关系", f"{right}处不含税价、税额与含税价相符")
    yield from _stale_rates(view)


def _in_text(view: Numbers) -> Iterator[_Prices]:
    """One group a paragraph; a paragraph with two candidates for a part is left alone."""
    for line in re.finditer(r"[^\n]+", view.text):
        span = Span(line.start(), line.end())
        amounts = [a for a in view.figures.amounts_in(span) if a.is_certain and not a.per]
        net = _one([a for a in amounts if a.tax == "out" and a.kind != "tax"])
        tax = _one([a for a in amounts if a.kind == "tax"])
        gross = _one(
            [
                a
                for a in amounts
                if a.kind != "tax" and a.tax != "out" and (a.kind == "total" or a.tax)
            ]
        )
        rate = _one_rate(view, span) or _one_rate(view, Span(0, len(view.text)))
        if "\t" in line[0] or sum(v is not None for v in (net, tax, gross)) < 2:
            continue
        last = max((a for a in (net, tax, gross) if a), key=lambda a: a.span.end)
        first = min((a for a in (net, tax, gross) if a), key=lambda a: a.span.start)
        yield _Prices(
            net.value if net else None,
            tax.value if tax else None,
            gross.value if gross else None,
            rate,
            Span(first.span.start, last.span.end),
            Decimal(100) if any("万" in a.text for a in (net, tax, gross) if a) else _ONE,
        )


def _one(amounts: list[Amount]) -> Amount | None:
    values = {a.value for a in amounts}
    return amounts[0] if len(values) == 1 else None


def _one_rate(view: Numbers, span: Span) -> Decimal | None:
    rates = {r.value for r in view.figures.rates_in(span) if _is_vat(r, view)}
    return rates.pop() if len(rates) == 1 else None


def _is_vat(rate: Rate, view: Numbers) -> bool:
    behind = re.match(r"\s*(?:税率)?的?增值税", view.text[rate.span.end : rate.span.end + 12])
    named = bool(behind) or (
        bool(_RATE.search(rate.before)) and not _OTHER_TAX.search(rate.before[-12:])
    )
    own = rate.per is None or re.search("(?:税率|征收率)[为是：:]?$", rate.before)
    return named and bool(own) and not rate.is_range


def _in_tables(view: Numbers) -> Iterator[_Prices]:
    for table in view.figures.tables:
        columns = tax_columns(table)
        if columns is None:
            continue
        for row in table.rows:
            if len(row.cells) == len(table.header.cells):
                yield from _row(row, columns)


def _row(row: Row, columns: TaxColumns) -> Iterator[_Prices]:
    def number(column: int | None) -> Decimal | None:
        return row.cells[column].number if column is not None else None

    values = [number(c) for c in (columns.net, columns.tax, columns.gross)]
    if sum(v is not None for v in values) < 2:
        return
    rate = None
    if columns.rate is not None:
        found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*", row.cells[columns.rate].text)
        rate = Decimal(found[1]) / 100 if found else None
    place = next(
        c
        for c in (columns.gross, columns.tax, columns.net)
        if c is not None and number(c) is not None
    )
    yield _Prices(values[0], values[1], values[2], rate, row.cells[place].span)


def _wrong(view: Numbers, p: _Prices) -> Issue | None:
    """The first relation that does not hold."""
    whole = p.net + p.tax if p.net is not None and p.tax is not None else None
    if whole is not None and p.gross is not None and abs(whole - p.gross) > p.slack:
        formula = f"不含税价{yuan(whole - (p.tax or 0))}＋税额{yuan(p.tax or whole)}＝{yuan(whole)}"
        return _issue(view, p, formula, "含税价", p.gross, whole)
    if p.rate is None:
        return None
    share = percent(p.rate)
    if p.net is not None and p.tax is not None and abs(p.net * p.rate - p.tax) > p.slack:
        return _issue(
            view,
            p,
            f"不含税价{yuan(p.net)}×税率{share}＝{yuan(p.net * p.rate)}",
            "税额",
            p.tax,
            p.net * p.rate,
        )
    if p.net is not None and p.gross is not None and abs(p.net * (1 + p.rate) - p.gross) > p.slack:
        due = p.net * (1 + p.rate)
        return _issue(
            view, p, f"不含税价{yuan(p.net)}×（1＋{share}）＝{yuan(due)}", "含税价", p.gross, due
        )
    if p.tax is not None and p.gross is not None and p.net is None:
        due = p.gross / (1 + p.rate) * p.rate
        if abs(due - p.tax) > p.slack:
            return _issue(
                view,
                p,
                f"含税价{yuan(p.gross)}÷（1＋{share}）×{share}＝{yuan(due)}",
                "税额",
                p.tax,
                due,
            )
    return None


def _issue(
    view: Numbers, p: _Prices, formula: str, what: str, stated: Decimal, due: Decimal
) -> Issue:
    return issue(
        "N03",
        p.span,
        f"{view.place(p.span)}税价关系不符：{formula}，"
        f"合同写{what}{yuan(stated)}，相差{yuan(abs(due - stated))}。",
        "按不含税价×税率＝税额、不含税价＋税额＝含税价核算后改正，并与发票税率一致。",
    )


def _stale_rates(view: Numbers) -> Said:
    """A VAT rate that no longer is one."""
    known = [x for x in view.knowledge.contract_limits.values() if x.id.startswith("vat_")]
    in_force = {x.value / 100 for x in known if _holds(x.since, x.until, view.as_of)}
    for rate in view.figures.rates:
        old = next(
            (x for x in known if x.value / 100 == rate.value and x.value / 100 not in in_force),
            None,
        )
        if old is None or old.until is None or not _is_vat(rate, view) or "不" in rate.before[-4:]:
            continue
        yield issue(
            "N03",
            rate.span,
            f"{view.place(rate.span)}的增值税税率{percent(rate.value)}是{old.until.year}年{old.until.month}月"
            f"{old.until.day}日以前的税率，现行税率为13%、9%、6%，小规模纳税人征收率为3%（减按1%）。",
            "按现行税率改写，并写明税率调整时不含税价不变、税额相应调整。",
            source="comparison",
        )


def _holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
