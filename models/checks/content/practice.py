"""Practice (实务读法): the signs by which whole real drafts are read, and what they make of each clause.

Of a few clauses, which somebody asks about, the judge is believed; in a whole draft, whose clauses are
mostly ordinary, what readers of real drafts object to.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from corpus.span import Span
from models.checks.base import ClauseModel
from models.checks.content.draft import DraftView
from models.checks.content.lead import is_only_described
from models.checks.content.proof import RESTATING
from models.checks.content.units import Unit
from models.submission import IssuerLevel, Kind

READ, DOUBT, FOUND = 0.2, 0.4, 0.6
"""Chances of an objection from which on a clause is read by the networks although no rule points at it, a
person is asked, and what the judge suspects is a finding."""
AGREED = 0.3
"""Enough for a finding where a rule, or the judge with a whole draft's prior, sees the same."""
_FAR = (IssuerLevel.STATE, IssuerLevel.MINISTRY)
"""Readers went through local normative documents and rules. What regulations and the centre may set differs too
much; of ministries they read a little, and there practice tells least (area .65 for .76)."""
_MODES = {
    "must": r"应当|必须|须",
    "must_not": r"不得|禁止|严禁",
    "may": r"可以|可",
    "encourages": r"鼓励|支持|引导",
    "only_then": r"方可|方能|后，?方",
    "fine": r"罚款",
    "list": r"名单|信用",
    "approval": r"批准|同意|审批|许可|备案|审核",
    "papers": r"提交|提供|出具",
    "names_law": r"《[^》]+》",
    "by_law": r"依法|有关规定",
    "duty_of": r"由[^，。]{2,20}(?:负责|牵头)",
    "defines": r"本办法所称|是指",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _MODES.items()}


def practice_of(view: DraftView, model: ClauseModel) -> Mapping[Span, float]:
    """实务读法 of every clause: the chance (0..1) that a reader objects; empty where they read little."""
    if view.submission.kind is Kind.LOCAL_REG or view.submission.issuer_level in _FAR:
        return {}
    texts = [unit.span.of(view.submission.document.text) for unit in view.pieces]
    signs = [signs_of(unit, view) for unit in view.pieces]
    chances = model.practice(list(zip(texts, signs, strict=True)))
    return {unit.span: chance for unit, chance in zip(view.pieces, chances, strict=True)}


def signs_of(unit: Unit, view: DraftView) -> dict[str, float]:
    """The signs of one clause, each 0 or 1 but for the length (its logarithm)."""
    document, submission = view.submission.document, view.submission
    text = unit.span.of(document.text)
    acts = {match.rule.strength for match in view.acts_in(unit)}
    words = set(view.words_in(unit).values())
    described = is_only_described(document.text, unit.span.start, text)
    signs = {
        "length": math.log(len(text)),
        "act_strong": "strong" in acts,
        "act_weak": "weak" in acts,
        "worded_sure": "sure" in words,
        "worded_lead": "lead" in words,
        "cites": unit.span in view.citing,
        "described": described,
        "of_rule": submission.kind in RESTATING,
    }
    signs |= {name: bool(pattern.search(text)) for name, pattern in _COMPILED.items()}
    return {name: float(value) for name, value in signs.items()}
