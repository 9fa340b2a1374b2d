"""Opinion types (意见书): what people add to a review before it is signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["adopt", "reject", "modify"]


@dataclass(frozen=True, slots=True)
class Decision:
    """处理意见 on a finding, a step or a place left undecided.

    - adopt 采纳: it goes into the opinion as it is; an undecided place becomes a problem.
    - modify 修改后采纳: `wording` stands instead of the suggestion.
    - reject 不采纳: it stays out; of a step: the reviewer holds it to be in order or not due.

    `reason` is the reviewer's; of a rejected step it is shown in the table of the procedure.
    """

    verdict: Verdict
    reason: str = ""
    wording: str = ""


Decisions = Mapping[str, Decision]
"""Decisions by fingerprint: the `id` of findings, steps and undecided places in the JSON report."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """文书要素: what only the office knows; "" leaves a blank to fill in by hand.

    `number` 文号, `addressee` 送审单位, `office` 审查机构, `reviewer` 承办人, `checker` 复核人,
    `approver` 签发人, `day` 成文日期 as written.
    """

    number: str = ""
    addressee: str = ""
    office: str = ""
    reviewer: str = ""
    checker: str = ""
    approver: str = ""
    day: str = ""
