"""Faults of the text (文本和计划的瑕疵): what the draft or the plan should say and does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.naming import mentions
from models.submission import IssuerLevel

_VALIDITY = re.compile("有效期|有效至|施行至|执行至|失效|试行期")
_RULE_NAMES = ("规定", "办法", "细则", "规则")


def validity_stated(case: Case) -> Iterator[Fault]:
    """没有有效期: a local normative document that tells when it takes effect and not how long."""
    if case.view.level in (IssuerLevel.MINISTRY, IssuerLevel.STATE):
        return
    if not any(_VALIDITY.search(shown.text) for shown in case.shown):
        yield Fault("只写了施行日期，没有写明有效期", case.shown[0].evidence)


def named_in_plan(case: Case) -> Iterator[Fault]:
    """计划没有列明: a plan or catalogue that does not name this draft."""
    if not any(mentions(case.view.package, shown.text) for shown in case.shown):
        yield Fault("计划或者目录中没有列明本件", case.shown[0].evidence)


def named_as_a_rule(case: Case) -> Iterator[Fault]:
    """名称不当: a rule is called 规定 or 办法, never 条例."""
    if "条例" in case.view.draft.genre or case.view.draft.genre not in (
        *_RULE_NAMES,
        "实施办法",
        "实施细则",
    ):
        yield Fault("规章名称应为“规定”“办法”等，不得称“条例”", case.shown[0].evidence)
