"""Outline (合同概要): what heads a ledger: name, number, price, term, days of signing and effect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.contracts.obligations.prices import Price, Prices
from models.contracts.obligations.reckoning import Starts, read_starts
from models.contracts.types import Contract

_NUMBER = re.compile(
    r"(?:合同|协议)(?:登记)?编?号[ \u3000]*[：:][ \t\u3000]*"
    r"(?P<number>[A-Za-z0-9一-龥〔〕\[\]【】（()）\-－—_/]{3,40})"
)
_HEAD = 1500


@dataclass(frozen=True, slots=True)
class Outline:
    """合同概要: "" and None where the contract does not tell."""

    title: str
    number: str
    price: Price | None
    signed: date | None
    effective: date | None
    term_start: date | None
    term_end: date | None


def read_outline(contract: Contract) -> Outline:
    """合同概要 of a contract; pure."""
    starts: Starts = read_starts(contract)
    return Outline(
        title=contract.document.title,
        number=_number(contract.text),
        price=Prices(contract).price,
        signed=starts.signed,
        effective=starts.effective,
        term_start=starts.term_start,
        term_end=starts.term_end,
    )


def _number(text: str) -> str:
    found = _NUMBER.search(text[:_HEAD])
    number = found["number"] if found else ""
    return number if re.search(r"\d", number) else ""
