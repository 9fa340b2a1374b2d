"""Period of validity (有效期): normative documents state one; trial ones a short one (FR-08).

The figures are local: `LP-HB-VALIDITY` of the knowledge (memory only, so findings stay hints).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.numbering import parse_number
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import IssuerLevel, Kind

_LOCAL = frozenset(
    {IssuerLevel.TOWNSHIP, IssuerLevel.COUNTY, IssuerLevel.CITY, IssuerLevel.PROVINCE, None}
)
_ABOUT = {False: "", True: "约"}
_STATED = re.compile(
    r"有效期(?:限)?|有效至|(?:试行|暂行|施行|执行|实施)(?:期限?|时间|有效期)(?:为|至|限|[一二两三四五\d])"
    r"|(?:施行|实施|执行)至[^。；\n]{0,12}\d|之日起失效|自动失效|日(?:废止|失效|止)|至\d{4}年[^。；\n]{0,8}止"
)
_YEARS = re.compile(
    r"(?:有效期限?|试行期限?|暂行期限?|施行期限?)(?:为|暂定|：|:)?\s*"
    r"(?P<years>[一二两三四五六七八九十]{1,2}|\d{1,2})\s*年"
)
_UNTIL = re.compile(
    r"(?:有效期限?)?至\s*(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
)
_OF_SOMETHING = re.compile(r"(?:证|证书|许可|合同|协议|资格|执照|凭证|批复|标识|承诺书?)的?$")
_TRIAL = re.compile("试行|暂行")
_LATER = {True: "成熟后转为正式文件", False: "期满前评估后续期"}
_PARAMETER = "LP-HB-VALIDITY"


def check_validity(draft: Draft) -> Iterator[Issue | Fine]:
    """有效期: missing, or longer than usual."""
    if draft.kind is not Kind.NORM_DOC or draft.submission.issuer_level not in _LOCAL:
        return
    found = _in_margins(_STATED, draft)
    if found is None:
        if draft.is_regulation:
            yield _missing(draft)
        return
    span = Span(found.start(), found.end())
    yield _too_long(draft) or Fine("有效期", "已写明有效期", span)


def _in_margins(pattern: re.Pattern[str], draft: Draft) -> re.Match[str] | None:
    """The last match in the opening or closing that is not about a certificate or contract."""
    found = [
        m
        for part in draft.margins
        for m in pattern.finditer(draft.text, part.start, part.end)
        if not _OF_SOMETHING.search(draft.text[max(0, m.start() - 8) : m.start()])
    ]
    return found[-1] if found else None


def _missing(draft: Draft) -> Issue:
    trial = _trial(draft)
    limit = _limit(draft, trial)
    what = f"“{trial}”文件的期限更短，通常不超过{limit}年" if trial else f"通常不超过{limit}年"
    return Issue(
        "FR-08",
        "FR-08",
        "FR-08",
        Severity.MINOR,
        f"全文没有写明有效期。各地规范性文件管理规定一般要求写明有效期，{what}"
        "（具体年限以本地规定为准）。",
        f"在附则最后一条补写“有效期×年”或者“有效期至×年×月×日”，{what}。",
        confidence=0.8,
    )


def _trial(draft: Draft) -> str:
    found = _TRIAL.search(f"{draft.document.title}{draft.title}")
    return found[0] if found else ""


def _limit(draft: Draft, trial: str) -> int:
    parameter = draft.context.knowledge.local_params.get(_PARAMETER)
    key, usual = ("trial_max_years", 2) if trial else ("normal_max_years", 5)
    value = parameter.value.get(key) if parameter else None
    return value if isinstance(value, int) else usual


def _too_long(draft: Draft) -> Issue | None:
    found = _in_margins(_YEARS, draft) or _in_margins(_UNTIL, draft)
    years = _years(draft, found) if found else None
    trial = _trial(draft)
    limit = _limit(draft, trial)
    if found is None or years is None or years <= limit:
        return None
    kind = f"“{trial}”文件" if trial else "规范性文件"
    return Issue(
        "FR-08",
        "FR-08",
        "FR-08",
        Severity.MINOR,
        f"有效期{_ABOUT[years % 1 > 0]}{years:g}年，超过{kind}通常的{limit}年上限（具体年限以本地规定为准）。",
        f"按本地规范性文件管理规定缩短有效期；{_LATER[bool(trial)]}。",
        Span(found.start(), found.end()),
        source="arithmetic",
        confidence=0.8,
    )


def _years(draft: Draft, found: re.Match[str]) -> float | None:
    groups = found.groupdict()
    if "years" in groups:
        return parse_number(groups["years"])
    start = draft.document.metadata.effective_on or draft.document.metadata.issued_on
    if start is None:
        return None
    try:
        end = date(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    except ValueError:  # an impossible date; the consistency check reports it
        return None
    return round(((end - start).days + 1) / 365.25, 1)
