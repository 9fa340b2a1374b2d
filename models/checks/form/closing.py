"""Closing (附则): repeal clauses that name nothing, and who may interpret a rule (FR-09, FR-10).

Legal source: 规章制定程序条例 art. 33 (a rule is interpreted by the body that made it).
最终解释权 is looked at by the content check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_VAGUE = re.compile(
    r"(?:此前|以前|过去|原有?|已往|以往|本市|我市|之前)[^。；《》〔\n]{0,24}?"
    r"(?:规定|文件|办法|政策|通知)[^。；《》〔\n]{0,20}?"
    r"(?:与本[^，。；《》\n]{2,10}(?:不一致|相抵触|不符|抵触)[^。；《》〔\n]{0,6}以本[^。；\n]{2,8}为准|(?:一律|同时|一并|即行)废止)"
    r"|与本[^，。；《》\n]{2,6}(?:规定)?(?:不一致|相抵触|不符)的[^。；《》〔\n]{0,12}(?:以本[^。；\n]{2,8}为准|废止)"
)
_INTERPRETED = re.compile(
    r"本(?:办法|规定|细则|规则)(?:的具体应用)?(?:问题)?由(?P<who>[^，。；\n]{2,30}?)(?:负责|进行)?解释"
)
_GOVERNMENT = re.compile(r"(?:人民政府|[省市州]政府|制定机关)$")
_INNER = re.compile(r"(?:司|处|室|办公室|科|股)$")
_REPEALING = frozenset({Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE})


def check_repeal_clause(draft: Draft) -> Iterator[Issue | Fine]:
    """废止条款: old documents are to be named."""
    if draft.kind not in _REPEALING:
        return
    found = next(_VAGUE.finditer(draft.main_text), None)
    if found is None:
        return
    yield Issue(
        "FR-09",
        "FR-09",
        "FR-09",
        Severity.MINOR,
        "废止条款没有列明被取代文件的名称和文号，只概括写“不一致的以本文件为准”或者“同时废止”，"
        "执行中仍要逐件判断哪些旧规定有效。",
        "清理本机关以往文件，逐件列明废止文件的名称和文号；需要部分废止的，写明条款。",
        Span(found.start(), found.end()),
    )


def check_interpretation(draft: Draft) -> Iterator[Issue | Fine]:
    """规章解释权: the body that made the rule, not one of its departments."""
    found = next(_INTERPRETED.finditer(draft.main_text), None)
    if found is None:
        return
    span = Span(found.start(), found.end())
    if not _wrong_body(draft.kind, found["who"], found[0]):
        yield Fine("解释条款", "解释条款写法规范", span)
        return
    yield Issue(
        "FR-10",
        "FR-10",
        "FR-10",
        Severity.MAJOR,
        f"本条规定规章由{found['who']}解释。规章的解释权属于制定机关，不能由其所属部门或者内设机构行使。",
        "删去本条，或者改为“本规章由……人民政府负责解释”；具体应用中的问题可由主管部门提出意见。",
        span,
    )


def _wrong_body(kind: Kind, who: str, clause: str) -> bool:
    if kind is Kind.GOV_RULE:
        return "应用" not in clause and not _GOVERNMENT.search(who)
    return kind is Kind.DEPT_RULE and bool(_INNER.search(who)) and "应用" not in clause
